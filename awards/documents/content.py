"""Query results as the plain data of the naming decision."""

import datetime as dt

from nominations.models import Route
from review.documents.papers import ListedPerson
from wuhou_craftsmen.policy.domain.citing import clause_words

from .. import queries
from ..models import NamingDecision
from .papers import DISTRICT, NamingDecisionPaper, naming_decision_pdf

ISSUERS = list(DISTRICT)


def decision_pdf(decision: NamingDecision) -> bytes:
    """命名决定.pdf with those it named in the order of strokes."""
    titles = list(queries.named(decision.round).filter(decision=decision))
    people = [(title.name, title.candidacy.nomination) for title in titles]
    return _paper(decision.round, decision.number, decision.decided_on, decision.issuers, people)


def draft_pdf(round, number: str, decided_on: dt.date) -> bytes:
    """The decision as it would be, of everybody cleared and not named: for whoever is to confirm it."""
    cleared = round.candidacies.filter(state="cleared", title=None).select_related("nomination__firm")
    files = [c.nomination for c in cleared.prefetch_related("nomination__changes__firm")]
    return _paper(round, f"{number}（草稿）", decided_on, ISSUERS, [(file.name_now, file) for file in files])


def _paper(round, number: str, decided_on: dt.date, issuers: list[str], people: list[tuple]) -> bytes:
    return naming_decision_pdf(
        NamingDecisionPaper(
            number=number,
            year=round.year,
            decided_on=decided_on,
            honorees=tuple(_honoree(name, file) for name, file in people),
            addressees="各街道党工委、办事处，区级各部门，各有关单位",
            basis=(f"根据{_basis_of(round.policy)}，现作出如下决定。",),
            issuers=tuple(issuers),
            rehearsal=round.rehearsal,
            direct_clause=clause_words(round.policy_id, 7),
            direct=sum(file.route == Route.DIRECT for _, file in people),
        )
    )


def _basis_of(policy) -> str:
    """《…》、《…》和《…实施办法》"""
    return "和".join(filter(None, ["、".join(policy.basis), policy.cited]))


def _honoree(name: str, file) -> ListedPerson:
    """By the name of the decision; who was named after death is marked (追授)."""
    trade = f"{file.trade}（追授）" if file.posthumous else file.trade
    return ListedPerson(name=name, firm=file.firm_now.name, trade=trade)
