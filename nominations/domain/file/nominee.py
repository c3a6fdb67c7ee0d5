"""本人: sees what is said in the own name, consents, asks for corrections, complains of a refusal. Through a link, once."""

from django.db import transaction

from nominations import messages
from nominations.models import Nomination, NomineeRemark
from nominations.rules.file.nominee import may_answer, may_invite, may_remark
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links, outbox
from wuhou_craftsmen.common.text import private_numbers

PURPOSE = "nominee"
LINK_DAYS = 7
DATED = {"consent": "consented_on", "pledge": "pledged_on"}


@transaction.atomic
def invite(actor: User, nomination: Nomination) -> str:
    """A new link for the nominee, the last one is void. Gives its secret, to be shown once and sent by message."""
    nomination = _locked(nomination)
    require(may_invite(actor, nomination))
    token = links.issue(actor, PURPOSE, nomination, days=LINK_DAYS)
    audit.record(actor, "发出本人链接", nomination)
    text = f"{nomination.firm}以您的名义申报“诸葛工匠”，请在 {LINK_DAYS} 日内打开链接，核对内容并确认。"
    outbox.notify_outside(
        nomination.person,
        "nominee_link",
        "请核对申报内容",
        text,
        path=f"/nominations/nominee/{token}/",
        key=f"nominee {links.look(token, PURPOSE).pk}",
    )
    return token


@transaction.atomic
def enter(token: str) -> Nomination:
    """Use the link up; the caller keeps the number of the file for a while."""
    nomination = Nomination.objects.get(pk=links.use(token, PURPOSE))
    audit.record(None, "本人打开链接", nomination)
    return nomination


@transaction.atomic
def add_remark(nomination: Nomination, kind: str, text: str = "") -> NomineeRemark:
    """The nominee's own remark. Consent and pledge, said while the file is written, date the file as well."""
    nomination = _locked(nomination)
    if kind not in dict(NomineeRemark.KINDS):
        raise Refusal("请选择要办理的事项。")
    require(may_remark(nomination, kind))
    text = text.strip()[:500]
    if kind not in DATED and not text:
        raise Refusal("请写明须更正或复核的内容和理由。")
    if private_numbers.in_words(text):
        raise Refusal("内容里请不要写身份证号、手机号或银行账号。")
    remark = NomineeRemark.objects.create(nomination=nomination, kind=kind, text=text, at=clock.now())
    field = DATED.get(kind)
    if field and getattr(nomination, field) is None:
        setattr(nomination, field, clock.today())
        nomination.version += 1
        nomination.save()
    audit.record(None, f"本人{remark.get_kind_display()}", nomination)
    messages.nominee_remarked(remark)
    return remark


@transaction.atomic
def answer(actor: User, remark: NomineeRemark, text: str) -> NomineeRemark:
    """Idempotent: answered once."""
    remark = (
        NomineeRemark.objects.select_for_update(of=("self",))
        .select_related("nomination__firm")
        .get(pk=remark.pk)
    )
    require(may_answer(actor, remark))
    if remark.answered_at:
        return remark
    if remark.kind in DATED:
        raise Refusal("这一条不需要答复。")
    require_text(text, "请写明答复。")
    remark.answer, remark.answered_by, remark.answered_at = text.strip()[:500], actor, clock.now()
    remark.save()
    audit.record(actor, f"答复{remark.get_kind_display()}", remark.nomination)
    return remark


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm", "person")
        .get(pk=nomination.pk)
    )
