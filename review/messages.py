"""Who is notified of what of the review, and when: called by the verbs, in their transaction.

No mark, no place and no private number stands in a notice, and no outcome before the public may read it.
"""

from django.urls import reverse

from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.queries import holders, hr_by_firm
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.messages.outbox import Notice
from wuhou_craftsmen.common.text.chinese import cn_date, moment_text

from .models import Committee, NoticeEntry, PublicNotice
from .queries import unsealed
from .rules import ON_SHOW


def scoring_opened(committee: Committee) -> None:
    """Each expert: how many files wait for him, and until when."""
    end = moment_text(committee.scoring_closes_at)
    _notify_experts(
        committee,
        "scoring_opened",
        "评分开始",
        f"{committee.round}开始评分，您有 {{}} 份申报待评分，评分截止到 {end}。",
        f"scoring {committee.pk} opened",
    )


def scoring_reopened(committee: Committee) -> None:
    """Each expert who has something left to seal."""
    end = moment_text(committee.scoring_closes_at)
    _notify_experts(
        committee,
        "scoring_opened",
        "评分重新开放",
        f"{committee.round}重新开放评分，您还有 {{}} 份申报没有封存评分，评分截止到 {end}。",
        f"scoring {committee.pk} reopened until {committee.scoring_closes_at.isoformat()}",
    )


def tell_auditors(round: AnnualRound, what: str, words: str, key: str) -> None:
    """At once, of what is done with scores outside the ordinary way (permissions rows 30, 38 and 39)."""
    outbox.notify(
        holders(Role.AUDITOR),
        "scoring_touched",
        what,
        f"{round}：{what}。{words}。",
        path=reverse("review:round", args=[round.pk]),
        key=f"scores of round {round.pk} {key}",
    )


def scoring_ends_soon(committee: Committee) -> None:
    """Who has not sealed everything is told what is left; the closing time is part of the occasion, since it can be moved."""
    end = moment_text(committee.scoring_closes_at)
    _notify_experts(
        committee,
        "scoring_ends_soon",
        "评分即将截止",
        f"{committee.round}评分截止到 {end}，您还有 {{}} 份申报没有封存评分，请及时办理。",
        f"scoring {committee.pk} until {committee.scoring_closes_at.isoformat()}",
    )


def _notify_experts(committee: Committee, kind: str, subject: str, words: str, key: str) -> None:
    """`words` has a place for the number of files."""
    left, path = unsealed(committee), reverse("review:files")
    experts = holders(Role.EXPERT).filter(pk__in=left)
    outbox.notify_all(
        Notice([user], kind, subject, words.format(left[user.pk]), key, path) for user in experts
    )


def ranking_made(round: AnnualRound) -> None:
    """Secretary and union, who prepare the meeting: where the ranking stands, not what stands in it."""
    users = [*holders(Role.EXPERT_SECRETARY), *holders(Role.UNION_STAFF)]
    made = round.rankings.count()
    words = "评分已截止，排名已生成" if made == 1 else "排名已重新生成"
    outbox.notify(
        users,
        "ranking_made",
        "评分截止，排名已生成" if made == 1 else "排名已重新生成",
        f"{round}{words}，请提交评选管理领导小组会议审定。",
        path=reverse("review:ranking", args=[round.pk]),
        key=f"ranking {made} of round {round.pk}",
    )


def notice_begun(notice: PublicNotice) -> None:
    """Every firm concerned, on the first day: whom the notice shows, and which of its files were not selected."""
    outbox.notify_all([*_shown(notice), *_not_selected(notice.round)])


def _shown(notice: PublicNotice) -> list[Notice]:
    """To the firm that put the person forward, and to the one where he works now."""
    entries = NoticeEntry.objects.filter(notice=notice, candidacy__state__in=ON_SHOW)
    entries = list(
        entries.select_related("candidacy__nomination__firm").prefetch_related(
            "candidacy__nomination__changes__firm"
        )
    )
    firms = {
        entry.pk: {entry.candidacy.nomination.firm, entry.candidacy.nomination.firm_now} for entry in entries
    }
    hr = hr_by_firm({firm for both in firms.values() for firm in both})
    days = f"{cn_date(notice.starts_on)}至{cn_date(notice.ends_on)}"
    return [
        Notice(
            [user for firm in firms[entry.pk] for user in hr[firm.pk]],
            "notice_begun",
            f"{entry.candidacy.nomination.no} 公示",
            f"{entry.name}已列入{notice.round}公示名单，公示期 {days}。",
            f"notice entry {entry.pk}",
            reverse("review:notice", args=[notice.pk]),
        )
        for entry in entries
    ]


def _not_selected(round: AnnualRound) -> list[Notice]:
    """To the firm of the file, which reads the same on its page from this day on."""
    found = round.candidacies.filter(state="not_selected").select_related("nomination__firm")
    found = found.defer("nomination__deeds", "nomination__frozen").prefetch_related("nomination__changes")
    files = [candidacy.nomination for candidacy in found]
    hr = hr_by_firm({file.firm for file in files})
    return [
        Notice(
            hr[file.firm_id],
            "not_selected",
            f"{file.no} 未入选",
            f"{file.no} {file.name_now}未入选{round}公示名单。",
            f"nomination {file.pk} not selected",
            reverse("nominations:detail", args=[file.pk]),
        )
        for file in files
    ]
