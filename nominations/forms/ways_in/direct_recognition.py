"""The register of direct recognitions."""

from django import forms

from nominations import queries
from nominations.models import DirectRecognition
from nominations.states import DIRECT
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import DateInput, IdNumberInput, TypedField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField


class DirectForm(forms.Form):
    """A claim: the person, the title, when the person came, and the paper that shows the title."""

    clauses = {"level": "7", "arrived_on": "7"}
    firm = forms.ModelChoiceField(
        None,
        label="工作单位",
        empty_label="请选择",
        help_text="本人在武侯工作的单位；只列出您办理范围内的单位",
    )
    consented_on = forms.DateField(
        label="本人单独同意日期",
        widget=DateInput(),
        help_text="本人签字同意使用其身份证号等信息的日期；没有同意的不能登记",
    )
    name = TypedField(parsers.read_name, label="姓名", help_text="与居民身份证一致")
    id_number = TypedField(
        parsers.read_resident_id,
        label="身份证号",
        widget=IdNumberInput(),
        help_text="18 位，末位是字母的照填；性别由此读出；加密保存，只用于确认本人",
    )
    phone = TypedField(parsers.read_phone, label="联系电话", help_text="本人的手机或固定电话；加密保存")
    trade = forms.CharField(label="职业（工种）", max_length=60, help_text="实际从事的工种，如焊工、制鞋工")
    title = forms.CharField(label="称号", max_length=100, help_text="证书上的称号全称，如某区“某某工匠”")
    issuer = forms.CharField(
        label="授予机关", max_length=100, help_text="证书上落款的机关全称；本区授予的称号不适用直接认定"
    )
    level = forms.ChoiceField(
        label="级别",
        choices=[("", "请选择"), *DirectRecognition.LEVELS],
        help_text="按授予机关的级别选；区（市）县级以上的才能直接认定，企业级的请按单位推荐申报",
    )
    titled_on = forms.DateField(label="授予日期", widget=DateInput(), help_text="证书或命名文件上的日期")
    document_no = forms.CharField(
        label="命名文件或证书编号", max_length=100, help_text="用于向授予机关核实，照证书填写"
    )
    arrived_on = forms.DateField(
        label="来武侯工作日期", widget=DateInput(), help_text="与本区单位建立劳动关系的日期"
    )
    evidence = forms.FileField(
        label="称号证明", help_text="荣誉证书或命名文件的扫描件；PDF 或照片，不超过 10 兆字节"
    )

    def __init__(self, *args, firms=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["firm"].queryset = Organisation.objects.none() if firms is None else firms

    def values(self) -> dict:
        """firm apart, `fields` as the verb wants them, the paper not yet read."""
        data = dict(self.cleaned_data)
        apart = {name: data.pop(name) for name in ("firm", "consented_on", "id_number", "phone", "evidence")}
        return apart | {"fields": data}


class DirectCheckForm(forms.Form):
    finding = forms.ChoiceField(
        label="核实结果",
        choices=[("", "请选择"), *DirectRecognition.FINDINGS],
        help_text="以授予机关的答复为准；已被撤销或者查无此称号的，登记后即不予认定",
    )
    how = forms.CharField(
        label="核实经过",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明何时、用什么方式、向授予机关哪个部门核实",
    )
    reply_no = forms.CharField(
        label="复函文号", max_length=60, help_text="授予机关书面答复的文号，如示例函〔2022〕8号"
    )


class DirectRefuseForm(forms.Form):
    clauses = {"reason": "8"}
    reason = forms.CharField(
        label="理由", max_length=500, help_text="写明事实和依据；年龄、学历、资历、身份不得作为理由"
    )


class DirectFilterForm(FilterForm):
    """By words and by state."""

    q = WordsField("查找", "姓名、单位或称号")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *DIRECT.choices])

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_direct(rows, words)
        return rows.filter(state=wanted["state"]) if "state" in wanted else rows
