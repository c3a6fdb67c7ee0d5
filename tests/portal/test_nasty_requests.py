"""Odd charsets, headers, cookies, questions and addresses are answered, and never with a fault of the server."""

import pytest
from django.urls import NoReverseMatch, URLPattern, reverse

from tests.small_year import Year
from tests.worlds.addresses import patterns
from tests.worlds.busy import busy
from tests.worlds.kept import kept
from tests.worlds.visitors import nobody_and_everybody

pytestmark = pytest.mark.django_db

BODY = b"name=%E5%BC%A0&page=%2Fnominations%2F&query=q%3D1"
TYPES = [
    "application/x-www-form-urlencoded; charset=gbk",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data",
    "multipart/form-data; boundary=\xff",
    "text/plain",
    "application/json",
    "",
]
HEADERS = [
    {"HTTP_REFERER": "foo"},
    {"HTTP_REFERER": "http://["},
    {"HTTP_ACCEPT_LANGUAGE": "\xff"},
    {"HTTP_ACCEPT_LANGUAGE": "zh-" * 1000},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=NaN"},
    {"HTTP_X_FORWARDED_FOR": "\xff, foo", "HTTP_X_REAL_IP": "foo"},
    {"HTTP_COOKIE": "sessionid=%00; display=\xff.; messages=foo"},
    {"HTTP_COOKIE": 'sessionid="\\000"; ;=;display=large.high.'},
    {"HTTP_RANGE": "bytes=9-1"},
    {"HTTP_IF_MODIFIED_SINCE": "foo", "HTTP_IF_NONE_MATCH": "\xff"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://["},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%FF", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "\xff", "HTTP_HX_TRIGGERING_EVENT": "{"},
]
QUESTIONS = [
    "page=%C2%B2&q=%00&sort=%FF&year=9999999999",
    "page=9999999999999999999&year=%C2%B2&state=%FF&state=x",
    "page=-1&page=NaN&year=0&kind=%ED%A0%80&more=%00&code=%FF",
    "%FF=%FF&&=&q=" + "9" * 5000,
]
NUMBERS = [0, 2**63, 2**70]
WORDS = ["²", "%00", "\u202e\ue863", "9" * 300]


@kept
def world():
    return busy(Year())


@pytest.fixture
def visitors(world):
    """One of each role, and whoever opens a link."""
    found = {visitor.role: visitor for visitor, _ in nobody_and_everybody(world)}
    return list(found.values())


def test_the_body_may_be_of_any_kind(visitors):
    pages = {"nobody": ("/accounts/sign-in/", "/nominations/leads/new/")}
    assert_answered(
        visitor.fault_in(f"{visitor.role} {path} {kind}", "POST", path, BODY, kind)
        for visitor in visitors
        for path in pages.get(visitor.role, ("/filters/", "/accounts/password/"))
        for kind in TYPES
    )


def test_headers_and_cookies_may_be_anything(visitors):
    assert_answered(
        visitor.fault_in(f"{visitor.role} {method} {headers}", method, path, **headers)
        for visitor in visitors
        for method, path in (("GET", "/nominations/"), ("POST", "/pending/1/"))
        for headers in HEADERS
    )


def test_questions_behind_an_address_may_be_anything(visitors):
    views = [name for name, pattern in patterns() if not pattern.pattern.regex.groupindex]
    open_to = {"nobody": views, "union_staff": views}
    lists = ["nominations:list", "portal:search", "portal:audit", "ladder:list"]
    assert_answered(
        visitor.fault_in(f"{visitor.role} {name} {question}", "GET", reverse(name), QUERY_STRING=question)
        for visitor in visitors
        for name in open_to.get(visitor.role, lists)
        for question in QUESTIONS
    )


def test_no_number_and_no_word_in_an_address_is_a_fault(visitors):
    asked = [visitor for visitor in visitors if visitor.role in ("nobody", "union_staff")]
    addresses = [address for name, pattern in patterns() for address in filled(name, pattern)]
    assert len(addresses) > 200, len(addresses)
    assert_answered(
        visitor.fault_in(f"{visitor.role} {method} {address}", method, address)
        for visitor in asked
        for address in addresses
        for method in ("GET", "POST")
    )


def filled(name: str, pattern: URLPattern):
    """The address with numbers and words that stand for nothing."""
    converters = pattern.pattern.converters
    takes_words = any(converter.regex != "[0-9]+" for converter in converters.values())
    for odd in (WORDS if takes_words else NUMBERS) if converters else ():
        try:
            yield reverse(name, kwargs=dict.fromkeys(converters, odd))
        except NoReverseMatch:
            continue  # the pattern takes no such word


def assert_answered(faults):
    found = [fault for fault in faults if fault]
    assert not found, "\n".join(found)
