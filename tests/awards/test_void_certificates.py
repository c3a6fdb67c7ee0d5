"""A certificate void by two people: its code says so for good, a new one has another."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from awards.models import VoidCertificate
from tests.pdfs import PDF
from tests.people import client_of
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together

pytestmark = pytest.mark.django_db


@kept
def named():
    return deeds.named_and_owed(Year())


def title(year, made=True):
    found = year.candidate("001").title
    if made and not found.certificate:
        found.certificate = store.store(PDF, name="a.pdf", content_type="application/pdf", actor=None)
        found.certificate_made_at = timezone.now()
        found.save()
    return found


def void(year, reason="姓名印错"):
    title_id = title(year).pk
    return together(year.first, year.leaders[0], "awards.void_certificate", title_id=title_id, reason=reason)


def told(code) -> str:
    return Client().get(f"/awards/check/{code}/").content.decode()


def test_the_old_code_says_void_the_new_certificate_has_another(named):
    old = title(named).check_code
    void(named)
    again = title(named)
    assert "证书已作废" in told(old)
    assert "证书有效" in told(again.check_code)
    assert again.certificate_no == title(named).certificate_no


def test_what_is_void_can_be_issued_anew_and_until_then_nobody_downloads_it(named):
    void(named)
    page = f"/awards/titles/{title(named, made=False).pk}/certificate/"
    assert client_of(named.first).get(page).status_code == 404
    shown = client_of(named.first).get(f"/awards/rounds/{named.round.pk}/").content.decode()
    assert "提请制发证书" in shown


def test_not_before_it_is_made_nor_without_a_reason_nor_by_one(named):
    with pytest.raises(Refusal, match="证书还没有制成"):
        propose(named.first, "awards.void_certificate", title_id=title(named, made=False).pk, reason="遗失")
    with pytest.raises(Refusal, match="请写明作废的原因"):
        void(named, reason=" ")
    propose(named.first, "awards.void_certificate", title_id=title(named).pk, reason="遗失")
    assert not VoidCertificate.objects.exists()


def test_a_void_certificate_is_never_made_good(named):
    void(named)
    with pytest.raises(DatabaseError), transaction.atomic():
        VoidCertificate.objects.update(reason="没有作废")
