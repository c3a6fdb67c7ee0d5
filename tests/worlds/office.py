"""An officer before the portal with nothing but its pages: follows links by their words, fills forms by their labels."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

VOID = {"input", "br", "img", "meta", "link", "hr", "use"}
PDF_TYPE = "application/pdf"


@dataclass
class Control:
    tag: str
    kind: str
    name: str
    value: str
    id: str
    on: bool = False
    spoken: str = ""
    options: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str, str, str]] = field(default_factory=list)  # words, name, value, action


class Sheet(HTMLParser):
    """A page as it is read: links, forms, labels, words."""

    def __init__(self, html: str, path: str):
        super().__init__()
        self.path, self.links, self.forms, self.labels = path, [], [], {}
        self.form, self.by_id, self.open, self.said = None, {}, [], []
        self.feed(html)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.said))

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(urljoin(self.path, given.get("action", "")), given.get("method", "get"))
            self.forms.append(self.form)
            self.by_id[given.get("id", "")] = self.form
        owner = self.by_id.get(given["form"]) if given.get("form") else self.form
        if owner and tag in ("input", "select", "textarea") and given.get("name"):
            kind, on = given.get("type", tag), "checked" in given
            value = given.get("value", "on" if kind == "checkbox" else "")
            spoken = given.get("aria-label", "")
            owner.controls.append(Control(tag, kind, given["name"], value, given.get("id", ""), on, spoken))
        if tag == "option" and owner:
            owner.controls[-1].options.append((given.get("value", ""), "", "selected" in given))
        if tag not in VOID:
            self.open.append((tag, given, [], owner))

    def handle_endtag(self, tag):
        if not any(name == tag for name, *_ in self.open):
            return
        while self.open:
            name, given, words, owner = self.open.pop()
            text = re.sub(r"\s+", " ", "".join(words)).strip()
            if name == "textarea":
                text = "".join(words).removeprefix(
                    "\n"
                )  # its line ends stay, but for the first, as in a browser
            self._ended(name, given, text, owner)
            if name == tag:
                break
        if tag == "form":
            self.form = None

    def _ended(self, tag, given, text, owner):
        if tag == "a":
            self.links.append((text, urljoin(self.path, given.get("href", ""))))
        elif tag == "button" and owner:
            action = urljoin(self.path, given["formaction"]) if given.get("formaction") else ""
            owner.buttons.append((text, given.get("name", ""), given.get("value", ""), action))
        elif tag == "label":
            if given.get("for"):
                self.labels[given["for"]] = text.removesuffix("*").strip()
            elif owner and owner.controls:
                owner.controls[-1].spoken = text
        elif tag == "option" and owner:
            value, _, chosen = owner.controls[-1].options[-1]
            owner.controls[-1].options[-1] = (value, text, chosen)
        elif tag == "textarea" and owner:
            owner.controls[-1].value = text

    def handle_data(self, data):
        for *_, words, _ in self.open:
            words.append(data)
        if not any(tag in ("script", "style") for tag, *_ in self.open):
            self.said.append(data)


class Officer:
    """One sign-in; `sheet` is the page that lies before him."""

    def __init__(self, username: str = "", password: str = ""):
        self.client, self.sheet = Client(), None
        if username:
            self.open("/accounts/sign-in/")
            self.press("登录", 登录名=username, 密码=password)
            assert self.sheet.path == "/home/", self.sheet.text

    def open(self, path: str) -> "Officer":
        return self._read(self.client.get(path, follow=True), path)

    def _read(self, answer, path: str) -> "Officer":
        self.last = answer
        if answer.redirect_chain:
            path = answer.redirect_chain[-1][0]
        assert answer.status_code in (200, 400), f"{path}: {answer.status_code}"
        if answer.headers["Content-Type"].startswith("text/html"):
            self.sheet = Sheet(answer.content.decode(), path)
        return self

    def go(self, *links: str) -> "Officer":
        """From the home page by these links, each found by its words."""
        self.open("/home/")
        for words in links:
            self.follow(words)
        return self

    def follow(self, words: str) -> "Officer":
        found = [href for text, href in self.sheet.links if text == words] or [
            href for text, href in self.sheet.links if words in text
        ]
        assert found, f"{self.sheet.path} has no link “{words}”: {[text for text, _ in self.sheet.links]}"
        return self.open(found[0])

    def says(self, words: str) -> "Officer":
        assert words in self.sheet.text, f"{self.sheet.path} does not say “{words}”: {self.sheet.text}"
        return self

    def press(self, button: str, says: str = "", /, **filled) -> "Officer":
        """Fill the form that has this button and these fields, by its labels, and send it."""
        found = [
            (form, one)
            for form in self.sheet.forms
            for one in form.buttons
            if one[0] == button and set(filled) <= set(self._fields(form))
        ]
        assert found, (
            f"{self.sheet.path} has no button “{button}” with {list(filled)}: "
            f"{[(self._fields(f), [b[0] for b in f.buttons]) for f in self.sheet.forms]} {self.sheet.text}"
        )
        form, (_, name, value, action) = found[0]
        data = self._filled(form, filled)
        if name:
            data[name] = value
        target = action or form.action
        send = self.client.post if form.method == "post" else self.client.get
        self._read(send(target, data, follow=True), target)
        assert "is-invalid" not in self.last.content.decode(errors="ignore"), self.sheet.text
        return self.says(says) if says else self

    def fetches(self, words: str) -> str:
        """What kind of file the link leads to."""
        return self.follow(words).last.headers["Content-Type"]

    def hand_up(self, kind: str, paper: tuple) -> "Officer":
        """A paper of this kind, on the page of the evidence."""
        return self.press("上传", 材料类别=kind, 选择文件=paper)

    def fields_of(self, button: str) -> list[str]:
        """The labels of what is typed into the form that has this button."""
        form = next(form for form in self.sheet.forms if any(one[0] == button for one in form.buttons))
        labelled = zip(form.controls, self._fields(form), strict=True)
        return [label for control, label in labelled if control.kind not in ("hidden", "radio")]

    def _filled(self, form: Form, filled: dict) -> dict:
        data: dict[str, list] = {}
        for control, label in zip(form.controls, self._fields(form), strict=True):
            for sent in self._sent(control, filled.get(label)):
                data.setdefault(control.name, []).append(sent)
        return data

    def _fields(self, form: Form) -> list[str]:
        return [self.sheet.labels.get(c.id, "") or c.spoken or c.name for c in form.controls]

    def _sent(self, control: Control, wanted) -> list:
        if control.kind in ("checkbox", "radio"):
            return [control.value] if (control.on if wanted is None else wanted) else []
        if control.kind == "file":
            return [SimpleUploadedFile(*wanted)] if wanted else []
        if control.tag == "select":
            if wanted is not None:
                found = [value for value, text, _ in control.options if wanted in (text, value)]
                found = found or [value for value, text, _ in control.options if wanted in text]
                assert found, f"{wanted} is none of {control.options}"
                return found[:1]
            chosen = [value for value, _, on in control.options if on]
            return chosen or [value for value, *_ in control.options[:1]]
        return [control.value if wanted is None else wanted]
