"""Persons before the portal who follow every link and send forms; nothing of what they send remains."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from django.core.signals import got_request_exception
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler

from tests.people import client_of
from tests.worlds.pages import Form, Page, view_of
from wuhou_craftsmen.accounts.models import Membership, Role

# pages of one address pattern that are opened, where it is more than one: each has other forms
MORE = {"nominations:detail": 12, "nominations:direct": 2, "nominations:lead": 3, "nominations:step": 7}
MORE |= {"registers:list": 3, "registers:enter": 3}
MORE |= {"showcase:profile": 2}
OF_EACH_REGISTER = ("registers:record",)  # as many of every register
MORE |= {"awards:batch": 2, "nominations:rounds": 2, "review:score": 2}

TWO = (Role.UNION_STAFF, Role.FIRM_HR, Role.EXPERT)  # one begins what the other goes on with


def alone(execute, sql, params, many, context):
    """A statement that fails takes nothing else with it, as where each is a transaction of its own."""
    if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
        return execute(sql, params, many, context)
    connection.needs_rollback = False
    raw = connection.connection.cursor()
    raw.execute("SAVEPOINT alone")
    try:
        return execute(sql, params, many, context)
    except DatabaseError:
        raw.execute("ROLLBACK TO SAVEPOINT alone")
        raise
    finally:
        raw.close()


@contextmanager
def nothing_remains():
    """What is written inside is taken back, and a fault inside breaks nothing outside."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        connection.needs_rollback = False


@contextmanager
def faults_told() -> Iterator[list[str]]:
    """What goes wrong inside, as it is told to whoever watches the server."""
    found: list[str] = []

    def note(**given):
        found.append(f"{sys.exc_info()[1]!r:.300}")

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


class Visitor(RequestFactory):
    """A person of a role, signed in; no cookie that is given to it is kept. `files`: the views that gave a file."""

    files: set[str] = set()
    handler = ClientHandler(enforce_csrf_checks=False)

    def __init__(self, role: str, user=None):
        super().__init__()
        self.role = role
        if user:
            self.cookies = client_of(user).cookies

    def request(self, **given):
        return self.handler(self._base_environ(**given))

    def fault_of(self, form: Form, changed: dict | None = None) -> str:
        """What is wrong where the form is answered with a fault of the server."""
        return self._fault(lambda: self.send(form, changed))

    def fault_in(self, words: str, *request, **environ) -> str:
        """The same for any request, told with these words."""
        fault = self._fault(lambda: self.generic(*request, **environ))
        return fault and f"{words}: {fault}"

    def _fault(self, ask: Callable) -> str:
        with nothing_remains():
            answer = ask()
        if answer.status_code < 500:
            return ""
        with nothing_remains(), connection.execute_wrapper(alone), faults_told() as told:
            answer = ask()
        return f"{answer.status_code} {told}" if answer.status_code >= 500 else ""

    def send(self, form: Form, changed: dict | None = None):
        body, kind = form.body(changed or {})
        if form.method == "get":
            return self.generic("GET", urlsplit(form.action).path, QUERY_STRING=body.decode())
        return self.generic("POST", form.action, body, kind)

    def send_and_go_on(self, form: Form) -> Iterator[Form]:
        """The forms of the page that the form leads to if it is well filled in, while what it wrote stands."""
        cookies = self.cookies
        with nothing_remains():
            answer = self.send(form)
            self.cookies = cookies.copy()
            self.cookies.update(answer.cookies)
            path = urljoin(form.action, answer.headers.get("Location", ""))
            if 300 <= answer.status_code < 400:
                answer = self.get(path)
            if is_page(answer):
                yield from Page(answer.content.decode(), urlsplit(path).path).forms
        self.cookies = cookies

    def pages(self, start: str, rooms: tuple[str, ...]) -> Iterator[Page]:
        """Every page of the rooms that links lead to, some of each address pattern."""
        todo, taken = [start], Counter()
        seen = set(todo)
        while todo:
            path = todo.pop(0)
            view = view_of(path)
            kind = (view, path.split("/")[2]) if view in OF_EACH_REGISTER else view
            if (
                view in self.files
                or taken[kind] >= MORE.get(view, 1)
                or (path != start and not view.startswith(rooms))
            ):
                continue
            taken[kind] += 1
            answer = self.get(path)
            if not is_page(answer):
                self.files.add(view)
            if answer.status_code != 200 or not is_page(answer):
                continue
            page = Page(answer.content.decode(), urlsplit(path).path)
            yield page
            fresh = [link for link in dict.fromkeys(page.links) if link not in seen]
            seen.update(fresh)
            todo += fresh


def is_page(answer) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def nobody_and_everybody(links: list[str]) -> Iterator[tuple[Visitor, str]]:
    """Nobody, whoever opens one of the links, and one of each role, or two; each with the page to begin with."""
    for link in ["/", *links]:
        yield Visitor("nobody"), link
    counted = Counter()
    for seat in Membership.objects.order_by("pk").select_related("user"):
        counted[seat.role] += 1
        if counted[seat.role] <= (2 if seat.role in TWO else 1):
            yield Visitor(seat.role, seat.user), "/home/"
