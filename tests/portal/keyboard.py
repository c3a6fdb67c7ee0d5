"""A person without a mouse: Tab, typing, arrow keys and Enter; every stop is seen and marked."""

# what the focus stands on: its words, its kind, whether it is on the screen and how it is marked
STOP = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const words = at.labels?.length ? at.labels[0].textContent : at.textContent;
  const on = (box) => {  // a link that runs over two lines has a box on each
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(box.left + box.width / 2, y);
    return box.top < innerHeight && box.bottom > 0 && Boolean(top) && (at === top || at.contains(top));
  };
  return {
    words: words.trim(), kind: at.type || at.tagName.toLowerCase(), body: at === document.body,
    choice: at.tagName === "SELECT" ? at.selectedOptions[0].textContent : "",
    seen: [...at.getClientRects()].some(on),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    marked: at.matches(":focus-visible"),
  };
}"""


class Keyboard:
    """Walks a page by Tab and remembers nothing but where it stands."""

    def __init__(self, page):
        self.page, self.keys, self.papers = page, page.keyboard, []
        # listened for from the start: the browser asks for a file as soon as Enter is pressed
        page.on("filechooser", lambda chooser: chooser.set_files(self.papers.pop()))

    def tab(self) -> dict:
        self.keys.press("Tab")
        return self.look()

    def look(self) -> dict:
        """Where the focus is; a stop that nobody could see is a fault."""
        stop = self.page.evaluate(STOP)
        # inside a date field Chromium itself marks the button of its calendar
        if not stop["body"] and not (stop["kind"] == "date" and not stop["marked"]):
            assert stop["seen"], f"out of sight: {stop}"
            assert stop["marked"], f"not marked: {stop}"
            assert stop["ringed"], f"without a ring: {stop}"
        return stop

    def to(self, words: str, most: int = 80) -> dict:
        """Tab on until the focus stands on these words; a page that still builds itself would lose the focus."""
        self.page.wait_for_load_state("domcontentloaded")
        for _ in range(most):
            if (stop := self.tab())["words"] == words:
                return stop
        raise AssertionError(f"“{words}” is not reached by Tab")

    def enter(self, words: str) -> None:
        self.to(words)
        self.keys.press("Enter")

    def attach(self, label: str, file: dict) -> None:
        """Choose a file in the field of this label; nothing else has to be pressed."""
        self.to(label)
        self.papers.append(file)
        self.keys.press("Enter")

    def fill(self, values: dict[str, str], last: str) -> None:
        """Fill each field by its label, in the order of the page, until the button `last` is reached."""
        left = dict(values)
        while (stop := self.tab())["words"] != last:
            assert not stop["body"], f"passed by: {list(left)}"
            if stop["words"] in left:
                self._put(stop, left.pop(stop["words"]))
        assert not left, f"not reached by Tab: {list(left)}"

    def _put(self, stop: dict, value: str) -> None:
        if stop["kind"] == "select-one":
            self._choose(stop, value)
        elif stop["kind"] == "date":
            self._date(value)
        else:
            self.keys.type(value)

    def _choose(self, stop: dict, value: str) -> None:
        for _ in range(30):
            if stop["choice"] == value:
                return
            self.keys.press("ArrowDown")
            stop = self.look()
        raise AssertionError(f"no choice “{value}” in {stop['words']}")

    def _date(self, value: str) -> None:
        """Part by part; whether the year stands first is a matter of the machine's language."""
        year, month, day = value.split("-")
        for parts in ([year, "ArrowRight", month, day], [month, day, year]):
            for part in parts:  # two digits go on by themselves; six would fit the year
                self.keys.press(part) if part.startswith("Arrow") else self.keys.type(part)
            if self.page.evaluate("document.activeElement.value") == value:
                return
            for _ in range(2):
                self.keys.press("ArrowLeft")
        raise AssertionError(f"{value} cannot be typed")
