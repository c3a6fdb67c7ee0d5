"""Query results as the plain data of notice and minutes."""

from ..models import PublicNotice
from .papers import ListedPerson, PublicNoticePaper, public_notice_pdf


def notice_paper(notice: PublicNotice) -> PublicNoticePaper:
    """The notice as it is on show; people in their frozen order."""
    people = tuple(ListedPerson(name=e.name, firm=e.firm, trade=e.trade) for e in notice.entries.all())
    round = notice.round
    return PublicNoticePaper(
        year=round.year,
        people=people,
        basis=(f"根据{round.policy.cited}和{round.approval_basis}，开展了{round.year}年度评选。",),
        starts_on=notice.starts_on,
        ends_on=notice.ends_on,
        working_days=notice.days,
        contact=(notice.contact,),
        issued_on=notice.starts_on,
        rehearsal=round.rehearsal,
    )


def notice_pdf(round) -> bytes:
    """公示.pdf of the round's last notice."""
    return public_notice_pdf(notice_paper(round.notices.select_related("round__policy").last()))
