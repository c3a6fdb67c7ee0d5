"""Pages as a browser reads them: their links and forms, and what it would send of a form that is filled in well."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import Resolver404, resolve

from tests.worlds.examples import OF_A_VIEW, file_for, word_for

URLENCODED = "application/x-www-form-urlencoded"
CSRF = "csrfmiddlewaretoken"
VOID_TYPES = ("button", "reset", "image")


@dataclass
class Form:
    """What is sent of it: `values` name -> list of values; `files`: the names that take a file; `chosen`: the names
    whose values the page gives, nobody types them."""

    action: str
    method: str
    multipart: bool = False
    values: dict[str, list] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)
    button: str = ""
    by_itself: bool = False  # sent while one writes, and saved as far as it can be read

    @cached_property
    def view(self) -> str:
        return view_of(self.action)

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(kind_of(name) for name in self.values)

    def with_button(self, name: str, value: str) -> "Form":
        """The same form, sent with this of its buttons."""
        return replace(
            self, values=self.values | {name: [value]}, chosen={*self.chosen, name}, button=f"{name}={value}"
        )

    def body(self, changed: dict[str, list]) -> tuple[bytes, str]:
        """What is sent, and its content type; of the fields in `changed` what stands there."""
        values = self.values | changed
        if self.multipart:
            return encode_multipart(BOUNDARY, values), MULTIPART_CONTENT
        return urlencode(values, doseq=True).encode(), URLENCODED

    def __str__(self):
        return f"{self.method} {self.action} {self.button}"


def view_of(address: str) -> str:
    """nominations:detail for /nominations/3/; nothing for an address that the portal does not know."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def kind_of(name: str) -> str:
    """What the field is, whichever of several like it: of a row of a list the column, of 单位 7 any unit."""
    return re.sub(r"\d+", "0", re.sub(r"^(\w+-\d+-|mark_.+)", "", name) or "mark")


class Page(HTMLParser):
    """Its links to pages of the portal, and its forms, each once for every one of its named buttons."""

    def __init__(self, html: str, path: str):
        super().__init__()
        self.path, self.links, self.forms = path, [], []
        self.by_id: dict[str, Form] = {}
        self.buttons: list[tuple[Form, str, str]] = []
        self.form: Form | None = None
        self.select: tuple[Form, str, bool] | None = None
        self.area: tuple[Form, str] | None = None
        self.feed(html)
        for form, name, value in self.buttons:
            self.forms.append(form.with_button(name, value))
        plain = {id(form) for form, _, _ in self.buttons}
        self.forms = [form for form in self.forms if id(form) not in plain]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and (given.get("href") or "").startswith(("/", "?")):
            self.links.append(urljoin(self.path, given["href"]))
        elif tag == "form" and given.get("method") in ("get", "post"):
            self._form(given)
        elif owner := self.by_id.get(given.get("form", "")) or self.form:
            if tag == "button" and given.get("formaction"):
                self.forms.append(replace(owner, action=urljoin(self.path, given["formaction"])))
            if tag in ("input", "button", "select", "textarea") and given.get("name") not in (None, CSRF):
                getattr(self, f"_{tag}")(owner, given["name"], given)
            elif tag == "option" and self.select:
                self._option(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self._end_select()
        elif tag == "textarea" and self.area:
            form, name = self.area
            if not "".join(form.values[name]).strip():
                form.values[name] = ["示例"]
            self.area = None

    def handle_data(self, data):
        if self.area:
            form, name = self.area
            form.values[name] = [form.values[name][0] + data]

    def _form(self, given):
        action = urljoin(self.path, given.get("action") or "")
        self.form = Form(action, given["method"], given.get("enctype", "").startswith("multipart"))
        self.forms.append(self.form)
        if given.get("id"):
            self.by_id[given["id"]] = self.form
        if given.get("data-draft"):
            self.forms.append(replace(self.form, action=given["data-draft"], by_itself=True))

    def _input(self, form, name, given):
        kind = given.get("type") or "text"
        if kind in ("radio", "checkbox", "hidden"):
            form.chosen.add(name)
        if kind == "submit":
            self.buttons.append((form, name, given.get("value") or ""))
        elif kind in VOID_TYPES:
            return
        elif kind == "radio":
            if "checked" in given or name not in form.values:
                form.values[name] = [given.get("value") or "on"]
        elif kind == "checkbox":  # all that can be ticked, but nothing is taken off
            ticked = [] if name.endswith("-DELETE") else [given.get("value") or "on"]
            form.values[name] = form.values.get(name, []) + ticked
        elif kind == "file":
            form.files.add(name)
            form.values[name] = [file_for(form.view)]
        elif kind == "hidden" or given.get("value"):
            form.values[name] = [given.get("value") or ""]
        else:
            form.values[name] = [OF_A_VIEW.get((form.view, name)) or word_for(name, given)]

    def _button(self, form, name, given):
        self.buttons.append((form, name, given.get("value") or ""))

    def _select(self, form, name, given):
        form.values[name] = []
        form.chosen.add(name)
        self.select = (form, name, False)

    def _option(self, given):
        form, name, chosen = self.select
        value = given.get("value") or ""
        if "selected" in given and value:
            form.values[name], self.select = [value], (form, name, True)
        elif not chosen and not form.values[name] and value:
            form.values[name] = [value]

    def _end_select(self):
        if self.select:
            form, name, _ = self.select
            form.values[name] = [OF_A_VIEW.get((form.view, name)) or "".join(form.values[name])]
        self.select = None

    def _textarea(self, form, name, given):
        form.values[name] = [""]
        self.area = (form, name)
