"""The officer before real Chromium: what he follows is clicked, what he fills in is typed, what asks back is answered."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .office import Control, Form, Officer, Sheet

PATIENCE = 20_000  # milliseconds


class ChromiumOfficer(Officer):
    """One browser of its own; the page that lies before him is read anew each time."""

    def __init__(self, chromium, base: str, username: str = "", password: str = ""):
        self.base = base
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()
        if username:
            self.open("/accounts/sign-in/")
            self.press("登录", 登录名=username, 密码=password)
            assert self.sheet.path == "/home/", self.sheet.text

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.page.content(), urlsplit(self.page.url).path)

    @property
    def last(self) -> SimpleNamespace:
        return SimpleNamespace(content=self.page.content().encode())

    def open(self, path: str) -> "ChromiumOfficer":
        answer = self.page.goto(self.base + path)
        assert answer.status in (200, 400), f"{path}: {answer.status}"
        return self

    def follow(self, words: str) -> "ChromiumOfficer":
        links = self.page.locator("a:visible")
        exact = links.filter(has_text=words).and_(self.page.get_by_role("link", name=words, exact=True))
        found = exact if exact.count() else links.filter(has_text=words)
        if not found.count():  # beneath a tab that is not the one in use
            return super().follow(words)
        self._leave(found.first.click)
        return self

    def press(self, button: str, says: str = "", /, **filled) -> "ChromiumOfficer":
        sheet = self.sheet
        found = [
            (place, form)
            for place, form in enumerate(sheet.forms)
            if any(one[0] == button for one in form.buttons) and set(filled) <= set(self._labels(sheet, form))
        ]
        assert found, f"{sheet.path} has no button “{button}” with {list(filled)}: {sheet.text}"
        place, form = found[0]
        elements = self.page.locator("form").nth(place)
        for number, (control, label) in enumerate(zip(form.controls, self._labels(sheet, form), strict=True)):
            if label in filled:
                self._fill(
                    self._element(elements, "input[name], select[name], textarea[name]", number),
                    control,
                    filled[label],
                )
        self._press(elements, button)
        assert "is-invalid" not in self.page.content(), self.sheet.text
        return self.says(says) if says else self

    def fetches(self, words: str) -> str:
        href = next(href for text, href in self.sheet.links if words in text)
        return self.page.context.request.get(self.base + href).headers["content-type"]

    def hand_up(self, kind: str, paper: tuple) -> "ChromiumOfficer":
        """Choosing is enough; the paper then stands under its kind."""
        form = self.page.locator("form[data-upload]")
        form.locator("select").select_option(label=kind)
        name, content, mime = paper
        form.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": content})
        heads = self.page.get_by_role(
            "heading", name=kind
        )  # each paper can be made another kind: it names them all
        there = self.page.locator("section.kind").filter(has=heads).locator(".paper")
        expect(there.first).to_be_visible(timeout=PATIENCE)
        return self

    def _labels(self, sheet: Sheet, form: Form) -> list[str]:
        return [sheet.labels.get(c.id, "") or c.spoken or c.name for c in form.controls]

    def _element(self, form, wanted: str, number: int):
        found = form.evaluate_handle(
            "(form, [wanted, number]) => [...form.elements].filter((e) => e.matches(wanted))[number]",
            [wanted, number],
        ).as_element()
        found.evaluate(
            "(e) => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; }"
        )
        return found

    def _fill(self, element, control: Control, wanted) -> None:
        if control.kind in ("checkbox", "radio"):
            element.set_checked(bool(wanted))
        elif control.kind == "file":
            name, content, *mime = wanted
            mime = mime[0] if mime else "application/octet-stream"
            element.set_input_files({"name": name, "mimeType": mime, "buffer": content})
        elif control.tag == "select":
            texts = [text for _, text, _ in control.options]
            label = wanted if wanted in texts else next(text for text in texts if wanted in text)
            element.select_option(label=label)
        else:
            element.fill(str(wanted))

    def _press(self, form, words: str) -> None:
        number = form.evaluate(
            "(form, words) => [...form.elements].filter((e) => e.matches('button'))"
            ".findIndex((e) => e.textContent.replace(/\\s+/g, ' ').trim() === words)",
            words,
        )
        self._leave(self._element(form, "button", number).click)

    def _leave(self, click) -> None:
        """Click, answer what asks back, and wait for the page that follows."""
        was = self.page.evaluate("performance.timeOrigin")
        click()
        asks = self.page.locator("dialog.ask[open]")
        if asks.count():
            asks.get_by_role("button", name="确认").click()
        self.page.wait_for_function("(was) => performance.timeOrigin !== was", arg=was)
        self.page.wait_for_load_state()
