"""The forms of the file: what a person types, read by the same readers as a workbook."""

import datetime as dt

from django import forms
from django.db import models
from django.utils import timezone

from nominations import queries
from nominations.models import Nomination, Route
from nominations.models.application import BEGIN_WITH, ENTRIES, STEPS, WRITTEN, WRITTEN_ROUTES
from nominations.states import NOMINATION
from nominations.vocabulary import ACHIEVEMENTS
from nominations.waiting import by_check
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import DateInput, IdNumberInput, TypedField, choices
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from ..years import YearField
from .achievements import AchievementRows


def form_field(column, **options) -> forms.Field:
    """How a field of the 申报表 is filled in, by its column and its entry."""
    entry = ENTRIES[column.name]
    options["help_text"] = entry.help
    if isinstance(column, models.BooleanField):
        answers = [("", "请选择"), ("True", "是"), ("False", "否")]
        options |= {"label": column.verbose_name, "choices": answers, "empty_value": None}
        return forms.TypedChoiceField(coerce=lambda text: text == "True", **options)
    if entry.choices:
        options["widget"] = forms.Select(choices=choices(entry.choices, entry.no_choice))
    elif isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 8, "maxlength": column.max_length})
    elif isinstance(column, models.DateField):
        options["widget"] = DateInput()
    return column.formfield(**options)


class NominationForm(forms.ModelForm):
    """A step of the 申报表, or all of it; age, education, seniority and status close no door (clause 八)."""

    class Meta:
        model = Nomination
        fields = [name for name, entry in ENTRIES.items() if entry.asked]
        formfield_callback = form_field

    clauses = {name: entry.clause for name, entry in ENTRIES.items() if entry.clause}

    def __init__(
        self, *args, step="", open_fields=frozenset(WRITTEN), marks=None, more="", without="", **kwargs
    ):
        """`marks`: field -> what a clerk wants corrected there; `more`: the list that gets a blank row; `without`: the
        row that is taken out, as “contests-1”."""
        super().__init__(*args, **kwargs)
        keys = STEPS[step].keys if step else (*self.fields, *ACHIEVEMENTS)
        self.fields = {name: field for name, field in self.fields.items() if name in keys}
        self.lists = {
            kind: AchievementRows(
                kind,
                self.data if self.is_bound else None,
                self.instance,
                disabled=kind not in open_fields,
                more=kind == more,
                without=without,
            )
            for kind in (ACHIEVEMENTS if self.instance.pk else ())
            if kind in keys
        }
        if "route" in self.fields:
            self.fields["route"].choices = [("", "请选择"), *WRITTEN_ROUTES]
        for name, field in self.fields.items():
            # a draft may wait for the rest; the check list says what is missing
            field.required = name in BEGIN_WITH
            field.disabled = name in WRITTEN and name not in open_fields
            self._keep_choice(name, field)
        for name, words in (marks or {}).items():
            if part := self.fields.get(name) or self.lists.get(name):
                part.mark = words

    def _keep_choice(self, name: str, field: forms.Field) -> None:
        """What was written before the words were listed can still be chosen."""
        value = getattr(self.instance, name, None)
        if ENTRIES.get(name) and ENTRIES[name].choices and value and value not in ENTRIES[name].choices:
            field.widget.choices = [*field.widget.choices, (value, value)]

    def is_valid(self) -> bool:
        return super().is_valid() and not self.faults

    @property
    def faults(self) -> dict[str, list[str]]:
        """Name of each input that could not be read -> what is wrong with it."""
        found = {name: list(words) for name, words in self.errors.items()}
        for rows in self.lists.values():
            found |= rows.errors
        return found

    @property
    def fault_labels(self) -> list[tuple[str, str]]:
        """(id of the input, its label) of each fault, in the order of the page."""
        labels = [(self[name].id_for_label, self[name].label) for name in self.errors if name in self.fields]
        return labels + [label for rows in self.lists.values() for label in rows.fault_labels]

    def values(self) -> dict:
        """The fields and lists that the form may change and that could be read."""
        values = {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if not field.disabled and name in self.cleaned_data and name not in self.errors
        }
        lists = {kind: rows for kind, rows in self.lists.items() if rows.on_page and not rows.errors}
        return values | {kind: rows.values for kind, rows in lists.items()}


class NewNominationForm(NominationForm):
    """What a draft begins with: the person, named once; ID number and phone are stored encrypted, on the ladder.

    The ID number stands first, for it tells sex and birth date; of 社会推荐 the person's consent stands before it.
    """

    class Meta(NominationForm.Meta):
        fields = [*BEGIN_WITH, "consented_on"]

    clauses = {"route": "6"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["id_number"].required = self.fields["phone"].required = True
        self.fields["consented_on"].help_text = "本人签字同意的日期，不能晚于今天"

    id_number = TypedField(
        parsers.read_resident_id,
        label="身份证号",
        widget=IdNumberInput(),
        help_text="18 位，末位是字母的照填；性别、出生日期由此读出；加密保存，只用于确认本人",
    )
    phone = TypedField(
        parsers.read_phone, label="联系电话", help_text="本人 11 位手机号码，或带区号的固定电话；加密保存"
    )
    consented = forms.BooleanField(
        label="本人已单独同意",
        required=False,
        help_text="社会推荐的先征得本人签字同意，再勾选；没有同意的不要填身份证号和电话",
    )
    field_order = ["route", "consented", "consented_on", "id_number", "name", "phone", "trade"]

    def clean(self):
        """社会推荐 without the person's consent goes no further; what was typed of the number is not stored."""
        data = super().clean()
        if data.get("route") == Route.SOCIAL and not data.get("consented"):
            self.add_error("consented", "社会推荐的，须本人已单独同意，才能登记其身份证号和电话")
        return data

    def values(self) -> dict:
        return {name: value for name, value in super().values().items() if name != "consented"}


class RenewForm(forms.Form):
    """An earlier year's file once more: of 社会推荐 the person is asked again, the others say it before they submit."""

    consented_on = forms.DateField(
        label="本人单独同意日期",
        widget=DateInput(),
        help_text="社会推荐的须重新征得本人签字同意，填这一次同意的日期",
    )

    def __init__(self, *args, file: Nomination, **kwargs):
        super().__init__(*args, auto_id="renew_%s", **kwargs)
        if file.route != Route.SOCIAL:
            del self.fields["consented_on"]


class FirmChoiceForm(forms.Form):
    """For a clerk or the union, who register a paper file for a firm."""

    firm = forms.ModelChoiceField(
        None,
        label="工作单位",
        empty_label="请选择",
        help_text="纸质申报表上盖章的单位；只列出您办理范围内的单位",
    )

    def __init__(self, *args, firms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["firm"].queryset = firms


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因", max_length=300, help_text="简要写明，如“本人已调离”；不超过 300 字"
    )


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="工作簿", help_text="填好的《申报汇总表》，.xlsx 格式；先给您看会新建、更改哪些，确认之后才写入"
    )


class FileFilterForm(FilterForm):
    """By words, state and route, beyond one firm by the day of handing in, beyond one area by unit, for the district's
    officers by their check; with a state alone each state says how many there are (`counts`: None where nobody counted).
    The rows are those of the chosen year already."""

    q = WordsField("查找", "申报编号、姓名或单位")
    year = YearField()
    state = forms.ChoiceField(label="状态", required=False)
    route = forms.ChoiceField(label="推荐方式", required=False, choices=[("", "全部方式"), *Route.choices])
    unit = forms.ModelChoiceField(None, label="推荐单位", required=False, empty_label="全部推荐单位")
    since = forms.DateField(label="报送不早于", required=False, widget=DateInput())
    check = forms.ChoiceField(
        label="资格审查", required=False, choices=[("", "不限"), ("open", "待审查"), ("confirm", "待我复核")]
    )

    def __init__(self, data, *, counts: dict[str, int] | None, user):
        super().__init__(data)
        self.counts, self.user = counts, user
        if not user.has_role(Role.UNION_STAFF):
            del self.fields["check"]
        if user.has_role(*FIRM_SIDE):
            del self.fields["unit"]
        else:
            units = Organisation.objects.filter(kind="endorsing")
            self.fields["unit"].queryset = units.order_by("endorsing_kind__place", "endorsing_kind", "pk")
        if user.has_role(Role.FIRM_HR):
            del self.fields["since"]
        known = [
            (key, label if counts is None else f"{label}（{counts.get(key, 0)}）")
            for key, label in NOMINATION.choices
        ]
        every = "全部状态" if counts is None else f"全部状态（{sum(counts.values())}）"
        self.fields["state"].choices = [("", every), *known]

    @property
    def total(self) -> int | None:
        """How many match, where the counts tell it already."""
        if self.counts is None or not self.is_valid():
            return None
        state = self.cleaned_data["state"]
        return self.counts.get(state, 0) if state else sum(self.counts.values())

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        if stage := wanted.get("check"):
            rows = by_check(rows, self.user, stage)
        if unit := wanted.get("unit"):
            rows = rows.filter(firm__endorsing_unit=unit)
        if since := wanted.get("since"):
            rows = rows.filter(received_at__gte=timezone.make_aware(dt.datetime.combine(since, dt.time())))
        return rows.filter(**{name: wanted[name] for name in ("state", "route") if name in wanted})
