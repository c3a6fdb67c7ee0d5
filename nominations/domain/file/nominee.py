"""本人: sees what is said in the own name, consents, asks for corrections, complains of a refusal. Through a link, once."""

from django.db import transaction

from nominations import notices
from nominations.models import Nomination, NomineeWord
from nominations.rules.file.nominee import may_answer, may_invite, may_say
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links, outbox
from wuhou_craftsmen.common.web.filters import PRIVATE

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
def say(nomination: Nomination, kind: str, text: str = "") -> NomineeWord:
    """The nominee's own word. Consent and pledge, said while the file is written, date the file as well."""
    nomination = _locked(nomination)
    if kind not in dict(NomineeWord.KINDS):
        raise Refusal("请选择要办理的事项。")
    require(may_say(nomination, kind))
    text = text.strip()[:500]
    if kind not in DATED and not text:
        raise Refusal("请写明须更正或复核的内容和理由。")
    if PRIVATE.search(text):
        raise Refusal("内容里请不要写身份证号、手机号或银行账号。")
    word = NomineeWord.objects.create(nomination=nomination, kind=kind, text=text, at=clock.now())
    field = DATED.get(kind)
    if field and getattr(nomination, field) is None:
        setattr(nomination, field, clock.today())
        nomination.version += 1
        nomination.save()
    audit.record(None, f"本人{word.get_kind_display()}", nomination)
    notices.nominee_said(word)
    return word


@transaction.atomic
def answer(actor: User, word: NomineeWord, text: str) -> NomineeWord:
    """Idempotent: answered once."""
    word = (
        NomineeWord.objects.select_for_update(of=("self",)).select_related("nomination__firm").get(pk=word.pk)
    )
    require(may_answer(actor, word))
    if word.answered_at:
        return word
    if word.kind in DATED:
        raise Refusal("这一条不需要答复。")
    require_text(text, "请写明答复。")
    word.answer, word.answered_by, word.answered_at = text.strip()[:500], actor, clock.now()
    word.save()
    audit.record(actor, f"答复{word.get_kind_display()}", word.nomination)
    return word


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm", "person")
        .get(pk=nomination.pk)
    )
