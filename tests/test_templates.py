"""Templates are read by people too."""

import re
from pathlib import Path

from django import forms
from django.template import Context, Template

from wuhou_craftsmen.common.templatetags.plain import styled

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


def test_every_refused_form_opens_at_its_first_fault():
    """Words above a form and wrong fields take the focus, so that a form far down a page is in sight again."""
    drawn = re.compile(
        r"\{% for (\w+) in [\w.]*(?:non_field_errors|non_form_errors) %\}(.*?)\{% endfor %\}", re.S
    )
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for _, words in drawn.findall(path.read_text(encoding="utf-8")):
            assert "parts/fault.html" in words, path
    for part in ("fault", "faults", "form_faults"):
        source = (ROOT / f"templates/parts/{part}.html").read_text(encoding="utf-8")
        assert source.count("alert-danger") == source.count("autofocus>"), part


def test_the_way_to_a_page_names_places():
    trail = re.compile(r"\{% block trail %\}(.*?)\{% endblock %\}", re.S)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        assert "返回" not in "".join(trail.findall(path.read_text(encoding="utf-8"))), path


class Asked(forms.Form):
    name = forms.CharField(max_length=2)


def test_a_wrong_field_takes_the_focus_and_a_right_one_does_not():
    assert "autofocus" in styled(Asked({"name": ""})["name"])
    assert "autofocus" not in styled(Asked({"name": "甲"})["name"])
    assert "autofocus" not in styled(Asked()["name"])
