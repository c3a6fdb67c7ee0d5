"""How a certificate is taken (row 49 of permissions.csv, tried in test_money.py), and who must say why."""

import pytest
from django.utils import timezone

from awards.models import Title
from tests.pdfs import PDF
from tests.people import client_of
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
REASON = "核对证书与命名决定"


def make(title: Title) -> Title:
    """As if the queue had made it."""
    title.certificate = store.store(
        PDF, name=f"{title.certificate_no}.pdf", content_type="application/pdf", actor=None
    )
    title.certificate_made_at = timezone.now()
    title.save()
    return title


def title_of(world) -> Title:
    return Title.objects.get(candidacy__nomination=world.file)


def address(title: Title) -> str:
    return f"/awards/titles/{title.pk}/certificate/"


def is_pdf(answer) -> bool:
    return answer.headers.get("Content-Type") == "application/pdf"


def takes(world, column) -> bool:
    """Nobody before it is made; then the firm and the union at once, the auditor with a reason that is on record."""
    title, client = title_of(world), world.client(column)
    assert not is_pdf(client.post(address(title), {"reason": REASON}))
    make(title)
    if column == "AU":
        assert not is_pdf(client.get(address(title)))
        assert "请写明下载的原因" in client.post(address(title), {"reason": " "}).content.decode()
        assert not AuditEntry.objects.filter(verb="下载证书").exists()
    got = is_pdf(client.post(address(title), {"reason": REASON}))
    found = AuditEntry.objects.filter(verb="下载证书", object_id=str(title.pk))
    assert [entry.details["reason"] for entry in found] == [REASON] * got
    return got


@pytest.mark.parametrize("column", ["HO", "US", "AU", "LG"])
def test_nobody_before_it_is_made_and_with_a_reason_on_record_afterwards(column, at_named):
    assert takes(at_named, column) == (column != "LG")


def test_the_firm_finds_it_on_the_persons_page_and_another_does_not(at_named):
    world = at_named
    title = make(title_of(world))
    page = f"/ladder/{title.person_id}/"
    assert address(title) in client_of(world.people["HO"]).get(page).content.decode()
    assert is_pdf(client_of(world.people["HO"]).get(address(title)))
    assert address(title) not in client_of(world.people["HX"]).get(page).content.decode()


def test_the_firm_does_not_get_the_certificate_of_a_revoked_title(at_named):
    world = at_named
    title = make(title_of(world))
    title.revoked_on, title.revoked_reason = title.named_on, "示例"
    title.save()
    answer = client_of(world.people["HO"]).get(address(title))
    assert answer.status_code == 403
    assert "称号已经撤销" in answer.content.decode()
    assert is_pdf(client_of(world.people["US"]).get(address(title)))
