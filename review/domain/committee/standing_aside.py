"""Who stands aside from which file when the scoring opens."""

from nominations.models import AnnualRound, Conflict, Nomination
from review.models import Candidacy, Committee, CommitteeMember, Recusal
from review.queries_of_experts import seats
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.policy.domain import settings as register

from .against import bonds, job_at, names_of


def at_opening(round: AnnualRound, committee: Committee) -> set[tuple[int, int]]:
    """The person himself, an employer of now or of the last years, master and apprentice, or what was declared before; as
    (member id, candidacy id)."""
    members, pairs = list(seats(round)), set(bonds())
    declared = {
        (conflict.user_id, conflict.nomination_id): conflict.cause
        for conflict in Conflict.objects.filter(nomination__round=round)
    }
    years = register.value(round.settings, "recusal_years")
    rows = []
    for candidacy in _scored(round):
        firms = _firms(candidacy.nomination)
        for member in members:
            said = declared.get((member.expert.user_id, candidacy.nomination_id), "")
            cause, note = _cause(member, candidacy.nomination, firms, pairs, years)
            if cause or said:
                rows.append(
                    Recusal(
                        candidacy=candidacy,
                        member=member,
                        cause=cause or said,
                        note=note[:200],
                        at=clock.now(),
                    )
                )
    Recusal.objects.bulk_create(rows)
    return {(row.member_id, row.candidacy_id) for row in rows}


def _scored(round: AnnualRound) -> list[Candidacy]:
    rows = round.candidacies.filter(state="in_review").select_related(
        "nomination__firm", "nomination__person"
    )
    return list(rows.prefetch_related("nomination__changes__firm"))


def _firms(file: Nomination) -> set[str]:
    """The firm that nominated, by every name it had, and where the person works now."""
    return {match_key(file.firm_as_submitted)} | names_of(file.firm) | names_of(file.firm_now)


def _cause(
    member: CommitteeMember, file: Nomination, firms: set[str], pairs: set[frozenset[str]], years: int
) -> tuple[str, str]:
    """(cause, what it rests on) that the register knows of, or nothing."""
    entry = member.expert.entry
    if entry.id_fingerprint == file.person.id_fingerprint:
        return "same_person", ""
    kind, words = job_at(entry, firms, clock.today(), years)
    if kind:
        return kind, words if kind == "former_employer" else ""
    if frozenset((entry.id_fingerprint, file.person.id_fingerprint)) in pairs:
        return "mentorship", "已核实的带徒协议"
    return "", ""
