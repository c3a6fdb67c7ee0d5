"""Places of the endorsing units, the place of a file, the words of the 评选通知, scans and exports."""

from django import forms

from nominations.models import AnnualRound, CallNotice
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.web.fields import DateInput


class QuotaForm(forms.Form):
    """One number for each endorsing unit; an empty one means no limit."""

    reason = forms.CharField(
        label="调整原因", max_length=200, help_text="申报开始后必填，如“某街道企业数增加”；由另一人复核后生效"
    )

    def __init__(self, *args, round: AnnualRound, **kwargs):
        super().__init__(*args, **kwargs)
        now = dict(round.unit_quotas.values_list("unit_id", "places"))
        self.units = list(Organisation.objects.endorsing(also=now))
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = forms.IntegerField(
                label=f"{unit}推荐名额",
                required=False,
                min_value=0,
                max_value=999,
                initial=now.get(unit.pk),
                help_text="0 至 999 的整数，不填表示不限",
            )
        if round.state == "planned":
            del self.fields["reason"]

    def places(self) -> dict[str, int | None]:
        """Unit id as text -> places, as they travel in a proposal."""
        return {str(unit.pk): self.cleaned_data[f"unit_{unit.pk}"] for unit in self.units}


class CallForm(forms.ModelForm):
    """What the 评选通知 says and no other table knows."""

    class Meta:
        model = CallNotice
        fields = ["number", "issued_on", "contact"]
        widgets = {"issued_on": DateInput(), "contact": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "number": "如示例工发〔2022〕3号",
            "issued_on": "通知落款的日期",
            "contact": "联系人、办公电话和地址，一行一项；向社会公开，不填手机号",
        }


class RankForm(forms.Form):
    rank = forms.IntegerField(
        label="推荐排序", min_value=1, max_value=9999, help_text="在本单位初审通过的申报中排第几位"
    )


class ScanForm(forms.Form):
    """A stamped sheet comes back with the digits at its foot."""

    code = forms.CharField(
        label="校验码", max_length=12, help_text="盖章的那张纸底部的 8 位数字，用来核对所盖的是现在的内容"
    )
    scan = forms.FileField(
        label="盖章扫描件", help_text="盖章后的扫描件或照片，一份一个文件；PDF 或照片，不超过 10 兆字节"
    )


class ExportForm(forms.Form):
    """Why a list leaves the portal."""

    reason = forms.CharField(
        label="用途", max_length=200, help_text="如“领导小组会议材料”；用途记入操作记录，不写个人信息"
    )
