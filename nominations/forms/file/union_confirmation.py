"""The sealed letter of a firm's union."""

from django import forms


class UnionLetterForm(forms.Form):
    no = forms.CharField(
        label="申报编号",
        max_length=30,
        help_text="公函上写的申报编号，由单位在平台上看到；须是本辖区单位的个人自荐",
    )
    document_no = forms.CharField(
        label="公函文号", max_length=60, help_text="单位工会盖章公函的文号；没有文号的写日期和标题"
    )
    scan = forms.FileField(
        label="公函扫描件",
        required=False,
        help_text="盖章公函的扫描件，可不传；PDF 或照片，不超过 10 兆字节，随申报保存",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
