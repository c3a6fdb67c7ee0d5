"""Who is notified of what, and when: called by the verbs, in their transaction. No private number stands in a notice."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.queries import holders
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.text.chinese import cn_date, moment_text


def _page(nomination) -> str:
    return reverse("nominations:detail", args=[nomination.pk])


def _notify_firm(nomination, kind: str, subject: str, text: str, occasion: str) -> None:
    users = holders(Role.FIRM_HR, nomination.firm)
    outbox.notify(
        users, kind, subject, text, path=_page(nomination), key=f"nomination {nomination.pk} {occasion}"
    )


def returned(nomination, said) -> None:
    """退回补正: what, and until when."""
    wanted = "；".join(f"{heading}：{words}" for heading, words in said.marked)
    text = f"{nomination} 由{said.unit}退回，请在 {moment_text(said.correct_by)} 前补正并再次报送。{wanted}"
    _notify_firm(nomination, "returned", f"{nomination.no} 退回补正", text, f"said {said.pk}")


def endorsed(nomination, said) -> None:
    _notify_firm(
        nomination,
        "endorsed",
        f"{nomination.no} 初审通过",
        f"{nomination} 已由{said.unit}初审通过。",
        f"said {said.pk}",
    )


def taken_back(nomination, said) -> None:
    text = f"{said.unit}撤回了对 {nomination} 的“{said.get_decision_display()}”，将重新初审，请留意后续消息。"
    _notify_firm(
        nomination, "endorsement_taken_back", f"{nomination.no} 初审结论撤回", text, f"said {said.pk} dropped"
    )


def verdict(nomination, found) -> None:
    """资格审查 by two people has taken effect."""
    reason = f"理由：{found.reason}" if found.reason else ""
    text = f"{nomination} 的资格审查结论为“{found.get_verdict_display()}”。{reason}"
    _notify_firm(
        nomination, "verdict", f"{nomination.no} {found.get_verdict_display()}", text, f"check {found.pk}"
    )


def disqualified(nomination) -> None:
    _notify_firm(
        nomination,
        "disqualified",
        f"{nomination.no} 取消资格",
        f"{nomination} 经查实取消资格，名额不再递补。",
        "disqualified",
    )


def asked(opinion) -> None:
    """A department has a question to answer."""
    text = f"请对 {opinion.nomination} 提出部门意见，回复期限 {cn_date(opinion.due_on)}。"
    outbox.notify(
        holders(Role.DEPARTMENT_OFFICER, opinion.department),
        "opinion_asked",
        "待回复的部门意见",
        text,
        path=_page(opinion.nomination),
        key=f"opinion {opinion.pk}",
    )


def question_taken_back(opinion) -> None:
    """A department need not answer any more; the file is no longer open to it, so no page is named."""
    outbox.notify(
        holders(Role.DEPARTMENT_OFFICER, opinion.department),
        "opinion_withdrawn",
        "部门意见不需回复",
        f"对 {opinion.nomination} 征求的部门意见已由区总工会撤回，不需回复。",
        key=f"opinion {opinion.pk} taken back",
    )


def answered(opinion) -> None:
    outbox.notify(
        [opinion.asked_by],
        "opinion_answered",
        f"{opinion.department}已回复",
        f"{opinion.department}对 {opinion.nomination} 的意见：{opinion.get_answer_display()}。",
        path=_page(opinion.nomination),
        key=f"opinion {opinion.pk} answered",
    )


def deadline_moved(change) -> None:
    """More time, for one firm or for every firm."""
    text = f"{change.round}申报截止延长至 {moment_text(change.until)}，原因：{change.reason}"
    outbox.notify(
        holders(Role.FIRM_HR, change.firm),
        "deadline_moved",
        "申报时间延长",
        text,
        path=reverse("nominations:list"),
        key=f"deadline {change.pk}",
    )


def nominee_remarked(remark) -> None:
    """The firm is notified of what its nominee said; 复核 goes to the district's officers."""
    nomination, what = remark.nomination, remark.get_kind_display()
    text = f"{nomination} 本人登记了“{what}”。"
    if remark.kind == "complaint":
        users = holders(Role.UNION_STAFF)
        outbox.notify(
            users,
            "review_requested",
            f"{nomination.no} 申请复核",
            text,
            path=_page(nomination),
            key=f"remark {remark.pk}",
        )
    else:
        _notify_firm(
            nomination, "nominee_statement", f"{nomination.no} 本人{what}", text, f"remark {remark.pk}"
        )


def changed(change) -> None:
    """A change is in force, with its document."""
    file, text = (
        change.nomination,
        f"{change.nomination} 登记了变更：{change.words}，依据：{change.document}。",
    )
    _notify_firm(file, "file_changed", f"{file.no} {change.get_kind_display()}", text, f"change {change.pk}")


def settled(change) -> None:
    """The leading group has decided what becomes of the file of somebody who died."""
    file, words = change.nomination, change.get_outcome_display()
    text = f"{file}：{words}，领导小组决定文号 {change.outcome_document}。"
    _notify_firm(file, "death_settled", f"{file.no} {words}", text, f"change {change.pk} settled")


def round_changed(event) -> None:
    """中止, 恢复, 归档, 整批作废: told to everybody who works on the round."""
    if event.kind == "archive":
        return
    roles = (Role.UNION_STAFF, Role.LEADER, Role.EXPERT_SECRETARY, Role.ENDORSING_CLERK, Role.EXPERT)
    users = [user for role in roles for user in holders(role)]
    firms = event.round.nominations.order_by().values_list("firm", flat=True).distinct()
    users += holders(Role.FIRM_HR).filter(memberships__organisation__in=firms)
    text = f"{event.round}{event.get_kind_display()}，理由：{event.reason}，依据：{event.document}。"
    outbox.notify(
        {user.pk: user for user in users}.values(), "round_changed", f"{event.round.year}年度批次{event.get_kind_display()}", text,
        path="/", key=f"round event {event.pk}",
    )  # fmt: skip
