"""Every page that each role reaches, at 1280 and 390 px, and a page that shows them all.

Usage: python -m tools.pictures [BASE] — the demo must be running (make demo); pictures go to pictures/.
"""

import html
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")

import django

from tools.chromium import browser, sign_in
from tools.walk import Step, walk

OUT = Path("pictures")
WIDTHS = (1280, 390)
STYLE = """body{font:16px sans-serif;margin:1rem}figure{display:inline-block;margin:8px;vertical-align:top}
img{max-height:420px;max-width:640px;border:1px solid #ccc}h2{position:sticky;top:0;background:#fff}"""


def main() -> None:
    django.setup()
    from wuhou_craftsmen.portal.demo.filling import SIGN_INS

    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    password = Path(os.environ.get("DEMO_DATA", "demo-data"), "demo-password").read_text(encoding="ascii")
    OUT.mkdir(exist_ok=True)
    body, count, shown = "", 0, {}
    with browser() as chromium:
        for person, role in [("", "公众"), *SIGN_INS]:
            context = chromium.new_context(locale="zh-CN")
            page = context.new_page()
            if person:
                sign_in(page, base, person, password)
            body += f"<h2>{html.escape(role)}</h2>"
            for step in walk(context.request, base, "/home/" if person else "/"):
                if step.is_page and (figures := _take(page, base, step, person or "public", shown)):
                    body += figures
                    count += len(WIDTHS)
            context.close()
    index = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>全部页面</title><style>{STYLE}</style>{body}'
    (OUT / "index.html").write_text(index, encoding="utf-8")
    print(f"{count} pictures in {OUT}/index.html")  # noqa: T201


def _take(page, base: str, step: Step, person: str, shown: dict) -> str:
    """Both widths of one page, as figures of the index; nothing where another role was shown the very same."""
    page.goto(base + step.path)
    words = (step.path, page.inner_text("main"))
    if shown.setdefault(words, person) != person:
        return ""
    figures = ""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(base + step.path)
        name = f"{person}{step.path.replace('/', '_')}{width}.png"
        page.screenshot(path=OUT / name, full_page=True)
        caption = html.escape(f"{page.title().split(' · ')[0]}　{step.path}　{width}")
        figures += f'<figure><figcaption>{caption}</figcaption><a href="{name}"><img src="{name}" alt=""></a></figure>'
    return figures


if __name__ == "__main__":
    main()
