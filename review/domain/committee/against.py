"""What speaks against somebody of the register sitting in the committee of a round, told before he is chosen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from cultivation.models import Mentorship
from nominations.models import AnnualRound, Nomination
from review.models import CommitteeMember, RegisteredExpert
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.policy.domain import settings as register

from .intervals import served_within

CANDIDATE, LAPSED, EMPLOYER, MENTOR, LAST_YEAR = "candidate", "lapsed", "employer", "mentor", "last_year"
LABELS = [
    (CANDIDATE, "本人是本年度人选"),
    (LAPSED, "证书已过期"),
    (EMPLOYER, "现在或近年的工作单位有本年度人选"),
    (MENTOR, "与本年度人选有师徒关系"),
    (LAST_YEAR, "上一年度已担任评审"),
]
ALWAYS_OUT = (CANDIDATE, LAPSED)  # of a draw; the others where whoever draws says so


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against somebody, in words."""

    kind: str
    words: str


@dataclass
class Year:
    """Who nominates and who is nominated in a round, read once for all experts."""

    round: AnnualRound
    firms: set[str] = field(default_factory=set)  # keys of their names
    candidates: set[str] = field(default_factory=set)  # fingerprints
    bound: set[str] = field(default_factory=set)  # fingerprints of their masters and apprentices
    sat: set[int] = field(default_factory=set)  # entries in the committee of the year before

    @property
    def recusal_years(self) -> int:
        return register.value(self.round.settings, "recusal_years")


def names_of(firm: Organisation) -> set[str]:
    """The keys of what a firm is and was called."""
    return {match_key(name) for name in (firm.name, *firm.former_names)}


def year_of(round: AnnualRound) -> Year:
    """A fixed number of questions."""
    found = Year(round)
    files = Nomination.objects.filter(round=round).exclude(state__in=("draft", "withdrawn"))
    for file in files.select_related("firm", "person").prefetch_related("changes__firm"):
        found.firms |= {match_key(file.firm_as_submitted)} | names_of(file.firm) | names_of(file.firm_now)
        found.candidates.add(file.person.id_fingerprint)
    for pair in bonds():
        if found.candidates & pair:
            found.bound |= pair
    sat = CommitteeMember.objects.filter(
        committee__round__year=round.year - 1, committee__approved_at__isnull=False
    )
    found.sat = set(sat.order_by().values_list("expert__entry", flat=True))
    return found


def bonds() -> list[frozenset[str]]:
    """Masters and apprentices by the verified agreements, as pairs of fingerprints in either direction."""
    rows = Mentorship.objects.filter(state="verified").order_by()
    pairs = rows.values_list("person__id_fingerprint", "apprentice__id_fingerprint")
    return [frozenset(pair) for pair in pairs]


def job_at(entry: RegisteredExpert, firms: set[str], day: dt.date, years: int) -> tuple[str, str]:
    """(employer, former_employer or nothing; words) of the first job at one of the firms on the day or in the years before."""
    former = ("", "")
    for job in entry.jobs:
        if match_key(job.employer) not in firms or not served_within(job.since, job.until, day, years):
            continue
        if job.until is None or job.until >= day:
            return "employer", job.employer
        former = ("former_employer", f"{job.employer}，{cn_date(job.until)}离开")
    return former


def against(year: Year, entries: Iterable[RegisteredExpert]) -> dict[int, list[Reason]]:
    """Entry -> what speaks against each of them; they come with their careers."""
    return {entry.pk: _against(year, entry) for entry in entries}


def _against(year: Year, entry: RegisteredExpert) -> list[Reason]:
    found = []
    if entry.id_fingerprint in year.candidates:
        found.append(Reason(CANDIDATE, "本人是本年度人选"))
    if entry.lapsed:
        found.append(Reason(LAPSED, "证书已过期"))
    kind, words = job_at(entry, year.firms, clock.today(), year.recusal_years)
    if kind:
        told = (
            "工作单位有本年度人选"
            if kind == "employer"
            else f"{year.recusal_years} 年内的原工作单位有本年度人选"
        )
        found.append(Reason(EMPLOYER, f"{told}（{words}）"))
    if entry.id_fingerprint in year.bound:
        found.append(Reason(MENTOR, "与本年度人选有师徒关系"))
    if entry.pk in year.sat:
        found.append(Reason(LAST_YEAR, "上一年度已担任评审"))
    return found
