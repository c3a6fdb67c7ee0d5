"""Short verbs of checking, naming and paying, for tests that do them in many ways."""

import datetime as dt

from awards import queries
from awards.domain.money import payments, rewards
from nominations.domain.checking import endorsement, qualification
from nominations.domain.ways_in import direct_recognition
from tests.pdfs import PDF
from tests.people import make_id, on
from wuhou_craftsmen.common.kernel.two_person import together


def give_back(world, file=None, **changes):
    file = file or world.submitted()
    words = {
        "opinion": "请补正",
        "marks": {"deeds": "写明带徒人数"},
        "seen_sha256": file.frozen_sha256,
    } | changes
    return endorsement.return_for_correction(world.clerk, file, **words)


def check(world, verdict="qualified", reason="", officer=None):
    return qualification.check(officer or world.first, world.endorsed(), verdict=verdict, reason=reason)


def claim(world, firm=None, **changes):
    words = {
        "name": "辛示例", "sex": "男", "trade": "焊工", "title": "示例区工匠", "issuer": "外地示例区总工会", "level": "district",
        "titled_on": dt.date(2019, 5, 1), "document_no": "示例3号", "arrived_on": dt.date(2020, 3, 1),
    }  # fmt: skip
    return direct_recognition.claim(
        world.hr, world.round, firm or world.firm, id_number=make_id(50), phone="10000000050",
        consented_on=dt.date(2021, 2, 1), evidence=("title.pdf", PDF), fields=words | changes,
    )  # fmt: skip


def named_and_owed(year):
    """A small year shown and named, its naming rewards in the ledger."""
    year.play("show")
    on("2022-04-28")
    name(year)
    year.round.refresh_from_db()
    rewards.create_naming_entries(year.first, year.round)
    return year


def ready_to_pay(year, budget_fen=2_000_000):
    """A budget, and an account of everybody named."""
    payments.set_budget(year.first, year=2022, amount_fen=budget_fen, document="示例预算")
    for title in queries.named(year.round):
        payments.register_account(
            year.first, title.person, bank="示例银行", number=f"999{title.person_id:016d}", holder=title.name
        )
    return year


def meet(
    year, approved, *, present=None, minutes="同意。", held_on=dt.date(2022, 4, 11), chosen=("ZG2022-004",)
):
    """An officer records the meeting, the chair confirms it."""
    return together(
        year.first, year.leaders[0], "review.record_meeting", round_id=year.round.pk, held_on=held_on.isoformat(),
        present=[user.pk for user in (year.leaders[:5] if present is None else present)], minutes=minutes,
        approved=[candidacy.pk for candidacy in approved], chosen_tied=list(chosen),
    )  # fmt: skip


def name(year, *, number="示例〔2022〕1号", decided_on=dt.date(2022, 4, 28), issuers=None, by=None):
    """Two of the leading group name everybody cleared."""
    first, second = by or year.leaders[:2]
    decision = together(
        first, second, "awards.name", round_id=year.round.pk, number=number, decided_on=decided_on.isoformat(),
        issuers=["中共成都市武侯区委员会", "成都市武侯区人民政府"] if issuers is None else issuers,
    )  # fmt: skip
    year.round.refresh_from_db()
    return decision


def approve(year, batch, first=None, second=None):
    return together(
        first or year.leaders[0], second or year.leaders[1], "awards.approve_batch", batch_id=batch.pk
    )


def send(year, batch, first=None, second=None):
    return together(
        first or year.finance[0], second or year.finance[1], "awards.send_batch", batch_id=batch.pk
    )


def settle(year, batch, *, bank_reference="示例回单", failures=None):
    failures = {str(line): words for line, words in (failures or {}).items()}
    return together(
        year.finance[0], year.finance[1], "awards.settle_batch", batch_id=batch.pk, bank_reference=bank_reference,
        failures=failures,
    )  # fmt: skip
