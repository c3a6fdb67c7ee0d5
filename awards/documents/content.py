"""Query results as the plain data of the naming decision."""

from nominations.models import Route
from review.documents.papers import ListedPerson

from .. import queries
from .papers import NamingDecisionPaper, naming_decision_pdf


def decision_pdf(round) -> bytes:
    """命名决定.pdf with the named in the order of strokes."""
    decision = round.decision
    titles = list(queries.named(round))
    people = tuple(_honoree(title) for title in titles)
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


def _honoree(title) -> ListedPerson:
    """By the name of the decision; who was named after death is marked (追授)."""
    file = title.candidacy.nomination
    trade = f"{file.trade}（追授）" if file.posthumous else file.trade
    return ListedPerson(name=title.name, firm=file.firm_now.name, trade=trade)
