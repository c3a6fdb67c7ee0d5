"""部门联审: departments are asked about a file; an open question or a negative answer stops the verdict 合格."""

import datetime as dt

from django.db import transaction

from wuhou_craftsmen.accounts.models import OrganisationKind, Role
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common import audit, clock
from wuhou_craftsmen.common.answers import require
from wuhou_craftsmen.common.refusals import Refusal

from ..models import DepartmentOpinion, Nomination


@transaction.atomic
def ask(actor, nomination: Nomination, department, *, due_on: dt.date) -> DepartmentOpinion:
    """Ask a department; the same question again is the same row."""
    require(is_union_staff(actor))
    if department.kind != OrganisationKind.DEPARTMENT:
        raise Refusal("只能向区级部门征求意见。")
    if nomination.state not in ("submitted", "endorsed"):
        raise Refusal(f"申报现在是“{nomination.get_state_display()}”，不需要征求意见。")
    if due_on < clock.today():
        raise Refusal("回复期限不能早于今天。")
    opinion, created = DepartmentOpinion.objects.get_or_create(
        nomination=nomination,
        department=department,
        defaults={"asked_by": actor, "asked_at": clock.now(), "due_on": due_on},
    )
    if created:
        audit.record(actor, "征求部门意见", nomination, department=department.name, due_on=due_on.isoformat())
    return opinion


@transaction.atomic
def reply(actor, opinion: DepartmentOpinion, *, answer: str, document_no: str) -> DepartmentOpinion:
    """The department's officer answers once, with the number of the written reply."""
    opinion = (
        DepartmentOpinion.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=opinion.pk)
    )
    if actor.organisation_as(Role.DEPARTMENT_OFFICER) != opinion.department:
        raise Refusal(f"这一意见由{opinion.department}的联审人员回复。")
    if opinion.answer:
        return opinion
    if answer not in dict(DepartmentOpinion.ANSWERS):
        raise Refusal("请选择意见。")
    if not document_no.strip():
        raise Refusal("请填写复函文号。")
    opinion.answer, opinion.document_no = answer, document_no.strip()
    opinion.answered_by, opinion.answered_at = actor, clock.now()
    opinion.save()
    audit.record(actor, "回复部门意见", opinion, answer=opinion.get_answer_display())
    return opinion
