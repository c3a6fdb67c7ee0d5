"""The stage of the browser stories: a demo of its own in real Chromium, and what every story does on a page."""

from pathlib import Path
from urllib.parse import unquote_plus

from tests.worlds.rehearsal import manage
from tools.chromium import sign_in

PATIENCE = 15_000  # milliseconds that a word may take to appear on a busy machine
WIDE = 768  # pixels from which the menu lies open


class Demo:
    """Its address and folder; `as_role` signs in and gives a page whose console errors are collected."""

    def __init__(self, base: str, folder: Path, chromium):
        self.base, self.folder, self.chromium = base, folder, chromium
        self.password = (folder / "demo-password").read_text(encoding="ascii")
        self.errors: list[str] = []
        self.contexts: list = []

    def visitor(self, width: int = 1280):
        """A page of somebody who has not signed in; nothing moves on it for the eye's pleasure."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: self._note(page, message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self._note(page, str(error)))
        return page

    def _note(self, page, text: str) -> None:
        self.errors.append(f"{page.url}: {text}")

    def as_role(self, username: str, width: int = 1280):
        page = self.visitor(width)
        sign_in(page, self.base, username, self.password)
        return page

    def leave(self) -> None:
        """Everybody goes home; the demo stays for the next story."""
        while self.contexts:
            self.contexts.pop().close()

    def move_to(self, day: str) -> None:
        done = manage("business_date", day, DATA_DIR=str(self.folder))
        assert done.returncode == 0, done.stderr

    def python(self, code: str) -> str:
        """What `code` prints inside the demo's own Django: for what no page shows, and for the work of many."""
        done = manage("shell", "--no-imports", "-c", code, DATA_DIR=str(self.folder))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def button(page, words):
    """A button by all of its words, or by a pattern where it also says how many."""
    return page.get_by_role("button", name=words, exact=isinstance(words, str))


def field(page, label: str):
    return page.get_by_label(label, exact=True)


def press(page, words) -> None:
    """Press a button that asks first, and agree."""
    button(page, words).click()
    button(page.get_by_role("dialog"), "确认").click()


def go(page, link) -> None:
    """Follow the link of the main menu, which a phone folds away and a desk shows under its tab."""
    menu = page.get_by_role("navigation", name="主菜单")
    found = menu.get_by_role("link", name=link, exact=isinstance(link, str))
    if page.viewport_size["width"] < WIDE:
        menu.get_by_text("菜单", exact=True).click()
    elif not found.count():
        menu.locator("li.tab").filter(has=page.get_by_text(link, exact=True)).locator("> a").click()
    found.last.click()


def stands_second(page) -> None:
    """The page of the acts that wait for a second person, by the menu under one's name."""
    page.get_by_role("banner").locator("summary").filter(has_text="（").click()
    page.get_by_role("link", name="待复核的事项", exact=True).click()
    heading(page, "待复核的事项")


def confirm(page, words: str) -> None:
    """The second person agrees to the act whose summary has these words."""
    stands_second(page)
    page.locator(f"button[name=confirm][data-confirm*='{words}']").click()
    button(page.get_by_role("dialog"), "确认").click()
    says(page, "已复核，立即生效")


def says(page, words: str) -> None:
    """The page answers with these words."""
    page.locator("[role=status], [role=alert]").filter(has_text=words).first.wait_for()


def heading(page, words: str) -> None:
    """The page of this heading has come."""
    page.get_by_role("heading", level=1).filter(has_text=words).wait_for()


def shows(page, words: str) -> None:
    """The words stand somewhere on the page."""
    page.get_by_role("main").get_by_text(words).first.wait_for()


def todos(page) -> list[str]:
    """What the first page says is waiting for this person, by its words."""
    go(page, "首页")
    heading(page, "您好")
    return page.locator(".todo a:not(.btn)").all_inner_texts()


def search(page, words: str) -> None:
    """Narrow the list of the page: the words go into the first box above it."""
    box = page.get_by_role("main").locator("form[method=get] input:not([type=hidden])").first
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(lambda url: words in unquote_plus(url))  # the answer stands there with its question
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def narrow(page, label: str, option) -> None:
    """Choose in a box above the list, which is then drawn anew; the option by its words, or by how they begin."""
    box = field(page, label)
    if not isinstance(option, str):
        option = box.get_by_role("option").filter(has_text=option).inner_text()
    with page.expect_response(lambda response: "/nominations/?" in response.url):
        box.select_option(label=option)
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def open_file(page, no: str) -> None:
    """Look a file up in the list, as a person does."""
    go(page, "申报")
    search(page, no)
    page.get_by_role("link", name=no, exact=True).click()
    heading(page, no)


def download(page, link: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    return Path(coming.value.path()).read_bytes()


def in_sight(page, element) -> bool:
    """The whole element lies on the screen as the page is scrolled now."""
    box = element.bounding_box()
    return bool(box) and box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


def no_wider_than_the_screen(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
