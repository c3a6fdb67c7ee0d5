"""Five years of a district: rounds with their files, titles, money, ladder, contests and tasks, written straight into the tables."""

import datetime as dt

from django.utils import timezone

from awards.models import (
    BankAccount,
    BudgetLine,
    LedgerEntry,
    NamingDecision,
    PaymentBatch,
    PaymentLine,
    Title,
)
from cultivation.models import Contest, ContestTrade, Drill
from nominations.models import (
    AnnualRound,
    EndorsedRank,
    Endorsement,
    Nomination,
    QualificationCheck,
    UnitQuota,
)
from oversight.models import DutyTask
from review.models import Candidacy, Meeting, NoticeEntry, PublicNotice, RankingRun
from tests.people import make_code
from tests.small_year import Year
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.ladder.models import Craftsman, Rung, Tier

REWARD = 1_000_000
YEARS = range(2018, 2023)


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


class FiveYears:
    """`grow` adds to every year so many files, of which one in three is named and paid, and records of the programme."""

    def __init__(self):
        self.year = Year()
        self.by = {"entered_by": self.year.first, "verified_by": self.year.first}
        self.staff, self.other = self.year.first, self.year.second
        self.units = list(Organisation.objects.endorsing())
        self.firms = [
            Organisation.objects.create(
                kind="firm", name=f"成都示例{n}号有限公司", credit_code=make_code(n), endorsing_unit=unit
            )
            for n, unit in enumerate(self.units, 100)
        ]
        self.rounds = {year: self._round(year) for year in YEARS}
        self.made = 0

    def _round(self, year: int) -> AnnualRound:
        now, first = self.year.round, self.staff
        round = now
        if year != now.year:
            round = AnnualRound.objects.create(
                year=year, state="archived", policy=now.policy, approval_basis="示例批准文件", quota=80, settings=now.settings,
                opens_on=dt.date(year, 2, 1), intake_closes_at=at(dt.date(year, 3, 1)), naming_on=dt.date(year, 4, 28),
                rubric=now.rubric,
            )  # fmt: skip
        BudgetLine.objects.create(
            year=year, amount_fen=200 * REWARD, document="示例预算", set_by=first, at=at(dt.date(year, 1, 5))
        )
        UnitQuota.objects.bulk_create(
            UnitQuota(round=round, unit=unit, places=10, set_by=first, set_at=at(dt.date(year, 1, 5)))
            for unit in self.units
        )
        meeting = Meeting.objects.create(
            round=round, held_on=dt.date(year, 4, 10), seats=7, minutes="同意。", recorded_by=first, at=at(dt.date(year, 4, 10))
        )  # fmt: skip
        self._papers(round, meeting)
        return round

    def _papers(self, round: AnnualRound, meeting: Meeting) -> None:
        year = round.year
        RankingRun.objects.create(
            round=round, rubric_version=round.rubric_id, pass_line=7000, quota=80, frozen_at=at(dt.date(year, 4, 5))
        )  # fmt: skip
        PublicNotice.objects.create(
            round=round, starts_on=dt.date(year, 4, 15), ends_on=dt.date(year, 4, 21), days=5, contact="示例",
            published_by=self.staff, confirmed_by=self.other, published_at=at(dt.date(year, 4, 15)),
        )  # fmt: skip
        NamingDecision.objects.create(
            round=round, number=f"示例〔{year}〕1号", decided_on=dt.date(year, 4, 28), issuers=["示例"], meeting=meeting,
            decided_by=self.staff, confirmed_by=self.other, at=at(dt.date(year, 4, 28)),
        )  # fmt: skip
        PaymentBatch.objects.create(
            round=round, no=f"FF{year}", maker=self.staff, made_at=at(dt.date(year, 5, 5))
        )

    def grow(self, files: int, records: int = 1) -> None:
        """So many files and, tenfold in each of the registers, so many records more in every year."""
        for year, round in self.rounds.items():
            self._grow(round, range(self.made, self.made + files))
            self._programme(year, records)
        self.made += files

    def _grow(self, round: AnnualRound, numbers: range) -> None:
        year = round.year
        day = at(dt.date(year, 3, 1))
        people = Craftsman.objects.bulk_create(
            Craftsman(name=f"示例{n}", id_number="", id_fingerprint=f"{year}{n:060d}", created_at=day)
            for n in numbers
        )
        files = Nomination.objects.bulk_create(
            Nomination(
                no=f"ZZ{year}-{n:05d}", name=person.name, person=person, firm=self.firms[n % len(self.firms)], round=round,
                state="qualified", sex="男", trade="钳工", route="unit", receipt_no=f"HZ{year}-{n:06d}", received_at=day,
                created_by=self.staff, created_at=day,
            )
            for n, person in zip(numbers, people, strict=True)
        )  # fmt: skip
        self._checked(round, files, numbers)
        standing = Candidacy.objects.bulk_create(
            Candidacy(nomination=file, round=round, state="not_selected" if n % 3 else "cleared")
            for n, file in zip(numbers, files, strict=True)
        )
        self._named(round, [c for c in standing if c.state == "cleared"])
        Rung.objects.bulk_create(
            Rung(person=person, tier=tier, reached_on=dt.date(year, 1, 5), proof="示例")
            for person in people
            for tier in (Tier.APPRENTICE, Tier.FIRM_CRAFTSMAN)
        )

    def _checked(self, round: AnnualRound, files: list[Nomination], numbers: range) -> None:
        day = at(dt.date(round.year, 3, 10))
        Endorsement.objects.bulk_create(
            Endorsement(
                nomination=file, unit=file.firm.endorsing_unit, decision="endorsed", opinion="同意", by=self.staff, at=day
            )
            for file in files
        )  # fmt: skip
        EndorsedRank.objects.bulk_create(
            EndorsedRank(nomination=file, round=round, unit=file.firm.endorsing_unit, rank=n + 1)
            for n, file in zip(numbers, files, strict=True)
        )
        QualificationCheck.objects.bulk_create(
            QualificationCheck(
                nomination=file, verdict="qualified", checked_by=self.staff, checked_at=day, confirmed_by=self.other,
                confirmed_at=at(dt.date(round.year, 3, 20)),
            )
            for file in files
        )  # fmt: skip

    def _named(self, round: AnnualRound, cleared: list[Candidacy]) -> None:
        day, decision = dt.date(round.year, 4, 28), round.decisions.get()
        notice, batch = round.notices.get(), round.batches.get()
        NoticeEntry.objects.bulk_create(
            NoticeEntry(notice=notice, candidacy=c, name="示例", firm="示例", trade="钳工", position=1)
            for c in cleared
        )
        titles = Title.objects.bulk_create(
            Title(
                candidacy=c, person=c.nomination.person, decision=decision, name="示例", certificate_no=f"示例{c.pk}",
                check_code=f"{c.pk:032d}", named_on=day,
            )
            for c in cleared
        )  # fmt: skip
        Rung.objects.bulk_create(
            Rung(person=t.person, tier=Tier.ZHUGE, reached_on=day, proof="示例") for t in titles
        )
        entries = LedgerEntry.objects.bulk_create(
            LedgerEntry(
                round=round, kind="naming", person=t.person, title=t, award_fen=REWARD, gross_fen=REWARD, tax_fen=0,
                net_fen=REWARD, tax_mode="none", basis="示例", created_by=self.staff, created_at=at(day),
            )
            for t in titles
        )  # fmt: skip
        accounts = BankAccount.objects.bulk_create(
            BankAccount(person=t.person, holder="示例", bank="示例银行", number="", registered_by=self.staff, at=at(day))
            for t in titles
        )  # fmt: skip
        PaymentLine.objects.bulk_create(
            PaymentLine(batch=batch, entry=entry, account=account, outcome="paid")
            for entry, account in zip(entries, accounts, strict=True)
        )

    def _programme(self, year: int, count: int) -> None:
        """Contests with a trade each, drills and tasks; what is not the first of its kind is a further row of it."""
        day, office = dt.date(year, 5, 10), Organisation.objects.get(kind="union")
        told = self.by | {"unit": office, "year": year, "state": "verified", "entered_at": at(day), "verified_at": at(day)}  # fmt: skip
        for n in range(count * 10):
            contest = Contest.objects.create(
                register="contests", title=f"示例竞赛{n}", name=f"示例竞赛{n}", level="区县级", category="不分类", organiser="示例", **told
            )  # fmt: skip
            ContestTrade.objects.create(
                register="contest-trades", title="示例", contest=contest, trade=f"示例工种{n % 12}", held_on=day, place="示例",
                entrants=30, **told,
            )  # fmt: skip
            Drill.objects.create(
                register="drills", title="示例", kind="技术比武", name="示例", held_on=day, person_times=2_100, **told
            )  # fmt: skip
            DutyTask.objects.create(
                register="tasks", title="示例", about=self.units[n % len(self.units)], matter="企业培养", due_on=day,
                name="示例", stage="closed" if n % 2 else "open", **told,
            )  # fmt: skip
