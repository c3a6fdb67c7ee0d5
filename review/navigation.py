"""What the review room offers to the menu and to each role's to-do list."""

from django.urls import reverse

from nominations.queries import current_round
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import UNION_AND_LEADERS
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo, pages_of

from . import queries, rules
from .models import Committee


def menu(user) -> list[MenuItem]:
    items = []
    if user.has_role(Role.EXPERT):
        items.append(MenuItem("我的评分", reverse("review:files"), "pencil-square", group="评审"))
    round = current_round()
    if round and rules.may_oversee_review(user):
        under = tuple(pages_of(name) for name in ("review:round", "review:notice"))
        under += (reverse("review:scores", args=[0]).removesuffix("0/scores/"), reverse("review:strokes"))
        items.append(
            MenuItem("评审", reverse("review:round", args=[round.pk]), "clipboard-check", under, "评审")
        )
    return items


def todos(user) -> list[Todo]:
    """Files to score for an expert; the committee's next step for secretary, staff and leaders."""
    round = current_round()
    if round is None:
        return []
    panel = Committee.objects.filter(round=round).first()
    page = reverse("review:round", args=[round.pk])
    found = []
    if (
        user.has_role(Role.EXPERT)
        and panel
        and panel.members.filter(expert__user=user, pledged_at=None).exists()
    ):
        found.append(Todo("待签署的回避与保密承诺", 1, reverse("review:files")))
    if user.has_role(Role.EXPERT) and panel and panel.scoring_open:
        left = queries.files_of(user, round).filter(sealed=False).count()
        found.append(Todo("待您评分的申报", left, reverse("review:files"), panel.scoring_closes_at))
    if user.has_role(Role.EXPERT_SECRETARY):
        unapproved = panel is None or panel.approved_at is None
        if round.state in ("open", "checking") and unapproved and not _asked("approve_committee", round):
            found.append(Todo("组建并提请审批专家委员会", 1, page))
        if round.state == "checking" and not unapproved and not _asked("open_scoring", round):
            found.append(Todo("提请开始评分", 1, page))
        if panel and panel.scoring_open and not rules.scoring_open(panel):
            found.append(Todo("评分时间已到，请截止并生成排名", 1, page))
    if user.has_role(*UNION_AND_LEADERS) and round.state == "deliberating":
        found.append(_deliberation(user, round))
    held = round.candidacies.filter(state="held").count()
    notice = round.notices.last()
    if held and notice and user.has_role(*UNION_AND_LEADERS):
        found.append(Todo("待核查的异议", held, reverse("review:objections", args=[notice.pk])))
    return [todo for todo in found if todo.count]


def _asked(act: str, round) -> bool:
    """One person has done their part; the other finds it among what waits to be confirmed."""
    return two_person.proposed(f"review.{act}", round_id=round.pk) is not None


def _deliberation(user, round) -> Todo:
    """First the meeting, then the notice."""
    if approved := round.candidacies.filter(state="approved").count():
        approved = 0 if _asked("publish_notice", round) else approved
        return Todo("审定的人选待公示", approved, reverse("review:notice_new", args=[round.pk]))
    waiting = round.candidacies.filter(state__in=["proposed", "in_review"]).count()
    if _asked("record_meeting", round) or not rules.may_record_meetings(user):
        waiting = 0
    return Todo("建议人选待领导小组审定", waiting, reverse("review:meeting", args=[round.pk]))


def search(user, words: str) -> list[SearchGroup]:
    """For an expert: the files to score. Who must stand aside does not find the file."""
    round = current_round()
    if round is None or not rules.is_expert(user):
        return []
    files = queries.matching(queries.files_of(user, round), words)[:MAX_HITS_SHOWN]
    found = [
        Hit(str(file.nomination), file.nomination.trade, reverse("review:score", args=[file.pk]))
        for file in files
    ]
    return [SearchGroup("我的评分", found, reverse("review:files"))]
