"""Find every page that a person can reach by links and search boxes, without anyone listing the pages."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

EACH = 3  # pages of one address pattern that are worth a look: a draft, a returned file, a checked one


@dataclass(frozen=True)
class Step:
    """A page that answered: its path, the name of its address pattern, and whether it is a page or a file.

    `kinds`: its elements from <main> on, each by tag, class and type; what is made of the same looks alike, whatever it
    says. `text`: all that it says, words of attributes included.
    """

    path: str
    name: str
    is_page: bool
    kinds: frozenset[str] = frozenset()
    text: str = ""


class _Page(HTMLParser):
    """Its links, the kinds of elements from <main> on, and its words."""

    SPOKEN = ("placeholder", "aria-label", "title", "alt", "data-confirm")
    SILENT = ("script", "style")

    def __init__(self, html: str):
        super().__init__()
        self.paths: list[str] = []
        self.kinds: set[str] = set()
        self.words: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_data(self, data):
        if self.inside not in self.SILENT:
            self.words.append(data)

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        given = dict(attrs)
        self.words += [given[name] for name in self.SPOKEN if given.get(name)]
        if tag == "main" or self.kinds:
            self.kinds.add(f"{tag} {given.get('class') or ''} {given.get('type') or ''}")
        form = tag == "form" and given.get("method") == "get"
        href = (given.get("href") if tag == "a" else given.get("action") if form else "") or ""
        if href.startswith("/"):
            self.paths.append(urlsplit(href).path)


def name_of(path: str) -> str:
    """nominations:detail for /nominations/3/; nothing for an address that the portal does not know."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def walk(request, base: str, start: str) -> list[Step]:
    """Follow the links from `start` as the person whose cookies `request` (a browser's request context) carries.

    AssertionError where a link does not answer with 200: no page may offer what its reader may not open.
    """
    todo, seen, taken, steps, files = [start], {start}, {}, [], set()
    while todo:
        path = todo.pop(0)
        name = name_of(path)
        if not name or name in files or taken.get(name, 0) >= EACH:
            continue
        taken[name] = taken.get(name, 0) + 1
        answer = request.get(base + path)
        assert answer.status == 200, f"{path}: {answer.status}"
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if not is_page:
            files.add(name)  # one file of a kind tells that it may be opened; each takes a second to be drawn
        html = answer.text() if is_page else ""
        page = _Page(html)
        steps.append(Step(path, name, is_page, frozenset(page.kinds), " ".join(page.words)))
        if is_page:
            fresh = [link for link in page.paths if link not in seen]
            seen.update(fresh)
            todo += dict.fromkeys(fresh)
    return steps
