"""Query results as the plain data of the naming decision."""

from nominations.models import Route
from review.documents import ListedPerson

from . import queries
from .documents import NamingDecisionPaper, naming_decision_pdf


def decision_pdf(round) -> bytes:
    """命名决定.pdf with the named in the order of strokes."""
    decision = round.decision
    titles = list(queries.named(round))
    people = tuple(
        ListedPerson(name=t.name, firm=t.candidacy.nomination.firm.name, trade=t.candidacy.nomination.trade)
        for t in titles
    )
    return naming_decision_pdf(
        NamingDecisionPaper(
            number=decision.number,
            year=round.year,
            decided_on=decision.decided_on,
            honorees=people,
            addressees="各街道党工委、办事处，区级各部门，各有关单位",
            basis=(f"根据{'、'.join(round.policy.basis)}和《{round.policy.title}》，现作出如下决定。",),
            issuers=tuple(decision.issuers),
            rehearsal=round.rehearsal,
            direct=sum(t.candidacy.nomination.route == Route.DIRECT for t in titles),
        )
    )
