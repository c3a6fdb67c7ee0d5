"""The forms of the ladder: a person, a step with its proof, a workbook, the filter of the list."""

from django import forms

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.resident_id import sex_of
from wuhou_craftsmen.common.web.fields import DateInput, IdNumberInput, TypedField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from . import queries
from .models import FIRM_TIERS, Tier


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

    name = TypedField(parsers.read_name, label="姓名", max_length=60, help_text="与身份证一致")
    id_number = TypedField(
        parsers.read_resident_id,
        label="身份证号",
        widget=IdNumberInput(),
        help_text="18 位，末位是字母的照填；性别由此读出；加密保存，只用于确认本人，一人终身一份记录",
    )
    trade = TypedField(
        parsers.read_text(60), label="职业（工种）", max_length=60, help_text="现在从事的工种，如钳工"
    )
    since = forms.DateField(
        label="到岗日期", widget=DateInput(), help_text="到本单位工作的日期，不能晚于今天；不清楚的填今天"
    )

    def clean(self):
        """The sex is that of the number."""
        data = super().clean()
        return data | {"sex": sex_of(data["id_number"])} if data.get("id_number") else data


class CityTitleForm(forms.Form):
    """成都工匠, from the city's document."""

    reached_on = forms.DateField(
        label="取得日期", widget=DateInput(), help_text="文件或证书上的日期，不能晚于今天"
    )
    proof = forms.CharField(
        label="依据", max_length=200, help_text="文件或证书的名称和编号，如《聘任通知》示例〔2021〕3号"
    )
    scan = forms.FileField(label="扫描件", required=False, help_text="可不传；PDF 或照片，不超过 10 兆字节")


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


class RenameForm(forms.Form):
    name = TypedField(parsers.read_name, label="现在的姓名", max_length=60, help_text="照户口簿、身份证填写")
    basis = forms.CharField(
        label="依据", max_length=200, help_text="户口簿变更页、公证书等文件的名称和编号，不要写身份证号"
    )


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


class PlanForm(forms.Form):
    """The firm's yearly plan: the numbers that clause 四 asks for, and the paper itself."""

    clauses = {"trainees": "4", "apprentices": "4", "selection": "4"}
    year = forms.TypedChoiceField(
        label="年度", coerce=int, help_text="计划所属的年度；今年和明年的可以报送，同一年度再报即为更换"
    )
    trainees = forms.IntegerField(
        label="计划培训人数",
        min_value=1,
        max_value=100_000,
        help_text="全年计划参加技能培训的职工人数，一人只计一次",
    )
    apprentices = forms.IntegerField(
        label="计划带徒人数",
        min_value=0,
        max_value=100_000,
        help_text="其中以“工匠带徒”方式培养的学徒人数，没有的填 0",
    )
    selection = forms.CharField(
        label="选拔机制",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="怎样选拔培养对象、怎样考核，如每年 3 月班组推荐、技能比武选拔；不超过 500 字",
    )
    paper = forms.FileField(
        label="计划文件",
        help_text="盖章的技能人才培养规划、培训制度或年度计划；PDF 或照片，不超过 10 兆字节",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = clock.today().year
        self.fields["year"].choices = [(this, f"{this}年"), (this + 1, f"{this + 1}年")]

    def clean(self):
        data = super().clean()
        if (data.get("apprentices") or 0) > data.get("trainees", 0) and "trainees" in data:
            self.add_error("apprentices", "带徒人数不能多于计划培训人数")
        return data


class PlanFilterForm(FilterForm):
    """Which firm has handed in its plan of the year."""

    q = WordsField("查找", "单位名称")
    year = forms.ChoiceField(label="年度", required=False)
    state = forms.ChoiceField(
        label="报送情况", required=False, choices=[("", "全部"), ("in", "已报送"), ("missing", "未报送")]
    )

    def __init__(self, data):
        super().__init__(data)
        this = clock.today().year
        self.fields["year"].choices = [("", f"{this}年")] + [
            (str(year), f"{year}年") for year in range(this + 1, this - 5, -1) if year != this
        ]

    @property
    def wanted_year(self) -> int:
        wanted = self.is_valid() and self.cleaned_data["year"]
        return int(wanted or clock.today().year)

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = rows.filter(name__holds=words)
        if state := wanted.get("state"):
            rows = rows.filter(plan_id__isnull=state == "missing")
        return rows


class RecommendForm(forms.Form):
    """For 成都工匠: the place in the list, and the reason where the person is no 诸葛工匠."""

    clauses = {"exception": "8"}
    rank = forms.IntegerField(
        label="推荐次序",
        min_value=1,
        max_value=999,
        help_text="排第几位，原在这一位和以后的顺延；已在名单中的，填新的位次即为调整",
    )
    exception = forms.CharField(
        label="例外理由",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="原则上从“诸葛工匠”中产生；不是“诸葛工匠”的必须写明理由，是的不填",
    )


class YearFilterForm(FilterForm):
    """The list of one year."""

    year = forms.ChoiceField(label="年度", required=False)

    def __init__(self, data):
        super().__init__(data)
        this = clock.today().year
        self.fields["year"].choices = [("", f"{this}年")] + [
            (str(year), f"{year}年") for year in range(this - 1, this - 6, -1)
        ]

    @property
    def wanted_year(self) -> int:
        wanted = self.is_valid() and self.cleaned_data["year"]
        return int(wanted or clock.today().year)
