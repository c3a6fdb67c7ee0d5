"""The three bodies that the policy names, and who sits in them. They are not the same."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text

from ..models import Body, BodyMember

NAMING = "naming_leading_group"
TALENT = "talent_leading_group"
BODIES = [
    (NAMING, "“诸葛工匠”评选管理领导小组", "第八条"),
    ("cultivation_leading_group", "全区工匠培育工作领导小组", "第十条"),
    (TALENT, "区人才工作领导小组", "第五、七、八条"),
]
# clause 十 names these nine, "等部门"
CULTIVATION_UNITS = [
    "区委组织部", "区委宣传部", "区新经济局", "区教育局", "区财政局", "区人社局", "区文体旅局", "区市场监管局", "区总工会",
]  # fmt: skip


@transaction.atomic
def load_bodies() -> None:
    """The bodies, and the nine units of clause 十. Idempotent."""
    for key, name, clause in BODIES:
        Body.objects.get_or_create(key=key, defaults={"name": name, "clause": clause})
    cultivation = Body.objects.get(key="cultivation_leading_group")
    if not cultivation.members.exists():
        units = {unit.name: unit for unit in Organisation.objects.filter(name__in=CULTIVATION_UNITS)}
        BodyMember.objects.bulk_create(
            BodyMember(body=cultivation, organisation=units[name]) for name in CULTIVATION_UNITS
        )


def _check_seat(
    body: str, user_id: int | None, organisation_id: int, chair: bool, started_on: str, document: str
) -> Body:
    found = Body.objects.get(key=body)
    user = User.objects.get(pk=user_id) if user_id else None
    require_text(document, "请写明任职的文件名称和文号。")
    if dt.date.fromisoformat(started_on) > clock.today():
        raise Refusal("任职日期还没有到，请到任后再登记。")
    if body == NAMING and (user is None or not user.has_role(Role.LEADER)):
        raise Refusal("评选管理领导小组成员须有“领导小组成员”角色的账号，请先在“账号”里开通。")
    if user and found.members.filter(user=user, ended_on=None).exists():
        raise Refusal(f"{user}已是{found}成员。")
    if not user and found.members.filter(organisation=organisation_id, ended_on=None).exists():
        raise Refusal(f"{Organisation.objects.get(pk=organisation_id)}已是{found}成员单位。")
    if chair and found.members.filter(chair=True, ended_on=None).exists():
        raise Refusal(f"{found}已有组长，请先登记其卸任。")
    return found


def _not_own(user: User, user_id: int | None, **_: Any) -> Answer:
    if user_id in user.own_accounts:
        return no("不能办理本人的任职、卸任，须由另外两人提请和复核。")
    return YES


def _not_own_seat(user: User, member_id: int, **_: Any) -> Answer:
    return _not_own(user, BodyMember.objects.get(pk=member_id).user_id)


def _refuse_own(user_id: int | None, *people: User) -> None:
    for person in people:
        require(_not_own(person, user_id))


def _seat_in_words(
    body: str, user_id: int | None, organisation_id: int, chair: bool, started_on: str, document: str
) -> str:
    who = str(User.objects.get(pk=user_id)) if user_id else "成员单位"
    place = "组长" if chair else "成员"
    return (
        f"{Body.objects.get(key=body)}：{Organisation.objects.get(pk=organisation_id)}　{who}任{place}，"
        f"自{read_moment_text(started_on)}起，依据：{document}"
    )


@two_person_act(
    "policy.seat",
    "登记领导机构成员",
    may=is_union_or_leader,
    summary=_seat_in_words,
    check=_check_seat,
    about=_not_own,
)
@transaction.atomic
def seat(
    *, actor: User, second: User, body: str, user_id: int | None, organisation_id: int, chair: bool, started_on: str,
    document: str,
) -> BodyMember:  # fmt: skip
    """A unit's seat, and who fills it, from the day of the document on (clauses 八 and 十). Nobody seats himself."""
    found = _check_seat(body, user_id, organisation_id, chair, started_on, document)
    _refuse_own(user_id, actor, second)
    member = BodyMember.objects.create(
        body=found, user_id=user_id, organisation_id=organisation_id, chair=chair,
        started_on=dt.date.fromisoformat(started_on), document=document.strip(),
    )  # fmt: skip
    audit.record(second, "登记领导机构成员", member, document=document, proposed_by=str(actor))
    return member


def _check_unseat(member_id: int, ended_on: str, document: str) -> BodyMember:
    member = BodyMember.objects.select_related("body", "organisation", "user").get(pk=member_id)
    require_text(document, "请写明卸任的文件名称和文号。")
    if member.ended_on:
        raise Refusal("已登记卸任。")
    day = dt.date.fromisoformat(ended_on)
    if day > clock.today() or (member.started_on and day < member.started_on):
        raise Refusal("卸任日期应在任职日期与今天之间。")
    return member


@two_person_act(
    "policy.unseat",
    "登记领导机构成员卸任",
    may=is_union_or_leader,
    summary=lambda member_id, ended_on, document: (
        f"{_check_unseat(member_id, ended_on, document).described}自{read_moment_text(ended_on)}卸任，依据：{document}"
    ),
    check=_check_unseat,
    about=_not_own_seat,
)
@transaction.atomic
def unseat(*, actor: User, second: User, member_id: int, ended_on: str, document: str) -> BodyMember:
    """The seat ends; what was decided by it stays."""
    member = BodyMember.objects.select_for_update().get(pk=member_id)
    member = _check_unseat(member_id, ended_on, document)
    _refuse_own(member.user_id, actor, second)
    member.ended_on, member.ended_document = dt.date.fromisoformat(ended_on), document.strip()
    member.save()
    audit.record(second, "登记领导机构成员卸任", member, document=document, proposed_by=str(actor))
    return member


def members(key: str) -> QuerySet[BodyMember]:
    """Seats in force that a person fills."""
    return BodyMember.objects.filter(body__key=key, user__isnull=False, ended_on=None).select_related(
        "user", "organisation"
    )
