"""What clerks, departments and the district say of a file."""

from django import forms

from nominations.models import DepartmentOpinion
from nominations.models.application import MARKABLE
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.web.fields import DateInput


class OpinionForm(forms.Form):
    """The clerk's opinion on exactly the text on the page."""

    clauses = {"opinion": "8"}
    opinion = forms.CharField(
        label="初审意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如“材料齐全属实，同意推荐”；退回的写明补什么。年龄、学历、资历、身份不得作为理由",
    )
    rank = forms.IntegerField(
        label="推荐排序",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="初审通过的填，在本单位推荐人选中排第几位；占用的名次及其后的顺延一位，不填排在最后",
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, heading in MARKABLE.items():
            self.fields[f"mark_{field}"] = forms.CharField(
                label=heading,
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                help_text="须补正什么；不须补正的不填",
            )

    @property
    def marking(self) -> list:
        """The bound fields for 退回补正, one for each heading of the 申报表."""
        return [self[f"mark_{field}"] for field in MARKABLE]

    @property
    def marks(self) -> dict[str, str]:
        """Field -> what is to be corrected there, of those that were written into."""
        told = {field: self.cleaned_data.get(f"mark_{field}", "") for field in MARKABLE}
        return {field: words for field, words in told.items() if words}


class VerdictForm(forms.Form):
    clauses = {"reason": "8"}
    verdict = forms.ChoiceField(
        label="审查结论",
        choices=[("", "请选择"), ("qualified", "资格合格"), ("unqualified", "资格不合格")],
        help_text="按申报材料和部门意见认定；由另一名工作人员复核后生效",
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=500,
        help_text="不合格时必填，写明事实，如“业绩材料与本人不符”；年龄、学历、资历、身份不得作为理由",
    )


class AskForm(forms.Form):
    department = forms.ModelChoiceField(
        Organisation.objects.departments(),
        label="征求意见的部门",
        empty_label="请选择",
        help_text="选掌握有关记录的区级部门；对同一份申报，一个部门只征求一次",
    )
    due_on = forms.DateField(
        label="回复期限", widget=DateInput(), help_text="请部门最迟在这一天回复；不能早于今天"
    )


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label="意见",
        choices=[("", "请选择"), *DepartmentOpinion.ANSWERS],
        help_text="按本部门掌握的记录选择；回复后不能更改",
    )
    matter = forms.ChoiceField(
        label="不良记录事项",
        required=False,
        choices=[("", "无"), *DepartmentOpinion.MATTERS],
        help_text="有不良记录的必选；只登记是哪一类，不登记详情",
    )
    document_no = forms.CharField(
        label="复函文号", max_length=60, help_text="本部门书面复函的文号，如示例函〔2021〕15号"
    )


class WaiveForm(forms.Form):
    """Two members of the leading group let a file go on in spite of a bad record."""

    reason = forms.CharField(
        label="豁免理由", max_length=300, help_text="如“欠薪已于上月结清，部门已复核”；不写个人信息"
    )
    document_no = forms.CharField(
        label="会议纪要或文件", max_length=60, help_text="领导小组会议纪要或文件的名称、文号"
    )


class FindingForm(forms.Form):
    """弄虚作假 was found out: the place is lost."""

    finding = forms.CharField(
        label="查实依据",
        max_length=300,
        help_text="写明查实的事实和核查报告，如“业绩材料系伪造，见核查报告”；名额不再递补",
    )
