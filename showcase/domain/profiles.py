"""A craftsman's profile: begun with the title, proposed by the union, approved by the person alone, taken back at once."""

from django.db import transaction

from awards.models import Title
from showcase import rules
from showcase.models import Profile
from showcase.states import PROFILE
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links, outbox
from wuhou_craftsmen.common.text import private_numbers

from . import proposal

ASK, TAKE_BACK = "profile", "profile_back"  # purposes of links
ASK_DAYS = 15
TAKE_BACK_DAYS = 3650  # as long as the roll stands: the person asks for another when it is lost


@by_the_clock
@transaction.atomic
def begin() -> int:
    """A profile for every title that has none: the copy of what the decision says, and a deed proposed from the file."""
    titles = Title.objects.filter(profile=None, revoked_on=None).select_related(
        "decision__round", "candidacy__nomination__firm__endorsing_unit"
    )
    titles = titles.prefetch_related("candidacy__nomination__changes__firm")
    found = [
        _begun(title) for title in titles.order_by("certificate_no")
    ]  # the order says nothing of the rank
    Profile.objects.bulk_create(found, ignore_conflicts=True)  # of two clocks at once one writes
    return len(found)


def _begun(title: Title) -> Profile:
    file = title.candidacy.nomination
    firm = file.firm_now
    return Profile(
        title=title,
        name=title.name,
        trade=file.trade,
        firm=firm.name,
        year=title.decision.round.year,
        street=str(firm.endorsing_unit or ""),
        draft_deed=proposal.deed_of(file.deeds),
    )


@transaction.atomic
def draft(actor: User, profile: Profile, deed: str) -> Profile:
    """Write the deed that is proposed; what the person was sent before is void."""
    profile = _locked(profile)
    require(rules.may_draft(actor, profile))
    deed = deed.strip()
    require_text(deed, "请写一句话事迹。")
    if private_numbers.in_prose(deed):
        raise Refusal("事迹里不要写身份证号、电话或银行账号。")
    PROFILE.move(profile, "draft")
    profile.draft_deed, profile.remark = deed, ""
    profile.save()
    links.void(ASK, profile)
    audit.record(actor, "修改工匠简介", profile)
    return profile


@transaction.atomic
def ask(actor: User, profile: Profile) -> str:
    """A new link for the person, the last one is void. Gives its secret, to be shown once; sent by message as well."""
    profile = _locked(profile)
    require(rules.may_ask(actor, profile))
    PROFILE.move(profile, "ask")
    profile.asked_by, profile.asked_at, profile.answered_at = actor, clock.now(), None
    profile.save()
    token = links.issue(actor, ASK, profile, days=ASK_DAYS)
    audit.record(actor, "征求工匠本人意见", profile)
    outbox.notify_outside(
        profile.title.person,
        "profile_link",
        "请确认公开的简介",
        f"区总工会拟在工匠名录公开您的一句话事迹，请在 {ASK_DAYS} 日内打开链接，由您本人决定是否公开。",
        path=f"/craftsmen/link/{token}/",
        key=f"profile {links.look(token, ASK).pk}",
    )
    return token


@transaction.atomic
def enter(token: str) -> Profile:
    """Use the link up; the caller keeps the number of the profile for a while."""
    profile = Profile.objects.get(pk=links.use(token, ASK))
    audit.record(None, "本人打开简介链接", profile)
    return profile


@transaction.atomic
def approve(profile: Profile, *, seen: str, portrait: bool) -> str:
    """The person's yes to exactly the deed that was `seen`; gives the secret of the link that takes it back."""
    profile = _locked(profile)
    if profile.title.revoked_on:
        raise Refusal("称号已撤销，名录不再登载。")
    PROFILE.move(profile, "approve")
    if profile.draft_deed != seen:
        raise Refusal("简介刚刚改过，请刷新页面，看过改后的内容再决定。")
    profile.deed, profile.climb = profile.draft_deed, proposal.climb_of(profile.title.person)
    photo = proposal.photo_of(profile) if portrait else None
    if photo:
        profile.portrait, profile.thumbnail = proposal.pictures_of(photo)
    profile.answered_at, profile.remark = clock.now(), ""
    profile.save()
    audit.record(None, "本人同意公开简介", profile, portrait=bool(photo))
    return links.issue(None, TAKE_BACK, profile, days=TAKE_BACK_DAYS)


@transaction.atomic
def decline(profile: Profile, remark: str) -> None:
    """The person's no, with what he would rather have said, if anything."""
    profile = _locked(profile)
    PROFILE.move(profile, "decline")
    if private_numbers.in_prose(remark):
        raise Refusal("意见里不要写身份证号、电话或银行账号。")
    profile.answered_at, profile.remark = clock.now(), remark.strip()[:200]
    profile.save()
    audit.record(None, "本人不同意公开简介", profile)


@transaction.atomic
def take_back(token: str) -> None:
    """By the person's own link; what was shown is gone with the same transaction."""
    profile = _locked(Profile.objects.get(pk=links.use(token, TAKE_BACK)))
    _withdraw(profile)
    audit.record(None, "本人撤回公开的简介", profile)


@transaction.atomic
def withdraw(actor: User, profile: Profile, reason: str) -> None:
    """By the union upon the person's word; `reason` says how it was given."""
    profile = _locked(profile)
    require(rules.may_withdraw(actor, profile))
    require_text(reason, "请写明本人怎样提出、哪一天提出。")
    if private_numbers.in_words(reason):
        raise Refusal("原因里不要写身份证号、手机号或银行账号。")
    _withdraw(profile)
    links.void(TAKE_BACK, profile)
    audit.record(actor, "按本人要求撤回公开的简介", profile, reason=reason.strip()[:200])


def _withdraw(profile: Profile) -> None:
    PROFILE.move(profile, "withdraw")
    profile.deed = profile.climb = ""
    profile.portrait = profile.thumbnail = None
    profile.answered_at = clock.now()
    profile.save()


def _locked(profile: Profile) -> Profile:
    found = Profile.objects.select_for_update(of=("self",)).select_related(
        "title__person", "title__candidacy__nomination"
    )
    return found.get(pk=profile.pk)
