"""What every page is held to in real Chromium: no fault in the console, every control named, nothing wider than a
phone, no button under 44 px, Chinese alone, no jump while it loads, no violation axe-core finds, in both contrasts."""

import re
from functools import cache
from pathlib import Path

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# sign-in names, file names, formats and hexadecimal check values are no words of the page
NOT_WORDS = re.compile(
    r"\S+\.(pdf|xlsx|jpg|jpeg|png)|\b(PDF|JPEG|PNG|xlsx|docx|txt)\b|\b[0-9a-f]{12,}\b|user\d+|\b[a-z]{2,10}\d\b"
)
SIGN_IN_NAMES = {"department", "secretary", "audit", "admin"}
RAW = re.compile(r"\b(None|True|False|null|undefined)\b|\d{4}-\d{2}-\d{2}|\{\{|\{%")

MEASURE = """() => {
  const spoken = [...document.querySelectorAll('[placeholder],[aria-label],[title],[alt],[data-confirm]')].flatMap(
    (e) => ['placeholder', 'aria-label', 'title', 'alt', 'data-confirm'].map((name) => e.getAttribute(name) || ''));
  return {
    wide: document.documentElement.scrollWidth - window.innerWidth,
    shift: window.shift || 0,
    low: [...document.querySelectorAll('.btn')].filter((e) => e.offsetParent && e.offsetHeight < 44).map((e) => e.innerText),
    text: document.title + ' ' + document.body.innerText + ' ' + spoken.join(' '),
    main: document.querySelector('main').innerHTML + (document.querySelector('.menu')?.innerHTML || ''),
  };
}"""
ROWS_OF_TABS = """() => new Set(
  [...document.querySelectorAll('.menu details > ul > li > a')].map((e) => e.offsetTop)).size"""
SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift = (window.shift || 0) + entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""
RUN_AXE = """async ([where, rules]) => (await axe.run(where || document, {
  runOnly: rules, resultTypes: ['violations'],
})).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
COLOURS = ["color-contrast"]  # all that another theme can change


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def faults_of_words(text: str) -> list[str]:
    """What the words of a page are found guilty of: Latin words and raw values."""
    words = set(re.findall(r"\b[A-Za-z]{3,}\b", NOT_WORDS.sub(" ", text))) - SIGN_IN_NAMES
    raw = {found.group() for found in RAW.finditer(text)}
    return [f"says “{word}”" for word in words] + [f"shows the raw value “{value}”" for value in raw]


class Looker:
    """Opens pages for one person and collects their faults as sentences; pages seen before are not tried twice."""

    def __init__(self, context, base: str):
        self.base, self.faults, self.tried = base, [], set()
        self.page = context.new_page()
        self.page.add_init_script(SHIFTS)
        self.page.on("console", lambda message: self._note(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.at, self.expected = "", (200,)

    def _note(self, fault: str) -> None:
        if fault.startswith("Failed to load resource") and self.expected != (200,):
            return  # the browser's own word for the 403 or 404 that was wanted
        self.faults.append(f"{self.at}: {fault}")

    def look(self, path: str, answers=(200,)) -> None:
        """At 390 px: measure, then axe with everything unfolded, in high contrast too, and with the dialog open."""
        self.at, self.expected = path, answers
        self.page.set_viewport_size(PHONE)
        answer = self.page.goto(self.base + path)
        if answer.status not in answers:
            self._note(f"answers {answer.status}")
        self.measure()

    def look_at_menu(self) -> None:
        """On a desk the tabs of the page that is open stand in one row."""
        self.page.set_viewport_size(DESK)
        if self.page.evaluate(ROWS_OF_TABS) > 1:
            self._note("the menu takes more than one row")

    def look_at_faults(self, path: str) -> None:
        """The form of the page, sent empty past the browser's own checks."""
        self.at = path
        self.page.goto(self.base + path)
        self.page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
        self.page.click("main form[method=post] button.btn-primary")
        self.page.wait_for_load_state()
        if not self.page.query_selector(".is-invalid"):
            self._note("tells no fault")
        self.measure()

    def measure(self) -> None:
        """What the page as it stands is found guilty of."""
        page = self.page
        page.wait_for_load_state()  # a click may have left it between two pages
        seen = page.evaluate(MEASURE)
        if seen["wide"] > 0:
            self._note(f"{seen['wide']} px wider than a phone")
        for name in seen["low"]:
            self._note(f"“{name}” is too low for a finger")
        if seen["shift"] > 0.1:
            self._note(f"jumps by {seen['shift']:.2f} while loading")
        for fault in faults_of_words(seen["text"]):
            self._note(fault)
        kind = re.sub(r"\d+|value=\"[^\"]*\"", "", seen["main"])
        if kind not in self.tried:
            self.tried.add(kind)
            self._try_access()

    def _try_access(self) -> None:
        page = self.page
        page.evaluate(axe_source())
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        self._axe("")
        page.evaluate("document.documentElement.dataset.contrast = 'high'")
        self._axe("高对比 ", rules=COLOURS)
        page.evaluate("document.documentElement.dataset.size = 'larger'")
        if (wide := page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) > 0:
            self._note(f"{wide} px wider than a phone in the largest type")
        if page.query_selector("[data-confirm]"):
            page.evaluate("document.querySelector('dialog.ask').showModal()")
            self._axe("对话框 ", "dialog.ask")

    def _axe(self, when: str, where: str | None = None, rules: list[str] = WCAG) -> None:
        for violation in self.page.evaluate(RUN_AXE, [where, rules]):
            self._note(f"{when}{violation}")
