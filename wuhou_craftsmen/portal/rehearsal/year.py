"""Plays a year, stage after stage, through the same verbs that the pages call."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from awards.domain.claims import claims as claim_verbs
from awards.domain.money import payments, rewards
from awards.models import BankAccount, LedgerEntry
from nominations.documents.application import RehearsalMaterial, rehearsal_material_pdf
from nominations.domain.checking import endorsement, qualification
from nominations.domain.file import drafts, evidence, submission, union_confirmation
from nominations.domain.rounds import rounds
from nominations.domain.workbooks import imports
from nominations.models import EvidenceKind, Route
from review.domain.committee import roster
from review.domain.outcome import deliberation, notice
from review.domain.scoring import scoring
from wuhou_craftsmen.accounts.domain import units
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.text.marks import FICTITIOUS as MARK
from wuhou_craftsmen.policy.domain import bodies, versions

from . import cast as casting
from .dates import Days, days_of
from .workbooks import YearWorkbooks
from .year_settings import YearSettings, committee_settings

ISSUERS = ["中共成都市武侯区委员会", "成都市武侯区人民政府"]


@dataclass
class Stage:
    """What is handed from stage to stage."""

    settings: YearSettings
    books: YearWorkbooks
    cast: casting.Cast
    days: Days
    round: object = None


def load_reference(years) -> None:
    """What every new database starts with: units, bodies, the draft policy, holidays."""
    units.load_units()
    bodies.load_bodies()
    versions.load_draft()
    calendar.load_published(years)


def play(settings: YearSettings, books: YearWorkbooks, say=lambda text: None):
    """The whole year; gives the round. A tie that nobody decided stops it (Refusal naming the tied)."""
    last = max([settings.naming_on, *(claim.values["award_date"] for claim in books.claims.rows)])
    load_reference(range(settings.naming_on.year - 1, last.year + 1))
    start = settings.valid_from or settings.issued_on + dt.timedelta(days=30)
    days = days_of(settings.naming_on, start)
    move_to(days.open)
    stage = Stage(settings, books, casting.gather(), days)
    for title, play_stage in STAGES:
        say(title)
        play_stage(stage)
    return stage.round


def move_to(day: dt.date, hour: int = 9) -> None:
    clock.set_business_date(day, hour)


def policy_and_settings(stage: Stage) -> None:
    """Two people register the policy's dates and the year's own settings."""
    s, (first, second, _) = stage.settings, stage.cast.staff
    figures = {
        "naming_reward_fen": s.naming_reward_fen,
        "matching_numerator": s.matching_ratio.numerator,
        "matching_denominator": s.matching_ratio.denominator,
    }
    together(
        first,
        second,
        "policy.register",
        version_id=versions.load_draft().pk,
        issued_on=s.issued_on.isoformat(),
        valid_from=s.valid_from.isoformat() if s.valid_from else None,
        valid_to=s.valid_to.isoformat() if s.valid_to else None,
        label="演练",
        figures=figures,
    )
    for key, value in {**committee_settings(len(stage.books.experts.rows)), **s.register}.items():
        together(first, second, "policy.set", key=key, value=value, document=MARK)


def open_round(stage: Stage) -> None:
    """Planned by one, opened by two."""
    s, (first, second, _) = stage.settings, stage.cast.staff
    closes = timezone.make_aware(dt.datetime.combine(stage.days.endorse, dt.time()))
    round = rounds.plan_round(
        first,
        year=s.year,
        quota=s.quota,
        approval_basis=f"批准依据（{MARK}）",
        opens_on=stage.days.open,
        intake_closes_at=closes,
        naming_on=s.naming_on,
        rehearsal=True,
    )
    stage.round = together(first, second, "nominations.open_round", round_id=round.pk)


def nominate(stage: Stage) -> None:
    """The union imports the summary workbook; each firm's HR adds what it lacks and submits."""
    move_to(stage.days.submit)
    imports.create_from_table(stage.cast.staff[2], stage.round, stage.books.nominations)
    material = {
        kind: uploads.store_upload(
            rehearsal_material_pdf(RehearsalMaterial(title=kind.label, lines=(MARK,))),
            name=f"{kind.label}（演练材料）.pdf",
            actor=stage.cast.staff[2],
            rehearsal=True,
        )
        for kind in (EvidenceKind.ACHIEVEMENT, EvidenceKind.UNIT_NOTICE)
    }
    requirements = {
        "consented_on": stage.days.unit_notice_to,
        "pledged_on": stage.days.unit_notice_to,
        "staff_meeting_on": stage.days.staff_meeting,
        "unit_notice_from": stage.days.unit_notice_from,
        "unit_notice_to": stage.days.unit_notice_to,
    }
    for nomination in stage.round.nominations.select_related("firm__endorsing_unit"):
        hr = stage.cast.hr_of(nomination.firm)
        for kind, file in material.items():
            evidence.attach(hr, nomination, kind, file)
        drafts.edit(hr, nomination, fields=requirements)
        clerk = stage.cast.clerk_of(nomination.firm.endorsing_unit)  # in the order of the files
        if nomination.route == Route.SELF:
            union_confirmation.register_letter(
                clerk, stage.round, no=nomination.no, document_no=f"工会公函（{MARK}）"
            )
        submission.submit(hr, nomination)


def endorse(stage: Stage) -> None:
    """Each street's clerk endorses the files of its firms."""
    move_to(stage.days.endorse)
    rounds.close_due_intakes()
    stage.round.refresh_from_db()
    for nomination in stage.round.nominations.select_related("firm__endorsing_unit"):
        clerk = stage.cast.clerk_of(nomination.firm.endorsing_unit)
        endorsement.endorse(
            clerk, nomination, opinion=f"材料齐全，同意推荐（{MARK}）", seen_sha256=nomination.frozen_sha256
        )


def qualify(stage: Stage) -> None:
    """Two officers of the union, neither of whom made the files."""
    move_to(stage.days.qualify)
    first, second, _ = stage.cast.staff
    for nomination in stage.round.nominations.filter(state="endorsed"):
        qualification.confirm(second, qualification.check(first, nomination, verdict="qualified"))


def score(stage: Stage) -> None:
    """The committee is approved, scoring opened; each expert seals his own sheets."""
    first, second, _ = stage.cast.staff
    roster.import_table(stage.cast.secretary, stage.round, stage.books.experts)
    together(first, second, "review.approve_committee", round_id=stage.round.pk)
    move_to(stage.days.score)
    closes = timezone.make_aware(dt.datetime.combine(stage.days.close, dt.time(18)))
    together(
        stage.cast.secretary,
        first,
        "review.open_scoring",
        round_id=stage.round.pk,
        closes_at=closes.isoformat(),
    )
    stage.round.refresh_from_db()
    scoring.seal_table(stage.round, stage.books.scores)
    move_to(stage.days.close, hour=17)
    together(stage.cast.secretary, stage.cast.leaders[0], "review.close_scoring", round_id=stage.round.pk)
    stage.round.refresh_from_db()


def deliberate(stage: Stage) -> None:
    """The leading group meets, decides ties and approves the exact list."""
    move_to(stage.days.meet)
    approved = deliberation.proposed_list(stage.round, stage.settings.chosen)
    together(
        stage.cast.staff[0],
        stage.cast.leaders[0],
        "review.record_meeting",
        round_id=stage.round.pk,
        held_on=stage.days.meet.isoformat(),
        present=[leader.pk for leader in stage.cast.leaders],
        minutes=f"会议同意将下列人选作为公示人选（{MARK}）。",
        approved=[candidacy.pk for candidacy in approved],
        chosen_tied=list(stage.settings.chosen),
    )


def show(stage: Stage) -> None:
    """Public notice for five working days, without an objection."""
    move_to(stage.days.notice)
    together(
        stage.cast.staff[0],
        stage.cast.leaders[0],
        "review.publish_notice",
        round_id=stage.round.pk,
        starts_on=stage.days.notice.isoformat(),
        contact="成都市武侯区总工会（演练），电话 028-00000000",
    )
    move_to(stage.days.name)
    notice.end_notice(stage.cast.staff[0], stage.round)
    stage.round.refresh_from_db()


def name(stage: Stage) -> None:
    """The naming decision, the certificates, the naming rewards."""
    decision = together(
        *stage.cast.leaders[:2],
        "awards.name",
        round_id=stage.round.pk,
        number=stage.settings.document_number,
        decided_on=stage.days.name.isoformat(),
        issuers=ISSUERS,
    )
    together(stage.cast.staff[0], stage.cast.leaders[0], "awards.issue_certificates", decision_id=decision.pk)
    stage.round.refresh_from_db()
    rewards.create_naming_entries(stage.cast.staff[0], stage.round)
    budget(stage)
    pay(stage, "naming")


def budget(stage: Stage) -> None:
    """Rehearsal money: enough for the naming rewards and every claim in full."""
    claimed = sum(claim.values["share_fen"] for claim in stage.books.claims.rows)
    owed = sum(entry.gross_fen for entry in LedgerEntry.objects.filter(round=stage.round))
    payments.set_budget(
        stage.cast.staff[0],
        year=stage.settings.year,
        amount_fen=2 * (owed + claimed),
        document=f"预算（{MARK}）",
    )


def pay(stage: Stage, kind: str) -> None:
    """Accounts 999…, then a batch by three different people, paid by the bank in full."""
    owed = LedgerEntry.objects.filter(round=stage.round, kind=kind, lines=None).select_related("person")
    if not owed:
        return
    staff, finance = stage.cast.staff[0], stage.cast.finance
    for person in {entry.person for entry in owed}:
        if not BankAccount.objects.filter(person=person).exists():
            payments.register_account(
                staff,
                person,
                bank="示例银行（演练）",
                number=f"999{person.pk:016d}",
                holder=person.name,
                rehearsal=True,
            )
    batch = payments.make_batch(staff, stage.round, kind)
    together(*stage.cast.leaders[:2], "awards.approve_batch", batch_id=batch.pk)
    together(*finance, "awards.send_batch", batch_id=batch.pk)
    together(
        *finance, "awards.settle_batch", batch_id=batch.pk, bank_reference=f"演练回单{batch.pk}", failures={}
    )


def match(stage: Stage) -> None:
    """Claims come in after the last award; they are judged in order of date and paid."""
    if not stage.books.claims.rows:
        return
    last = max(claim.values["award_date"] for claim in stage.books.claims.rows)
    move_to(max(last, stage.days.name) + dt.timedelta(days=1))
    claim_verbs.create_from_table(stage.cast.staff[0], stage.round, stage.books.claims)
    claim_verbs.judge_claims(stage.cast.staff[0], stage.round)
    pay(stage, "matching")


STAGES = [
    ("登记政策与设置", policy_and_settings),
    ("开始申报", open_round),
    ("申报、报送", nominate),
    ("街道初审", endorse),
    ("资格审查", qualify),
    ("专家评审", score),
    ("领导小组审定", deliberate),
    ("公示", show),
    ("命名、制证、一次性奖励", name),
    ("配套奖励", match),
]
