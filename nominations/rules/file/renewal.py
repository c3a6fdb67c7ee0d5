"""Whether the file of an earlier year may be written again, and what of it is asked anew."""

from nominations.models import AnnualRound, EvidenceKind, Nomination, Route
from nominations.models.application import FIELDS, REQUIREMENTS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.decisions import Answer, no

from .nomination import may_create, person_is_free

# the round is over for whoever was not named in it
OVER = ("rewarding", "archived", "annulled")
# of this year alone: the firm's order, and every date that submission asks for (consent, pledge, meeting, notice)
ANEW = {"unit_rank": FIELDS["unit_rank"]} | REQUIREMENTS
# the name is that on record, the rest what was written
TAKEN_OVER = [name for name in FIELDS if name not in ANEW and name != "name"]
# what somebody achieved stays so; pictures of the person, and papers of the firm's own procedure, are of their year
LASTING_EVIDENCE = [EvidenceKind.QUALIFICATION, EvidenceKind.HONOUR, EvidenceKind.ACHIEVEMENT]


def may_renew(user, old: Nomination, round: AnnualRound | None) -> Answer:
    """HR of the firm, of an earlier round that is over, where a new file of the person could be begun as well."""
    if user.organisation_as(Role.FIRM_HR) != old.firm:
        return no("只有填报单位可以沿用这份申报的内容。")
    if round is None or old.round_id == round.pk or old.round.year > round.year:
        return no("只能沿用以前批次的申报。")
    if old.round.state not in OVER:
        return no(f"{old.round}还没有结束，不能沿用其中的申报。")
    if old.route == Route.DIRECT:
        return no("这一份是直接认定，请在“直接认定”里重新提出。")
    if old.state == "disqualified":
        return no("这份申报已取消资格，内容不能沿用。")
    if old.death:
        return no(f"{old.name}已登记去世，不能再申报。")
    return may_create(user, round, old.firm) and person_is_free(old.person, round)
