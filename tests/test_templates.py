"""Templates are read by people too."""

from pathlib import Path

from django.template import Context, Template

ROOT = Path(__file__).resolve().parent.parent
MAX_LINE = 120


def test_no_line_of_a_template_is_too_long():
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MAX_LINE
    ]
    assert not long


def test_lines_of_chinese_text_are_joined_without_a_blank():
    text = "{% join_lines %}\n  甲，\n  {% if yes %}乙{% endif %}\n  　丙 丁\n{% endjoin_lines %}"
    assert Template(text).render(Context({"yes": True})) == "甲，乙　丙 丁"
