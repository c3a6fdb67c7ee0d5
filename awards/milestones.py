"""The last stretch of a file's journey: named, certificate made, reward owed and paid. Amounts are not told here."""

from django.db.models import OuterRef, Subquery

from nominations.models import Nomination
from review.queries import candidacy_of
from wuhou_craftsmen.common.web.milestones import Milestone, tell

from .models import LedgerEntry, PaymentLine, Title


@tell
def milestones(nomination: Nomination, user) -> list[Milestone]:
    """From the naming decision to the money in the account; a revoked title ends the journey."""
    title = _title(nomination)
    if title is None:
        return [Milestone("命名"), Milestone("制发证书"), Milestone("奖励发放")]
    told = [
        Milestone("命名", "done", title.named_on, title.decision.number, outcome="已命名"),
        Milestone("制发证书", "done" if title.certificate_made_at else "next", title.certificate_made_at),
        _rewarded(title),
    ]
    if title.revoked_on:
        told = [m for m in told if m.state == "done"]
        told.append(Milestone("称号撤销", "stop", title.revoked_on))
    return told


def _title(nomination: Nomination) -> Title | None:
    candidacy = candidacy_of(nomination)
    if candidacy is None or candidacy.round.state in ("reviewing", "deliberating", "notice"):
        return None  # nobody is named yet
    return Title.objects.select_related("decision").filter(candidacy=candidacy).first()


def _rewarded(title: Title) -> Milestone:
    """The naming reward that stands, paid when its line came back from the bank as paid."""
    lines = PaymentLine.objects.filter(entry=OuterRef("pk"), outcome="paid").values("batch__paid_at")
    entries = LedgerEntry.objects.filter(title=title, kind="naming", reversed_by=None)
    entry = entries.annotate(paid_at=Subquery(lines[:1])).first()
    if entry and entry.paid_at:
        return Milestone("奖励发放", "done", entry.paid_at)
    return Milestone("奖励发放", note="已登记，待发放" if entry else "")
