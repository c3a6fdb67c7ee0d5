"""What changed after the file was handed in, and what the leading group decided after a death."""

from django import forms

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import DateInput, TypedField

from ..models import ChangeKind, FileChange


class ChangeForm(forms.Form):
    """One change with its document; which of the two boxes below is filled depends on what changed."""

    kind = forms.ChoiceField(
        label="变更事项",
        choices=[("", "请选择"), *ChangeKind.choices],
        help_text="改名、单位更名、调到本区另一单位、去世；报送的内容不改动，变更记在申报旁边",
    )
    on = forms.DateField(
        label="变更日期", widget=DateInput(), help_text="文件上的变更日期或者去世日期，不晚于今天"
    )
    new_name = forms.CharField(
        label="改为",
        max_length=100,
        required=False,
        help_text="改名的填新姓名，单位更名的填新的单位名称，照文件填写；其他事项不填",
    )
    credit_code = TypedField(
        parsers.read_credit_code,
        label="调入单位的统一社会信用代码",
        required=False,
        help_text="只在调到另一单位时填，18 位；调入单位须已在本区登记",
    )
    document = forms.CharField(
        label="依据的文件",
        max_length=100,
        help_text="名称和文号，如户口簿变更页、公证书〔2022〕3号、市场监管变更通知书、居民死亡医学证明书",
    )
    scan = forms.FileField(
        label="文件扫描件",
        help_text="PDF 或照片，不超过 10 兆字节；只由区总工会、领导小组和纪检监督员按需查看",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    reason = forms.CharField(
        label="说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="怎样得知、与谁核对过；不写身份证号、手机号",
    )

    def clean(self):
        data = super().clean()
        kind, name = data.get("kind"), data.get("new_name")
        if kind in (ChangeKind.NAME, ChangeKind.FIRM_NAME) and not name:
            self.add_error("new_name", "请填写改为什么名称，照文件填写")
        if kind == ChangeKind.NAME and name:
            self._person(name)
        if kind == ChangeKind.FIRM and not self.errors.get("credit_code"):
            self._firm(data.get("credit_code"))
        return data

    def _person(self, name: str) -> None:
        try:
            self.cleaned_data["new_name"] = parsers.read_name(name)
        except parsers.Unreadable as unreadable:
            self.add_error("new_name", unreadable.told)

    def _firm(self, code: str) -> None:
        found = Organisation.objects.filter(kind=OrganisationKind.FIRM, credit_code=code).first()
        if found is None:
            self.add_error(
                "credit_code",
                "没有这一代码的单位：请先在“企业”中登记；调到区外的不在这里登记，由领导小组决定是否继续",
            )
        self.cleaned_data["firm"] = found

    def values(self) -> dict:
        """As the verb wants them; the paper not yet read."""
        data = {key: self.cleaned_data[key] for key in ("kind", "on", "new_name", "document", "reason")}
        return data | {"firm": self.cleaned_data.get("firm")}


class OutcomeForm(forms.Form):
    """The leading group's decision after a death."""

    outcome = forms.ChoiceField(
        label="领导小组决定",
        choices=[("", "请选择"), *FileChange.OUTCOMES],
        help_text="继续评选的，命名决定中注明“追授”；终止评选的，名额不由系统递补",
    )
    document_no = forms.CharField(
        label="决定文号", max_length=100, help_text="领导小组会议纪要的编号或者决定的文号"
    )
