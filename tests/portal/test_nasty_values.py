"""Every form of every role answers whatever is sent in one of its fields, and never with a fault of the server."""

import pytest
from django import shortcuts
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template import loader

from tests.pdfs import PDF
from tests.small_year import Year
from tests.worlds import busy
from tests.worlds.addresses import buttons
from tests.worlds.pages import Form, kind_of
from tests.worlds.visitors import Visitor, nobody_and_everybody, nothing_remains
from wuhou_craftsmen.common.web.form_keys import FIELD
from wuhou_craftsmen.portal import context

pytestmark = pytest.mark.django_db

ODD = "\u202e\ue863<script>👩\u200d🔧../../etc/passwd"
NASTY = {
    "nothing": [""],
    "no such field": [],
    "twice": ["示例", "-"],
    "control characters and half a pair": ["示\0".encode() + b"\xed\xa0\x80"],
    "5000 signs": ["长" * 5000],
    "100000 digits": ["9" * 100_000],
    "digits of other scripts": ["９９٣٤"],
    "a raised digit": ["²"],
    "the last day of all": ["9999-12-31"],
    "no day": ["0000-00-00"],
    "below nothing": ["-1"],
    "more than a float": ["1e400"],
    "no number": ["NaN"],
    "more than a column": [str(2**70)],
    "odd signs": [ODD],
}
FILES = {
    "an empty file": lambda: [SimpleUploadedFile("empty.pdf", b"")],
    "another kind": lambda: [SimpleUploadedFile("示例.xlsx", b"PK\3\4 no workbook")],
    "a long name": lambda: [SimpleUploadedFile("名" * 300 + ".pdf", PDF)],
    "an odd name": lambda: [SimpleUploadedFile(f"{ODD}.pdf", PDF)],
    "a text": lambda: ["示例"],
    "no such field": lambda: [],
}
# of what nobody types
CHOSEN = ("no such field", "twice", "control characters and half a pair", "100000 digits", "a raised digit")
CHOSEN += ("below nothing", "more than a column", "odd signs")
IN_SHORT = (
    "no such field",
    "more than a column",
)  # where another role has tried the same field with everything
# the page with the form's faults is drawn as a whole; of a form that is sent by itself these tell enough, its fields
# have been tried with the button
DRAWN = ("more than a column", "odd signs")
# what a database may take ill; how the portal reads the others depends on no database, they are tried on SQLite
ILL_FOR_POSTGRESQL = (
    *DRAWN,
    "control characters and half a pair",
    "5000 signs",
    "100000 digits",
    "the last day of all",
)


class Tried:
    """What has been tried at whatever stage, and the faults that were found."""

    def __init__(self):
        self.forms, self.fields, self.views, self.faults = set(), set(), set(), []

    def is_new(self, *key) -> bool:
        """Whether the form has not been sent (by this role)."""
        fresh = key not in self.forms
        self.forms.add(key)
        return fresh

    def new_fields(self, form: Form) -> list[str]:
        """Those that nobody has tried; the key that every form carries is one field."""
        found = []
        for name in form.values:
            part = name if name == FIELD else (form.method, form.view, kind_of(name))
            if part not in self.fields:
                self.fields.add(part)
                found.append(name)
        return found


class Drawing:
    """How pages are drawn: as a whole; without the menu, which depends on the person alone; of a form that is read and
    found faulty nothing."""

    def __init__(self, monkeypatch):
        self.menu = self.whole = True
        for name in ("menu_of", "own_items_of"):
            monkeypatch.setattr(context, name, self.if_drawn(getattr(context, name)))
        monkeypatch.setattr(shortcuts, "loader", self)

    def if_drawn(self, items):
        return lambda user: items(user) if self.menu else []

    def render_to_string(self, template, context=None, request=None, using=None):
        if self.whole or not any(map(has_faults, (context or {}).values())):
            return loader.render_to_string(template, context, request, using)
        return ""


def has_faults(found) -> bool:
    return isinstance(found, BaseForm | BaseFormSet) and found.is_bound and not found.is_valid()


@pytest.fixture
def drawing(monkeypatch):
    return Drawing(monkeypatch)


def values_for(form: Form, name: str):
    """Which values a field is tried with that nobody has tried."""
    if name in form.files:
        return FILES
    found = DRAWN if form.by_itself else CHOSEN if name in form.chosen else NASTY
    if connection.vendor == "postgresql":
        return [what for what in found if what in ILL_FOR_POSTGRESQL]
    return found


class Trial:
    """Every form that a visitor finds is sent."""

    def __init__(self, tried: Tried, drawing: Drawing):
        self.tried, self.drawing = tried, drawing

    def try_form(self, visitor: Visitor, form: Form) -> None:
        """Each field that nobody has tried with everything; where there is none, the first and the last with little."""
        key = form.method, form.view, form.fields, form.button
        if not self.tried.is_new(visitor.role, *key):
            return
        self.tried.views.add(form.view)
        if self.tried.is_new(*key):
            for found in visitor.send_and_go_on(form):
                self.try_form(visitor, found)
        fresh = self.tried.new_fields(form)
        for name in fresh:
            for what in values_for(form, name):
                self.send(visitor, form, name, what)
        if not fresh and form.values:
            ends = next(iter(form.values)), list(form.values)[-1]
            for name, what in zip(ends, IN_SHORT, strict=True):
                self.send(visitor, form, name, what)

    def send(self, visitor: Visitor, form: Form, name: str, what: str) -> None:
        self.drawing.menu, self.drawing.whole = False, what in DRAWN or form.method == "get"
        given = FILES[what]() if name in form.files and what in FILES else NASTY[what]
        fault = visitor.fault_of(form, {name: given})
        self.drawing.menu = self.drawing.whole = True
        if fault:
            self.tried.faults.append(f"{visitor.role} {form} {name}: {what}: {fault}")

    def visit(self, links: list[str], rooms: tuple[str, ...]) -> None:
        """Everybody, wherever links lead in these rooms."""
        for visitor, start in nobody_and_everybody(links):
            for page in visitor.pages(start, rooms):
                for form in page.forms:
                    self.try_form(visitor, form)


def test_no_value_of_any_field_is_a_fault_of_the_server(drawing):
    tried = Tried()
    trial = Trial(tried, drawing)
    with nothing_remains():
        trial.visit(busy.busy(Year()), ("",))
    for rooms in busy.on_its_way(Year()):
        trial.visit([], rooms)
    assert not tried.faults, "\n".join(tried.faults)
    # what needs a file of an earlier year, a verdict in force, or an auditor after the scoring, is pressed in tests of its own
    # (test_renewal.py, test_checks.py, test_ranked.py); so is what waits for an agreement (test_first_links.py); what takes the
    # number of a row alone is sent odd ones in test_feeds.py
    elsewhere = {"nominations:renew", "nominations:check_again", "review:ask_names"}
    elsewhere |= {"accounts:make_first_links", "nominations:take_record", "awards:claim_result"}
    assert buttons() - tried.views <= elsewhere
