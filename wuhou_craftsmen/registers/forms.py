"""The form of a record, made of its register's fields; the filter of its list."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q, QuerySet

from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.security.crypto import ResidentIdField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField
from wuhou_craftsmen.ladder.models import Craftsman

from . import fields, queries, rules
from .models import Record
from .register import REGISTERS, Act, Register
from .states import STATES


class RecordForm(forms.Form):
    """The fields of a register, or of one of its acts, as this user may fill them in; `paper`: with its proof."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        user: User,
        register: Register,
        act: Act | None = None,
        paper: bool = True,
        record: Record | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.user, self.register, self.record = user, register, record
        self.names = act.fields if act else register.fields
        for name in self.names:
            column = register.column(name)
            may_lack = name in act.optional if act else column.blank or name in register.optional
            help_text = self._help(name)
            if self._stays(name):
                may_lack, help_text = True, "不改的不填"
            words = {"label": register.label(name), "help_text": help_text, "required": not may_lack}
            self.fields[name] = fields.form_field(column, self._named, **words)
            if record is not None:
                self.initial.setdefault(name, fields.typed(column, getattr(record, name)))
        proof = act.proof if act else register.proof
        if proof and paper:
            self.fields["paper"] = forms.FileField(
                label=proof,
                required=not act and (record is None or record.paper_id is None),
                help_text="PDF 或照片，不超过 10 兆字节"
                + ("；不换的不用选" if record and record.paper_id else ""),
                widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
            )

    def _stays(self, name: str) -> bool:
        """An ID number that is kept already: left empty, it stays as it is."""
        return self.record is not None and isinstance(self.register.column(name), ResidentIdField)

    def _help(self, name: str) -> str:
        return self.register.helps.get(name) or fields.help_of(self.register.column(name))

    def _named(self, column: models.Field, **words: Any) -> fields.NamedField:
        """A field for what another table holds, found by its name among what the user may name."""
        field = fields.NamedField(
            self._things(column), by="title" if issubclass(column.related_model, Record) else "name",
            also="credit_code" if column.related_model is Organisation else "", absent=_absent(column), **words,
        )  # fmt: skip
        field.widget.attrs["list"] = f"names-{column.name}"
        return field

    def _things(self, column: models.Field) -> QuerySet:
        model = column.related_model
        if model is Craftsman:
            return queries.people_for(self.user, self.register)
        if model is Organisation:
            units = queries.units_for(self.user, self.register)
            return units.complex_filter(column.get_limit_choices_to())
        return queries.named_for(self.user, self.register, _register_with(model))

    @property
    def suggestions(self) -> list[tuple[str, list[str]]]:
        """(id of the list, names) for each field that takes a name."""
        named = [(n, f) for n, f in self.fields.items() if isinstance(f, fields.NamedField)]
        return [(f"names-{name}", field.suggestions) for name, field in named]

    @property
    def values(self) -> dict[str, Any]:
        """The columns as they are stored."""
        typed = {n: self.cleaned_data[n] for n in self.names if self.cleaned_data[n] or not self._stays(n)}
        return {name: fields.stored(self.register.column(name), value) for name, value in typed.items()}


def _register_with(model: type[models.Model]) -> Register:
    return next(register for register in REGISTERS.values() if register.model is model)


def _absent(column: models.Field) -> str:
    """What to do about somebody or something that nobody registered yet."""
    if column.related_model is Craftsman:
        return "请先在“工匠梯次”登记人员"
    if issubclass(column.related_model, Record):
        return f"由{rules.who_reports(_register_with(column.related_model))}先填报"
    return "请先登记"


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=300, help_text="写清楚哪里不对、怎样改")


class RecordWorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="工作簿",
        help_text="填好的空白表，.xlsx 格式，一行一条；先预览，确认后才写入，有一处不对就一行也不写入",
    )


class RecordFilterForm(FilterForm):
    """By name, state, year, the unit that it is about, and the register's fields of few words."""

    q = WordsField("查找", "名称")
    state = forms.ChoiceField(label="状态", required=False)

    def __init__(
        self, data: Any, *, register: Register, years: list[int], units: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["state"].choices = [("", "全部"), *STATES.choices]
        self.register = register
        if register.has_year:
            self.fields["year"] = forms.ChoiceField(
                label="年度", required=False, choices=[("", "全部"), *((str(y), f"{y}年") for y in years)]
            )
        if register.stands:
            words = [("", "仍然有效的"), ("yes", "全部，包括不再有效的")]
            self.fields["ended"] = forms.ChoiceField(label="范围", required=False, choices=words)
        if register.concerns:
            self.fields[register.concerns] = forms.ChoiceField(
                label=register.label(register.concerns),
                required=False,
                choices=[("", "全部"), *units],
            )
        for name in register.narrowed_by:
            self.fields[name] = forms.ChoiceField(
                label=register.label(name),
                required=False,
                choices=[("", "全部"), *register.column(name).choices],
            )

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if words := wanted.pop("q", ""):
            rows = rows.filter(title__holds=words)
        if not wanted.pop("ended", "") and self.register.stands:
            rows = rows.filter(~Q(state="verified") | Q(pk__in=queries.counted(self.register).values("pk")))
        return rows.filter(**wanted)
