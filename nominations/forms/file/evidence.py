"""Uploading what proves a file: one kind, one or several files."""

from django import forms

from nominations.help import EVIDENCE_HELP
from nominations.models import EvidenceKind

PICTURES = ".jpg,.jpeg,.png,.webp,.heic,.heif"


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
    """For one `kind`, said by the part of the page that the form stands in; no kind but two has to be there at all."""

    kind = forms.CharField(widget=forms.HiddenInput, label="材料类别", help_text="由所在的部分确定")
    file = SeveralFilesField(label="文件", required=False, help_text="PDF 或照片，每份不超过 10 兆字节")

    def __init__(self, *args, kind: EvidenceKind, **kwargs):
        super().__init__(*args, initial={"kind": kind.value}, auto_id=f"{kind.value}_%s", **kwargs)
        file = self.fields["file"]
        file.label = f"上传{kind.label}"
        file.help_text = EVIDENCE_HELP[kind.value]
        picture = kind == EvidenceKind.PHOTO
        file.widget.attrs["accept"] = PICTURES if picture else f".pdf,{PICTURES}"
        file.widget.allow_multiple_selected = not picture
        if not picture:
            file.widget.attrs["multiple"] = True
