"""Uploading what proves a file: one place for every kind, one or several files."""

from django import forms

from nominations.models import EvidenceKind

PICTURES = ".jpg,.jpeg,.png,.webp,.heic,.heif"
KINDS = [(kind.value, kind.label) for kind in EvidenceKind]


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Gives a list of files."""

    widget = SeveralFiles

    def __init__(self, **kwargs):
        # an empty file among good ones is told by its name when it is looked into, and keeps none out
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None):
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in chosen if file]


class EvidenceForm(forms.Form):
    """The kind is told by the files' names, or said for all of them at once."""

    kind = forms.ChoiceField(
        label="材料类别",
        required=False,
        choices=[("", "按文件名判断"), *KINDS],
        error_messages={"invalid_choice": "请从列表中选择材料类别"},
        help_text="文件名看不出类别的，先在这里选好；放错了可以改",
    )
    file = SeveralFilesField(
        label="选择文件",
        required=False,
        widget=SeveralFiles(attrs={"accept": f".pdf,{PICTURES}", "multiple": True}),
        help_text="可以一次选几份；PDF 或照片，每份不超过 10 兆字节",
    )


class KindForm(forms.Form):
    """Another kind for a file that is there."""

    kind = forms.ChoiceField(label="材料类别", choices=KINDS, help_text="改为哪一类")
