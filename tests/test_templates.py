"""Templates are read by people too."""

from pathlib import Path

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
