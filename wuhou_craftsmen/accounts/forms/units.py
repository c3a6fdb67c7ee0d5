"""The register of endorsing units: what is added, renamed or ended is proposed to a second person."""

from django import forms

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import TypedField, choices

from ..domain.units import DEPARTMENT, MAX_KIND, MAX_NAME
from ..models import EndorsingKind, Organisation

BASIS = "文件名称和文号，如区政府关于街道区划调整的通知"


class AddUnitForm(forms.Form):
    kind = forms.ChoiceField(label="类别", required=False, help_text="没有合适的选“新类别”，在下一栏填写")
    new_kind = TypedField(
        parsers.read_text(MAX_KIND), label="新类别", required=False, help_text="如行业协会；选了类别的不填"
    )
    name = TypedField(parsers.read_text(MAX_NAME), label="名称", help_text="全称，如示例街道")
    basis = forms.CharField(label="依据", max_length=100, help_text=BASIS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [*EndorsingKind.objects.filter(ended_on=None).values_list("name", flat=True), DEPARTMENT]
        self.fields["kind"].choices = choices(kinds, "新类别")

    def clean(self):
        data = super().clean()
        if bool(data.get("kind")) == bool(data.get("new_kind")) and "new_kind" not in self.errors:
            self.add_error("new_kind", "“类别”和“新类别”请填一项，只填一项")
        return data

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {"kind": data["kind"] or data["new_kind"], "name": data["name"], "basis": data["basis"]}


class ChangeUnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        Organisation.objects.listed_units(),
        label="单位",
        empty_label="请选择",
        help_text="现有的推荐单位和区级部门",
    )
    act = forms.ChoiceField(
        label="办理",
        choices=[("rename", "更名"), ("merge", "并入另一家"), ("end", "停用")],
        widget=forms.RadioSelect,
        help_text="并入的，企业和人员转到另一家；停用前，其企业和人员须已办理完毕",
    )
    name = TypedField(parsers.read_text(MAX_NAME), label="新名称", required=False, help_text="更名的填写全称")
    into = forms.ModelChoiceField(
        Organisation.objects.listed_units(),
        label="并入",
        required=False,
        empty_label="请选择",
        help_text="并入的填写",
    )
    basis = forms.CharField(label="依据", max_length=100, help_text=BASIS)

    def clean(self):
        data = super().clean()
        if data.get("act") == "merge" and not data.get("into") and "into" not in self.errors:
            self.add_error("into", "并入的须选择另一家单位")
        if data.get("act") == "rename" and not data.get("name") and "name" not in self.errors:
            self.add_error("name", "更名的须填写新名称")
        return data

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        more = {"rename": {"name": data["name"]}, "merge": {"into_id": data["into"] and data["into"].pk}}
        return {"unit_id": data["unit"].pk, "basis": data["basis"]} | more.get(data["act"], {})

    @property
    def proposal(self) -> str:
        """The act that is proposed."""
        act = self.cleaned_data["act"]
        return "accounts.merge_units" if act == "merge" else f"accounts.{act}_endorsing_unit"
