"""A version of the policy as it is entered, and the two that are compared."""

from django import forms

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.keys import one_line
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm

from ..domain import figures
from ..domain.text import MOST_TEXT, duty_lines, kept, scan, without_draft_mark
from ..domain.text_files import text_of
from ..models import PolicyVersion


class VersionForm(forms.Form):
    """Everything that a version says, filled with what the one before says."""

    document_number = forms.CharField(
        label="文号", max_length=60, help_text="正式文件上的文号，如 成武工〔2021〕3号"
    )
    issuer = forms.CharField(
        label="印发机关", max_length=100, help_text="正式文件上落款的机关，几个的用顿号隔开"
    )
    label = forms.CharField(label="版本说明", max_length=60, help_text="如印发稿、修订稿；显示在政策页面上")
    issued_on = forms.DateField(
        label="印发日期", widget=DateInput(), help_text="正式文件上的印发日期，不晚于今天"
    )
    valid_from = forms.DateField(
        label="施行日期", required=False, widget=DateInput(), help_text="不填则按印发日期和印发后施行天数计算"
    )
    valid_to = forms.DateField(label="有效期至", required=False, widget=DateInput())
    title = forms.CharField(
        label="标题",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="照正式文件，写成一行；公示、命名决定等文书引用",
    )
    basis = forms.CharField(
        label="依据文件",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一份，写全书名号和文号，命名决定引用",
    )
    text = forms.CharField(
        label="全文",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="每一条另起一行，以“（一）”或者“第一条”开头；“（牵头单位：…；责任单位：…）”写在该条之后。只改有变动的地方，或者整篇粘贴",
    )
    file = forms.FileField(
        label="正文文件",
        required=False,
        help_text="也可以上传 .docx、.txt，或者五栏的工作簿：条号、条题、条文、牵头单位、责任单位；读到的全文填入上一栏，请核对",
    )
    duties = forms.CharField(
        label="任务分工",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="全文里没有写牵头单位、责任单位的，在这里一行写一条，如“三　牵头：区教育局、区人社局　责任：区总工会”；全文里写了的不填",
    )

    def __init__(self, *args, version: PolicyVersion, **kwargs):
        initial = {
            "title": version.title, "issuer": version.issuer, "label": "修订稿" if version.issued_on else "印发稿",
            "basis": "\n".join(version.basis), "text": without_draft_mark(version.text), "duties": _annex(version),
        } | figures.texts(version)  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.version = version
        self.fields["valid_to"].help_text = f"不填则按原文本：{cn_date(version.valid_to)}"
        self.fields["file"].widget.attrs["accept"] = ".docx,.txt,.xlsx"
        for key, reader in figures.READERS.items():
            self.fields[key] = forms.CharField(
                label=figures.label(key), max_length=20, help_text=reader.wanted
            )

    @property
    def sections(self) -> list[tuple[str, list]]:
        """(heading, fields) as the page lays them out."""
        heads = ("document_number", "issuer", "label", "issued_on", "valid_from", "valid_to")
        parts = [
            ("文件", heads),
            ("目标和数字", figures.READERS),
            ("文本", ("title", "basis", "text", "file", "duties")),
        ]
        return [(heading, [self[name] for name in names]) for heading, names in parts]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean(self):
        """Every figure is read, and the file, whose text takes the place of what stands in the field."""
        data = super().clean()
        for key, reader in figures.READERS.items():
            if key in data:
                try:
                    reader(data[key])
                except ValueError:
                    self.add_error(key, f"应为：{reader.wanted}。")
        if data.get("file"):
            try:
                data["text"] = text_of(data["file"])
                self.data = self.data.copy()
                self.data["text"] = data["text"]
                self._errors.pop("text", None)
            except Refusal as refusal:
                self.add_error("file", refusal.reason)
        return data

    @property
    def params(self) -> dict:
        """The act's: what is as in the version before is left out."""
        data, before = self.cleaned_data, self.initial
        days = {
            name: data[name].isoformat() for name in ("issued_on", "valid_from", "valid_to") if data[name]
        }
        words = {name: data[name] for name in ("title", "issuer") if data[name] != before[name]}
        if (text := _lines(data["text"])) != _lines(before["text"]) or _lines(data["duties"]) != before[
            "duties"
        ]:
            words |= {"text": text, "duties": _lines(data["duties"])}
        basis = [line.strip() for line in data["basis"].splitlines() if line.strip()]
        named = {"document_number": data["document_number"], "label": data["label"]}
        read = {"figures": figures.columns({key: data[key] for key in figures.READERS})}
        return (
            {"version_id": self.version.pk}
            | days
            | words
            | named
            | read
            | ({"basis": basis} if basis != self.version.basis else {})
        )


def _lines(text: str) -> str:
    """With the line ends that are kept, without blanks at both ends."""
    return "\n".join(text.splitlines()).strip()


def _annex(version: PolicyVersion) -> str:
    """The matrix of a version whose text does not name the units."""
    clauses = kept(version)
    named = [clause.duties for clause in scan(version.text).clauses]
    return "" if named == [clause.duties for clause in clauses] else duty_lines(clauses)


class CompareForm(FilterForm):
    """The two versions that a reader lays side by side."""

    old = forms.ModelChoiceField(None, label="原版本", empty_label=None, help_text="改动之前的")
    new = forms.ModelChoiceField(None, label="新版本", empty_label=None, help_text="改动之后的")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].queryset = PolicyVersion.objects.defer("text").order_by("pk")
            self.fields[name].label_from_instance = _dated


def _dated(version: PolicyVersion) -> str:
    """印发稿（2018年8月28日起施行）"""
    return f"{version.label}（{cn_date(version.valid_from)}起施行）" if version.valid_from else version.label
