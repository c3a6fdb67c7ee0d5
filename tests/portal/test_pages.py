"""Every page that a role can reach: it opens, speaks Chinese alone, and keeps to the content rules."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.people import make_user, unit
from tests.small_year import Year
from wuhou_craftsmen.accounts.models import Membership, Role, User

pytestmark = pytest.mark.django_db
# sign-in names, file names of the sample, formats and hexadecimal check values are no words of the page
NOT_WORDS = re.compile(r"[\w-]+\.(pdf|xlsx)|\b(PDF|JPEG|PNG|xlsx)\b|\b[0-9a-f]{12,}\b|user\d+")
SPOKEN = {"placeholder", "aria-label", "title", "alt", "data-confirm"}


class Page(HTMLParser):
    """Words that a person reads or hears, links, and what the content policy forbids."""

    def __init__(self, html: str):
        super().__init__()
        self.words, self.links, self.forbidden, self.silent = [], [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("script", "style"):
            self.silent += 1
            if tag == "style" or "src" not in attributes:
                self.forbidden.append(tag)
        self.forbidden += [name for name in attributes if name == "style" or name.startswith("on")]
        self.words += [attributes[name] or "" for name in SPOKEN & set(attributes)]
        if tag == "a" and attributes.get("href", "").startswith("/"):
            self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def kind_of(link: str) -> str:
    return re.sub(r"\d+", "0", link)


def walk(user) -> dict[str, Page]:
    """The home page and, kind by kind, all that its links lead to; each must answer 200."""
    client = Client(raise_request_exception=True)
    if user:
        client.force_login(user)
    todo, seen, pages = ["/home/" if user else "/"], set(), {}
    while todo:
        link = todo.pop()
        if kind_of(link) in seen:
            continue
        seen.add(kind_of(link))
        answer = client.get(link, follow=user is None)
        assert answer.status_code == 200, f"{link} as {user}: {answer.status_code}"
        if answer.headers["Content-Type"].startswith("text/html"):
            pages[link] = page = Page(answer.content.decode())
            todo += page.links
        else:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            answer.close()
    return pages


def everybody() -> list:
    """The public and one person of each role; the roles that the year has not met are added."""
    people = {m.role: m.user for m in Membership.objects.select_related("user").order_by("-pk")}
    for role in set(Role.values) - set(people):
        people[role] = make_user(role, unit("区财政局" if role == Role.DEPARTMENT_OFFICER else "区总工会"))
    return [None, *(User.objects.get(pk=person.pk) for person in people.values())]


@pytest.mark.parametrize(
    "until", [None, "nominate", "check", "open_scoring", "deliberate", "reverse_and_pay"]
)
def test_every_page_that_a_role_reaches_opens_and_speaks_chinese(until):
    year = Year()
    if until == "open_scoring":
        year.play("check").open_scoring()
    elif until:
        year.play(until)
    reached = set()
    for user in everybody():
        for link, page in walk(user).items():
            reached.add(kind_of(link))
            english = re.findall(r"\b[A-Za-z]{3,}\b", NOT_WORDS.sub(" ", page.text))
            assert not english, f"{link} as {user}: {english}"
            assert re.search(r"[\u4e00-\u9fff]", page.text)
            assert not page.forbidden, f"{link}: {page.forbidden}"
    assert {
        "/",
        "/home/",
        "/policy/",
        "/awards/check/",
        "/accounts/password/",
        "/audit/",
        "/jobs/",
    } <= reached
    if until == "reverse_and_pay":
        assert {"/review/notices/0/", "/awards/rounds/0/roster/", "/review/rounds/0/ranking/"} <= reached


def test_the_walk_would_find_a_fault():
    page = Page('<p style="x">Save 保存</p><script>launch()</script><a href="/home/">x</a><img alt="Logo">')
    assert page.forbidden == ["style", "script"]
    assert page.links == ["/home/"]
    assert "Save" in page.text
    assert "Logo" in page.text
    assert "launch" not in page.text
