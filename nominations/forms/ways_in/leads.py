"""What the public tells of a craftsman, and what clerks and firms do with it."""

from django import forms

from nominations import queries
from nominations.rules.ways_in.leads import holds_no_number
from nominations.states import LEAD
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import DateInput, IdNumberInput, TypedField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField


class LeadForm(forms.Form):
    """推荐身边的工匠: nothing private of the person told of; the recommender may stay unnamed."""

    clauses = {"deeds": "2", "trade": "6"}
    name = TypedField(
        parsers.read_name, label="工匠姓名", max_length=60, help_text="您要推荐的人的姓名，不要写绰号"
    )
    firm_name = forms.CharField(
        label="工作单位", max_length=100, help_text="本人现在工作的单位，尽量写全称；须在武侯区"
    )
    trade = forms.CharField(label="职业（工种）", max_length=60, help_text="如焊工、制鞋工、汽车维修工、厨师")
    deeds = forms.CharField(
        label="为什么推荐",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写您知道的事：手艺好在哪里，解决过什么难题，带过几个徒弟。不超过 1000 字；"
        "不要写本人的身份证号、电话、住址和银行账号",
    )
    own_name = forms.CharField(
        label="您的姓名", max_length=60, required=False, help_text="可以不填；加密保存，只用于核实情况"
    )
    own_phone = TypedField(
        parsers.read_phone,
        label="您的联系电话",
        required=False,
        help_text="可以不填；加密保存，只有区总工会工作人员在核实情况时查看",
    )

    def clean(self):
        """The hint stands beside the field with the number."""
        data = super().clean()
        for field in ("firm_name", "trade", "deeds"):
            if field in data and not (answer := holds_no_number(data[field])):
                self.add_error(field, answer.reason)
        return data


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label="查询编号",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="提交线索时给出的编号，以字母开头，共 18 位；大小写都可以",
    )


class PassOnForm(forms.Form):
    to = forms.ModelChoiceField(
        None,
        label="转给",
        empty_label="请选择",
        help_text="本人所在的企业；还不清楚是哪家企业的，先转企业所在的{units}",
    )

    def __init__(self, *args, receivers=None, **kwargs):
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        to.help_text = to.help_text.format(units=endorsing_units_text())
        to.queryset = Organisation.objects.none() if receivers is None else receivers


class DeclineForm(forms.Form):
    clauses = {"reason": "8"}
    reason = forms.CharField(
        label="不采纳的理由",
        max_length=300,
        help_text="推荐人凭查询编号可以看到；年龄、学历、资历、身份不得作为理由，不写个人信息",
    )


class AdoptForm(forms.Form):
    """The person's consent comes first; only then are ID number and telephone asked for and stored."""

    consented = forms.BooleanField(
        label="本人已单独同意",
        help_text="本人已签字，单独同意使用其身份证号等敏感信息；没有同意的不要往下填",
    )
    consented_on = forms.DateField(
        label="同意日期", widget=DateInput(), help_text="本人签字的日期，不能晚于今天"
    )
    id_number = TypedField(
        parsers.read_resident_id,
        label="身份证号",
        widget=IdNumberInput(),
        help_text="18 位，末位是字母的照填；性别由此读出；加密保存，只用于确认本人",
    )
    phone = TypedField(parsers.read_phone, label="联系电话", help_text="本人的手机或固定电话；加密保存")
    trade = forms.CharField(label="职业（工种）", max_length=60, help_text="线索中写的，不准确的请改正")

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "consented"}


class LeadFilterForm(FilterForm):
    """By words and by state."""

    q = WordsField("查找", "姓名、单位或工种")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *LEAD.choices])

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_leads(rows, words)
        return rows.filter(state=wanted["state"]) if "state" in wanted else rows
