"""Every page that a role reaches from its menu and home, at 1280 and 390 px, and a page that shows them all.

Usage: python -m tools.pictures [BASE] — the demo must be running (make demo); pictures go to pictures/.
"""

import html
import os
import sys
from pathlib import Path

from tools.chromium import browser, sign_in

OUT = Path("pictures")
ROLES = [
    "hr1",
    "street1",
    "union1",
    "department",
    "secretary",
    "expert1",
    "leader1",
    "finance1",
    "audit",
    "admin",
]
PUBLIC = ["/", "/policy/", "/awards/check/", "/accounts/sign-in/", "/review/notices/1/"]
WIDTHS = (1280, 390)
SKIP = ("sign-out", ".pdf", ".xlsx", "evidence", "receipt", "template", "sheet", "result", "#", "page=")


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    password = Path(os.environ.get("DEMO_DATA", "demo-data"), "demo-password").read_text(encoding="ascii")
    OUT.mkdir(exist_ok=True)
    taken: list[tuple[str, str]] = []
    with browser() as chromium:
        for role in [None, *ROLES]:
            context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            page = context.new_page()
            if role:
                sign_in(page, base, role, password)
            for path in _paths(page, base) if role else PUBLIC:
                taken += [(f"{role or '公众'} {path}", name) for name in _take(page, base, path, role)]
            context.close()
    rows = "".join(
        f'<figure><figcaption>{html.escape(t)}</figcaption><img src="{n}"></figure>' for t, n in taken
    )
    style = (
        "figure{display:inline-block;margin:8px;vertical-align:top}img{max-width:600px;border:1px solid #ccc}"
    )
    (OUT / "index.html").write_text(f"<meta charset=utf-8><style>{style}</style>{rows}", encoding="utf-8")
    print(f"{len(taken)} pictures in {OUT}/index.html")  # noqa: T201


def _paths(page, base: str) -> list[str]:
    """Menu, home, and the first link of each kind on those pages."""
    found = ["/home/"]
    for path in [
        "/home/",
        *page.eval_on_selector_all(".menu a, .own a", "links => links.map(a => a.getAttribute('href'))"),
    ]:
        page.goto(base + path)
        links = page.eval_on_selector_all(
            "main a, .menu a, .own a", "links => links.map(a => a.getAttribute('href'))"
        )
        for link in links:
            kind = "".join("0" if c.isdigit() else c for c in link)
            known = {"".join("0" if c.isdigit() else c for c in p) for p in found}
            if link.startswith("/") and not any(s in link for s in SKIP) and kind not in known:
                found.append(link)
    return found


def _take(page, base: str, path: str, role) -> list[str]:
    names = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(base + path)
        name = f"{role or 'public'}{path.replace('/', '_').replace('?', '_').replace('=', '-')}{width}.png"
        page.screenshot(path=OUT / name, full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if wide:
            print(f"{path} ({role}) is wider than {width} px")  # noqa: T201
        names.append(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    return names


if __name__ == "__main__":
    main()
