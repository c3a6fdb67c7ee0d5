"""The forms of the ladder: a person, a step with its proof, a workbook, the filter of the list."""

from django import forms

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common import typed
from wuhou_craftsmen.common.fields import DateInput, TypedField, choices
from wuhou_craftsmen.common.filters import FilterForm, WordsField

from . import queries
from .models import FIRM_TIERS, Tier

SEXES = ["男", "女"]


class FirmChoiceForm(forms.Form):
    """For a clerk or the union, who register for a firm."""

    firm = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="工作单位",
        empty_label="请选择",
        help_text="人员现在工作的单位；只列出您办理范围内的单位",
    )

    def __init__(self, *args, firms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["firm"].queryset = firms


class EnrolForm(forms.Form):
    """A person of the firm; who is known already is found by the ID number."""

    name = TypedField(typed.read_name, label="姓名", max_length=60, help_text="与身份证一致")
    id_number = TypedField(
        typed.read_resident_id,
        label="身份证号",
        help_text="18 位，末位是字母的照填；加密保存，只用于确认本人，一人终身一份记录",
    )
    sex = forms.ChoiceField(label="性别", choices=choices(SEXES), help_text="与身份证一致")
    trade = TypedField(
        typed.read_text(60), label="岗位（工种）", max_length=60, help_text="现在从事的工种，如钳工"
    )
    since = forms.DateField(
        label="到岗日期", widget=DateInput(), help_text="到本单位工作的日期，不能晚于今天；不清楚的填今天"
    )


class CityTitleForm(forms.Form):
    """成都工匠, from the city's document."""

    reached_on = forms.DateField(
        label="取得日期", widget=DateInput(), help_text="文件或证书上的日期，不能晚于今天"
    )
    proof = forms.CharField(
        label="依据", max_length=200, help_text="文件或证书的名称和编号，如《聘任通知》示例〔2021〕3号"
    )
    scan = forms.FileField(
        label="扫描件", required=False, help_text="可不传；PDF、JPEG 或 PNG，不超过 10 兆字节"
    )


class RungForm(CityTitleForm):
    """One of the firm's four steps."""

    clauses = {"tier": "8"}
    tier = forms.ChoiceField(
        label="梯次",
        choices=[("", "请选择"), *((tier.value, tier.label) for tier in FIRM_TIERS)],
        help_text="由单位认定的四级；“诸葛工匠”由命名决定登记，“成都工匠”由区总工会登记",
    )
    field_order = ["tier", "reached_on", "proof", "scan"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤下原因", max_length=200, help_text="如日期填错；记录保留，可以重新登记")


class TransferForm(forms.Form):
    on = forms.DateField(
        label="转出日期", widget=DateInput(), help_text="不在本单位工作的日期；转出后由新单位登记梯次"
    )


class LadderWorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="工作簿",
        help_text="填好的《工匠梯次名单》，.xlsx 格式，一行一级；先预览，确认后才写入，有一处不对就一行也不写入",
    )


class LadderFilterForm(FilterForm):
    """By name, by the highest step, and by firm for whoever sees all of them."""

    q = WordsField("查找", "姓名")
    tier = forms.ChoiceField(label="最高梯次", required=False, choices=[("", "全部梯次"), *Tier.choices])
    firm = WordsField("工作单位", "单位名称")

    def __init__(self, data, *, by_firm: bool):
        super().__init__(data)
        if not by_firm:
            del self.fields["firm"]

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        if tier := wanted.get("tier"):
            rows = queries.standing_at(rows, tier)
        if firm := wanted.get("firm"):
            rows = queries.working_at(rows, firm)
        return rows
