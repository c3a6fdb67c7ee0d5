"""What comes in with a request never ends in a fault of the server."""

import pytest
from django.test import Client

from awards.queries import read_check_code
from tests.people import client_of, make_user, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.models import Attempt

pytestmark = pytest.mark.django_db
CODE = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def officer():
    reference()
    return make_user(Role.UNION_STAFF)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.upper(),
        f"查验码：{CODE}",
        f"查验码 {CODE[:8]} {CODE[8:16]}-{CODE[16:]}",
        f"https://example.org/awards/check/{CODE}/",
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
)
def test_a_check_code_is_read_however_it_is_typed_or_scanned(typed):
    assert read_check_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", CODE[:31], CODE + "a", "x" * 300, "%00", "../../"])
def test_what_is_no_code_is_told_and_never_a_fault(client, typed):
    assert read_check_code(typed) == ""
    page = client.get("/awards/check/", {"code": typed})
    assert page.status_code == 200
    assert ("不是查验码" in page.content.decode()) == bool(typed.strip("\0"))


def test_the_certificates_own_number_is_answered_with_where_the_code_stands(client, db):
    for typed in ("诸葛工匠〔2021〕003号", "诸葛工匠[2021]3号", "编号：〔２０２１〕００３号"):
        page = client.get("/awards/check/", {"code": typed}).content.decode()
        assert "是证书编号" in page
        assert "二维码右边“查验码”" in page


@pytest.mark.parametrize("address", ["证书", "a b", "a.b", "%F0%9F%98%80", "x" * 500, "%E2%80%8B"])
def test_any_address_of_the_check_answers(client, address):
    assert client.get(f"/awards/check/{address}/").status_code == 200


def test_who_guesses_codes_is_asked_to_wait_and_others_are_not(client):
    for _ in range(60):
        assert client.get(f"/awards/check/{CODE}/").status_code == 200
    answer = client.get(f"/awards/check/{CODE}/")
    assert answer.status_code == 429
    assert "一小时后再试" in answer.content.decode()
    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/awards/check/{CODE}/").status_code == 200
    assert "127.0.0.1" not in str(list(Attempt.objects.values_list("source")))


@pytest.mark.parametrize(
    ("path", "field", "times"),
    [("/accounts/forgotten/", "username", 20), ("/nominations/leads/receipt/", "receipt", 20)],
)
def test_names_and_receipts_are_not_tried_without_end(client, path, field, times):
    answers = [client.post(path, {field: "XS" + "A" * 16}).status_code for _ in range(times + 1)]
    assert answers == [200] * times + [429]


@pytest.mark.parametrize("charset", ["gbk", "gb18030", "latin-1", "utf-16", "utf-7", "nonsense", ""])
def test_a_form_is_read_as_utf_8_whatever_its_header_names(client, charset):
    answer = client.generic(
        "POST",
        "/accounts/forgotten/",
        b"username=%E5%BC%A0%E4%B8%89",
        content_type=f"application/x-www-form-urlencoded; charset={charset}",
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "back", ["x", "//example.org/", "https://example.org/", "javascript:alert(1)", "\0", "/home/"]
)
def test_the_choice_of_type_leads_back_to_a_page_of_the_portal(client, back):
    answer = client.post("/display/", {"size": "large", "back": back})
    assert answer.status_code == 302
    assert answer.url == ("/home/" if back == "/home/" else "/")


def test_a_refused_post_with_a_senseless_referer_is_a_page_of_its_own(officer):
    answer = client_of(officer).post("/audit/", HTTP_REFERER="foo")
    assert answer.status_code in (200, 403)
    answer = client_of(officer).post("/pending/1/", {"reject": "1"}, HTTP_REFERER="foo")
    assert answer.status_code in (403, 404)


def test_control_characters_are_dropped(officer, client):
    client.force_login(officer)
    page = client.get("/search/", {"q": "示\0例\x1f"})
    assert page.status_code == 200
    assert 'value="示例"' in page.content.decode()


def test_what_a_signed_in_person_sees_is_kept_nowhere(officer, client):
    assert "no-store" not in client.get("/").headers["Cache-Control"]
    client.force_login(officer)
    for path in ("/home/", "/accounts/people/", "/nominations/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]
