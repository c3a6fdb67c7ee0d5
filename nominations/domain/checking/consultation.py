"""部门联审: departments are asked about a file; an open question or a negative answer stops the verdict 合格."""

import datetime as dt

from django.db import transaction

from nominations import messages
from nominations.models import DepartmentOpinion, Nomination, Waiver
from nominations.rules.checking.checks import may_ask, may_take_back_question, open_to_waiver
from nominations.rules.checking.conflicts import free_of_conflict
from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role, User
from wuhou_craftsmen.accounts.rules import is_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act


@transaction.atomic
def ask(
    actor: User, nomination: Nomination, department: Organisation, *, due_on: dt.date
) -> DepartmentOpinion:
    """Ask a department; the same question again is the same row."""
    require(may_ask(actor, nomination))
    if department.kind != OrganisationKind.DEPARTMENT:
        raise Refusal("只能向区级部门征求意见。")
    if due_on < clock.today():
        raise Refusal("回复期限不能早于今天。")
    opinion, created = DepartmentOpinion.objects.get_or_create(
        nomination=nomination,
        department=department,
        defaults={"asked_by": actor, "asked_at": clock.now(), "due_on": due_on},
    )
    if created:
        audit.record(actor, "征求部门意见", nomination, department=department.name, due_on=due_on.isoformat())
        messages.asked(opinion)
    return opinion


@transaction.atomic
def reply(
    actor: User, opinion: DepartmentOpinion, *, answer: str, document_no: str, matter: str = ""
) -> DepartmentOpinion:
    """The department's officer answers once, with the number of the written reply; a bad record names its matter."""
    opinion = (
        DepartmentOpinion.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=opinion.pk)
    )
    if actor.organisation_as(Role.DEPARTMENT_OFFICER) != opinion.department:
        raise Refusal(f"这一意见由{opinion.department}的经办人回复。")
    require(free_of_conflict(actor, opinion.nomination))
    if opinion.answer:
        return opinion
    if answer not in dict(DepartmentOpinion.ANSWERS):
        raise Refusal("请选择意见。")
    require_text(document_no, "请填写复函文号。")
    if answer == "negative" and matter not in dict(DepartmentOpinion.MATTERS):
        raise Refusal("有不良记录的，请选择是哪一类事项。")
    opinion.matter = matter if answer == "negative" else ""
    opinion.answer, opinion.document_no = answer, document_no.strip()
    opinion.answered_by, opinion.answered_at = actor, clock.now()
    opinion.save()
    audit.record(actor, "回复部门意见", opinion, answer=opinion.get_answer_display())
    messages.answered(opinion)
    return opinion


@transaction.atomic
def take_back(actor: User, opinion: DepartmentOpinion) -> None:
    """A question that was asked by mistake, as long as it is not answered."""
    opinion = DepartmentOpinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    require(may_take_back_question(actor, opinion))
    audit.record(actor, "撤回征求意见", opinion.nomination, department=opinion.department.name)
    messages.question_taken_back(opinion)
    opinion.delete()


@transaction.atomic
def _check_waiver(opinion_id: int, reason: str, document_no: str) -> DepartmentOpinion:
    opinion = DepartmentOpinion.objects.select_for_update(of=("self",)).get(pk=opinion_id)
    if not reason.strip() or not document_no.strip():
        raise Refusal("请写明豁免的理由和领导小组会议纪要（或文件）的名称、文号。")
    if opinion.answer != "negative":
        raise Refusal("这条部门意见没有不良记录，不需要豁免。")
    require(open_to_waiver(opinion.nomination))
    return opinion


@two_person_act(
    "nominations.waive",
    "豁免不良记录",
    may=is_leader,
    summary=lambda opinion_id, reason, document_no: (
        f"{DepartmentOpinion.objects.get(pk=opinion_id)}"
        f"（{DepartmentOpinion.objects.get(pk=opinion_id).get_matter_display()}）予以豁免：{reason}（{document_no}）"
    ),
    check=_check_waiver,
)
@transaction.atomic
def waive(*, actor: User, second: User, opinion_id: int, reason: str, document_no: str) -> Waiver:
    """Two members of the leading group let the file go on; the department's answer stays as it is."""
    opinion = _check_waiver(opinion_id, reason, document_no)
    for person in (actor, second):
        require(free_of_conflict(person, opinion.nomination))
    waiver, created = Waiver.objects.get_or_create(
        opinion=opinion,
        defaults={
            "reason": reason.strip(),
            "document_no": document_no.strip(),
            "proposed_by": actor,
            "confirmed_by": second,
            "at": clock.now(),
        },
    )
    if created:
        audit.record(second, "豁免不良记录", opinion.nomination, department=opinion.department.name)
    return waiver
