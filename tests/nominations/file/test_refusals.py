"""Every refusal on a file's way from draft to qualified, to withdrawn or disqualified, with the words that it is told in.

One line for each ground; what a ground does beside refusing is told in the tests of its verb.
"""

import datetime as dt

import pytest

from nominations.domain.checking import consultation, disqualification, endorsement, qualification
from nominations.domain.file import drafts, notice_objections, submission, withdrawal
from nominations.domain.ways_in import direct_recognition
from nominations.models import EndorsedRank, Nomination, Route
from tests.people import make_firm, make_user, on, unit
from tests.worlds.deeds import check, claim, give_back
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.domain import people as accounts
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

pytestmark = pytest.mark.django_db


def submit_changed(world, **changes):
    """Hand in a file that is complete but for these fields."""
    file = drafts.edit(world.hr, world.complete(world.draft()), fields=changes)
    submission.submit(world.hr, file)


def without_papers(world):
    file = world.complete(world.draft())
    file.evidence.all().delete()
    submission.submit(world.hr, file)


def twice_in_a_round(world):
    world.draft(1)
    world.draft(1)


def holder_since(world):
    """Named elsewhere between draft and submission."""
    file = world.complete(world.draft())
    people.add_rung(None, file.person, Tier.CHENGDU, dt.date(2021, 1, 28), "示例")
    submission.submit(world.hr, file)


def objected(world):
    file = world.complete(world.draft())
    notice_objections.enter(world.hr, file, raised_on=dt.date(2021, 1, 27), text="业绩与事实不符。")
    submission.submit(world.hr, file)


def after_the_intake(world):
    file = world.complete(world.draft())
    on("2021-03-01", 0)
    submission.submit(world.hr, file)


DRAFT = {
    "a field missing": ("“主要事迹”未填", lambda w: submit_changed(w, deeds="")),
    "whether on the line missing": ("“是否一线”未填", lambda w: submit_changed(w, frontline=None)),
    "papers missing": ("缺少“业绩材料”；缺少“单位公示证明”", without_papers),
    "no pledge": ("尚未作出诚信承诺", lambda w: submit_changed(w, pledged_on=None)),
    "no consent": ("本人尚未单独同意使用其个人信息", lambda w: submit_changed(w, consented_on=None)),
    "same person live in the round": ("同一人一年只能申报一次", twice_in_a_round),
    "holds the title by now": ("已有“诸葛工匠”或更高称号", holder_since),
    "no staff meeting": ("没有职工（代表）大会推荐日期", lambda w: submit_changed(w, staff_meeting_on=None)),
    "no days of the notice": ("没有单位公示的起止日期", lambda w: submit_changed(w, unit_notice_to=None)),
    "notice backwards": (
        "结束日期早于开始日期",
        lambda w: submit_changed(w, unit_notice_to=dt.date(2021, 1, 22)),
    ),
    "four days of notice": (
        "只有 4 个工作日，须满 5 个工作日",
        lambda w: submit_changed(w, unit_notice_from=dt.date(2021, 1, 26)),
    ),
    "notice still running": (
        "期满后才能报送",
        lambda w: submit_changed(w, unit_notice_to=dt.date(2021, 2, 1)),
    ),
    "open objection": ("单位公示还有未办结的异议", objected),
    "intake closed": ("申报已经截止", after_the_intake),
}


def endorse(world, clerk=None, file=None, **changes):
    file = file or world.submitted()
    words = {"opinion": "同意", "seen_sha256": file.frozen_sha256} | changes
    return endorsement.endorse(clerk or world.clerk, file, **words)


def own_firms_clerk(world):
    """Clerk of the street and HR of the very firm."""
    clerk = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    accounts.give_role(None, clerk, Role.FIRM_HR, world.firm)
    endorse(world, clerk)


def in_state(world, state, verb):
    """The verb, once the round has gone on."""
    file = world.submitted()
    world.round.state = state
    world.round.save()
    verb(world, file=file)


def returned_twice(world):
    give_back(world)
    drafts.edit(world.hr, Nomination.objects.get(), fields={"deeds": "带徒三人。"})
    give_back(world, submission.submit(world.hr, Nomination.objects.get()))


def corrected_too_late(world):
    give_back(world)
    on("2021-02-08", 0)
    submission.submit(world.hr, Nomination.objects.get())


STREET = {
    "clerk of another street": (
        "不属于玉林街道办理的范围",
        lambda w: endorse(w, make_user(Role.ENDORSING_CLERK, unit("玉林街道"))),
    ),
    "clerk of the own firm": ("您是该单位的人员，应当回避", own_firms_clerk),
    "no clerk": ("初审由街道、武侯新城或产业工会的经办人办理", lambda w: endorse(w, w.first)),
    "another text than was seen": ("请重新查看后再办理", lambda w: endorse(w, seen_sha256="0" * 64)),
    "no opinion": ("请填写初审意见", lambda w: endorse(w, opinion=" ")),
    "a place beyond the order": ("推荐排序应为 1 至 1", lambda w: endorse(w, rank=3)),
    "the review has begun": ("不能初审", lambda w: in_state(w, "reviewing", endorse)),
    "returned though the review has begun": ("不能初审", lambda w: in_state(w, "reviewing", give_back)),
    "nothing marked": ("请标出须补正的栏目", lambda w: give_back(w, marks={})),
    "marked without words": ("请写明“主要事迹”须补正什么", lambda w: give_back(w, marks={"deeds": " "})),
    "returned a second time": ("已经退回过一次", returned_twice),
    "handed in after the deadline of correction": ("补正期限已过", corrected_too_late),
}


def asked(world, answer=""):
    """Qualified while a department is asked, or after it gave this answer."""
    file, department = world.endorsed(), unit("区人社局")
    opinion = consultation.ask(world.first, file, department, due_on=dt.date(2021, 2, 20))
    if answer:
        officer = make_user(Role.DEPARTMENT_OFFICER, department)
        consultation.reply(officer, opinion, answer=answer, document_no="示例函1号", matter="wages")
    qualification.check(world.first, file, verdict="qualified")


DISTRICT = {
    "a department has not answered": ("区人社局尚未回复意见", asked),
    "a bad record not waived": ("未经领导小组豁免", lambda w: asked(w, "negative")),
    "unqualified without a reason": ("资格不合格须写明理由", lambda w: check(w, "unqualified")),
    "one officer twice": ("两名不同的工作人员", lambda w: qualification.confirm(w.first, check(w))),
    "not of the union": ("资格审查由区总工会工作人员办理", lambda w: check(w, officer=w.clerk)),
    "not endorsed yet": (
        "初审通过后才能审查资格",
        lambda w: qualification.check(w.first, w.submitted(), verdict="qualified"),
    ),
}


def withdraw(world, who=None, file=None, reason="调离"):
    withdrawal.withdraw(who or world.hr, file or world.submitted(), reason=reason)


def disqualify(world, who=None, file=None, finding="业绩材料系伪造"):
    disqualification.disqualify(who or make_user(Role.LEADER), file or world.submitted(), finding=finding)


LEAVING = {
    "withdrawn without a reason": ("请写明撤回原因", lambda w: withdraw(w, reason=" ")),
    "withdrawn by another": ("只有填报单位可以撤回", lambda w: withdraw(w, w.stranger)),
    "withdrawn once the review has begun": (
        "评审已经开始，撤回须由区总工会两人办理",
        lambda w: in_state(w, "reviewing", withdraw),
    ),
    "fraud without a finding": ("请写明查实的依据", lambda w: disqualify(w, finding=" ")),
    "fraud said by another": ("此项只由领导小组成员办理", lambda w: disqualify(w, w.first)),
    "fraud found in the review": ("请在评审环节办理", lambda w: in_state(w, "reviewing", disqualify)),
}


def write(world, route, **changes):
    return world.complete(world.draft(route=route, **changes))


def not_in_wuhou(world):
    world.firm.struck_off_on = dt.date(2021, 1, 1)
    world.firm.save()
    claim(world)


def answered(world, finding, reply_no="示例函8号"):
    found = direct_recognition.check(
        world.first, claim(world), finding=finding, how="致函", reply_no=reply_no
    )
    direct_recognition.confirm(world.second, found)


ROUTES = {
    "自荐 without the union": (
        "尚未经本单位工会确认",
        lambda w: submission.submit(w.hr, write(w, Route.SELF)),
    ),
    "社会推荐 without consent": ("本人尚未单独同意", lambda w: w.draft(route=Route.SOCIAL)),
    "title of a firm": ("区（市）县级以上的称号", lambda w: claim(w, level="firm")),
    "title of 武侯 itself": ("本区授予的称号", lambda w: claim(w, issuer="武侯区总工会")),
    "not working in 武侯": ("已经除名，不能认定本人在武侯工作", not_in_wuhou),
    "firm of another": ("不属于您办理的范围", lambda w: claim(w, firm=make_firm(3))),
    "title revoked": ("直接认定现在是“不予认定”", lambda w: answered(w, "revoked")),
    "title unknown to its issuer": ("直接认定现在是“不予认定”", lambda w: answered(w, "unknown")),
    "unverified": ("未经核实的不能认定", lambda w: answered(w, "valid", reply_no=" ")),
    "not yet verified": ("不能复核", lambda w: direct_recognition.confirm(w.second, claim(w))),
}
GROUNDS = DRAFT | STREET | DISTRICT | LEAVING | ROUTES


@pytest.mark.parametrize("ground", GROUNDS)
def test_each_ground_refuses_in_its_words(world, ground):
    words, act = GROUNDS[ground]
    assert_refused(words, act, world)


def test_an_endorsed_file_always_has_its_place_in_the_order(world):
    endorse(world)
    assert EndorsedRank.objects.get().rank == 1
