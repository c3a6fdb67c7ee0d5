"""Every form of every role answers whatever is sent in one of its fields, and never with a fault of the server."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.pdfs import PDF
from tests.people import client_of
from tests.small_year import Year
from tests.stages import STAGES
from tests.worlds.pages import Form, Page, view_of
from wuhou_craftsmen.accounts.models import Membership

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
IN_SHORT = ("no such field", "more than a column")


def nasty_files() -> dict[str, list]:
    return {
        "an empty file": [SimpleUploadedFile("empty.pdf", b"")],
        "another kind": [SimpleUploadedFile("示例.xlsx", b"PK\3\4 no workbook")],
        "a long name": [SimpleUploadedFile("名" * 300 + ".pdf", PDF)],
        "an odd name": [SimpleUploadedFile(f"{ODD}.pdf", PDF)],
        "a text": ["示例"],
        "no such field": [],
    }


@dataclass
class Tried:
    """What has been tried by whom at whatever stage, and the faults that were found."""

    forms: set = field(default_factory=set)
    fields: set = field(default_factory=set)
    posts: int = 0
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def tried():
    return Tried()


def alone(execute, sql, params, many, context):
    """A statement that fails takes nothing else with it, as where each is a transaction of its own."""
    if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
        return execute(sql, params, many, context)
    connection.needs_rollback = False
    with connection.connection.cursor() as raw:
        raw.execute("SAVEPOINT alone")
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            raw.execute("ROLLBACK TO SAVEPOINT alone")
            raise


class Visitor:
    """A person of a role before the portal; nothing of what is sent remains."""

    def __init__(self, role: str, user, tried: Tried):
        self.role, self.tried = role, tried
        self.client = client_of(user) if user else Client()
        self.client.raise_request_exception = False
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}

    def send(self, what: str, form: Form, name: str = "", given: list | None = None):
        point = transaction.savepoint()
        answer = self._request(form, name, given)
        self._forget(point)
        if answer.status_code >= 500:
            point = transaction.savepoint()
            with connection.execute_wrapper(alone):
                answer = self._request(form, name, given)
            self._forget(point)
        if answer.status_code >= 500:
            found = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            self.tried.faults.append(
                f"{self.role} {form.method} {form.action} {form.button} {what}: {answer.status_code} {found!r:.300}"
            )
        return answer

    def _forget(self, point: str) -> None:
        transaction.savepoint_rollback(point)
        connection.needs_rollback = False
        self.client.cookies.clear()
        for name, value in self.cookies.items():
            self.client.cookies[name] = value

    def _request(self, form: Form, name: str, given: list | None):
        self.tried.posts += 1
        body, kind = form.body(name, given)
        address = urlsplit(form.action)
        if form.method == "get":
            return self.client.generic("GET", address.path, QUERY_STRING=body.decode())
        return self.client.generic("POST", form.action, body, kind)

    def pages(self, start: str):
        """Every page that links lead to, two of an address pattern."""
        todo, taken = [start], Counter()
        seen = set(todo)
        while todo:
            path = todo.pop(0)
            view = view_of(path)
            if not view or taken[view] >= 2:
                continue
            taken[view] += 1
            answer = self.client.get(path)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                taken[view] = 2  # one file tells that the next may be opened
                continue
            page = Page(answer.content.decode(), urlsplit(path).path)
            yield page
            fresh = [link for link in dict.fromkeys(page.links) if link not in seen]
            seen.update(fresh)
            todo += fresh

    def try_form(self, form: Form) -> None:
        """Each field that nobody has tried with everything, of the others the first and the last with little."""
        key = (form.method, form.view, form.fields, form.button)
        if (self.role, key) in self.tried.forms:
            return
        self.tried.forms.add((self.role, key))
        self.send("well filled in", form)
        fresh = []
        for name in form.values:
            part = (form.method, form.view, form.button, name) if name != "form_key" else name
            if part not in self.tried.fields:
                self.tried.fields.add(part)
                fresh.append(name)
        for name in fresh:
            for what, given in (nasty_files() if name in form.files else NASTY).items():
                self.send(f"{name}: {what}", form, name, given)
        if not fresh:
            for name, what in zip((list(form.values)[0], list(form.values)[-1]), IN_SHORT, strict=True):
                self.send(f"{name}: {what}", form, name, NASTY[what])


def people():
    """Nobody, and two of each role."""
    yield "nobody", None
    counted = Counter()
    for seat in Membership.objects.order_by("pk").select_related("user"):
        counted[seat.role] += 1
        if counted[seat.role] <= 2:
            yield seat.role, seat.user


@pytest.mark.parametrize("stage", list(STAGES))
def test_no_value_of_any_field_is_a_fault_of_the_server(stage, tried):
    STAGES[stage](Year())
    before = len(tried.faults)
    for role, user in people():
        visitor = Visitor(role, user, tried)
        for page in visitor.pages("/home/" if user else "/"):
            for form in page.forms:
                visitor.try_form(form)
    found = tried.faults[before:]
    assert not found, "\n".join(found)
