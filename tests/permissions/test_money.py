"""Titles, certificates and money: rows 47 to 51, 53 to 57 and 66 of permissions.csv, each cell by its kind."""

import pytest
from django.utils import timezone

from awards.domain.money import payments
from awards.models import LedgerEntry, PaymentBatch, Title
from tests.pdfs import PDF
from tests.permissions.kinds import Row, assert_row_is, each
from tests.worlds import deeds
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.text.masks import mask_id

pytestmark = pytest.mark.django_db


def title_of(world) -> Title:
    return Title.objects.get(candidacy__nomination=world.file)


def money(world) -> str:
    return f"/awards/rounds/{world.year.round.pk}/"


def revokes(world, column, reason):
    words = {"on": "2022-09-01", "reason": reason}
    world.client(column).post(f"/awards/titles/{title_of(world).pk}/revoke/", words)


def is_revoked(world):
    return title_of(world).revoked_on is not None


def issues(world, column, reason):
    world.client(column).post(f"/awards/decisions/{title_of(world).decision_id}/certificates/")


def is_issued(world):
    return Job.objects.filter(kind="awards.certificates").exists()


def made(world):
    """As if the queue had made the certificate."""
    file = store.store(PDF, name="example.pdf", content_type="application/pdf", actor=None)
    Title.objects.filter(pk=title_of(world).pk).update(certificate=file, certificate_made_at=timezone.now())


def revoked(world):
    Title.objects.filter(pk=title_of(world).pk).update(revoked_on="2022-09-01", revoked_reason="示例")


def takes(world, column, reason):
    answer = world.client(column).post(
        f"/awards/titles/{title_of(world).pk}/certificate/", {"reason": reason}
    )
    return answer.headers.get("Content-Type") == "application/pdf"


def checks_code(world, column, reason):
    page = world.client(column).get(f"/awards/check/{title_of(world).check_code}/").content.decode()
    return "证书有效" in page and world.file.name in page


def voids(world, column, reason):
    world.client(column).post(f"/awards/titles/{title_of(world).pk}/void/", {"reason": reason})


def is_void(world):
    """The code that was given out is told to be void; the title stands, and the certificate may be issued anew."""
    title = title_of(world)
    if not (old := title.void_certificates.first()):
        return False
    assert "证书已作废" in world.client("AN").get(f"/awards/check/{old.check_code}/").content.decode()
    assert old.check_code != title.check_code
    return title.certificate is None and title.revoked_on is None


def batch_made(world):
    for person in {entry.person for entry in payments.payable(world.year.round)}:
        payments.register_account(
            world.year.second, person, bank="示例银行", number=f"999{person.pk:016d}", holder=person.name
        )
    payments.make_batch(world.year.second, world.year.round)


def batch() -> PaymentBatch:
    return PaymentBatch.objects.get()


def approves(world, column, reason):
    world.client(column).post(f"/awards/batches/{batch().pk}/approve/")


def is_approved(world):
    return batch().state == "approved"


def batch_sent(world):
    batch_made(world)
    deeds.approve(world.year, batch(), *world.year.leaders[2:4])
    deeds.send(world.year, batch())


def marks_paid(world, column, reason):
    world.client(column).post(f"/awards/batches/{batch().pk}/settle/", {"bank_reference": "示例回单"})


def is_paid(world):
    return batch().state == "paid"


def reverses(world, column, reason):
    world.client(column).post(f"/awards/entries/{world.year.top_up.pk}/reverse/", {"reason": reason})


def is_reversed(world):
    return LedgerEntry.objects.filter(reverses=world.year.top_up).exists()


def reads_ledger(world, column, reason):
    """The entries, and on the roster the payee's number, which nobody finds whole there."""
    client, number = world.client(column), world.file.person.id_number
    entries = client.get(f"{money(world)}ledger/").content.decode()
    page = client.get(f"{money(world)}roster/").content.decode()
    assert (world.file.person.name in entries) == (mask_id(number) in page or number in page)
    return True if number in page else "M" * (mask_id(number) in page)


def exports(which):
    def does(world, column, reason):
        world.client(column).post(f"{money(world)}export/", {"which": which})

    return does


def is_exported(world):
    return Job.objects.filter(kind="awards.export").exists()


ROWS = {
    "47": Row(revokes, is_revoked),
    "48": Row(issues, is_issued),
    "49": Row(takes, ready=made, unpublished=revoked),
    "50": Row(checks_code),
    "51": Row(voids, is_void, ready=made),
    "53": Row(approves, is_approved, ready=batch_made),
    "54": Row(marks_paid, is_paid, ready=batch_sent),
    "55": Row(reverses, is_reversed),
    "56": Row(reads_ledger),
    "57": Row(exports("matching"), is_exported),
    "66": Row(exports("roster"), is_exported),
}


@pytest.mark.parametrize(("number", "row"), each(ROWS))
def test_each_cell_is_of_its_kind(number, row, at_named):
    assert_row_is(number, row, at_named)
