"""What changes after handing in: recorded beside the file by two people, the file itself stays as it was."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from awards.documents.content import decision_pdf
from awards.documents.workbooks import payment_roster
from awards.models import Title
from nominations.documents.application_content import receipt_of
from nominations.domain import changes
from nominations.domain.checking import endorsement
from nominations.domain.file import private_data
from nominations.domain.file.submission import content_hash
from nominations.models import FileChange, Nomination
from nominations.rules.changes import may_read_change_papers
from review.domain.outcome import deliberation, notice
from review.models import Candidacy, NoticeEntry
from tests.pdfs import PDF, text_of
from tests.people import make_code, make_firm, make_user, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import confirm, take_back, together
from wuhou_craftsmen.common.models import AuditEntry, Message, PendingAct

pytestmark = pytest.mark.django_db
PAPER = {"document": "户口簿变更页", "reason": "与户籍窗口核对", "paper": ("paper.pdf", PDF)}


@kept
def year():
    return Year().play("nominate")


def entered(year, no="001", kind="name", new_name="甲新名", day=dt.date(2022, 2, 7), **more) -> FileChange:
    return changes.enter(year.first, year.file(no), kind=kind, new_name=new_name, on=day, **(PAPER | more))


def confirmed(year, *, by=None, **words) -> FileChange:
    change = entered(year, **words)
    confirm(by or year.second, PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk}))
    change.refresh_from_db()
    return change


def died(year, no="001") -> FileChange:
    return confirmed(year, no=no, kind="death", new_name="", document="死亡证明")


def settled(year, change, outcome) -> None:
    words = {"change_id": change.pk, "outcome": outcome, "document_no": "会议纪要〔2022〕3号"}
    together(year.first, year.leaders[0], changes.SETTLE, **words)


def page_of(user, url) -> str:
    client = Client()
    client.force_login(user)
    return client.get(url).content.decode()


def test_a_new_name_stands_beside_the_frozen_file(year):
    before = year.file("001")
    receipt = receipt_of(before)
    entered(year)
    assert year.file("001").name_now == "甲示例"  # one officer alone changes nothing
    pending = PendingAct.objects.get(act=changes.CONFIRM)
    assert "甲示例 改为 甲新名" in pending.summary
    assert_refused("另一人复核", confirm, year.first, pending)
    confirm(year.second, pending)
    file = year.file("001")
    assert (file.name, file.name_now, file.person.name) == ("甲示例", "甲新名", "甲新名")
    assert (receipt_of(file), file.frozen_sha256) == (receipt, content_hash(before.frozen))
    page = page_of(year.hr[file.firm_id], f"/nominations/{file.pk}/")
    assert "甲示例 改为 甲新名" in page
    assert "现姓名 甲新名" in page
    assert Message.objects.filter(subject=f"{file.no} 改名", user=year.hr[file.firm_id]).exists()


def test_the_same_entered_twice_is_one_and_another_has_to_wait(year):
    assert entered(year) == entered(year)
    asked = PendingAct.objects.filter(act=changes.CONFIRM)
    assert FileChange.objects.count() == asked.count() == 1
    assert_refused("等待另一人复核", entered, year, new_name="甲别名")
    take_back(year.first, asked.get())
    assert entered(year, new_name="甲别名").new_name == "甲别名"


def test_what_cannot_be_entered_is_refused_with_its_reason(year):
    assert_refused("没有变更", entered, year, new_name="甲 示例")
    assert_refused("不能晚于今天", entered, year, day=dt.date(2022, 2, 8))
    assert_refused("写明依据", entered, year, document=" ")
    assert_refused("不要写身份证号", entered, year, reason="电话 10000000001 核对")
    assert_refused("改为什么", entered, year, new_name="")
    assert_refused("统一社会信用代码", entered, year, kind="firm", new_name="")
    file = year.file("001")
    assert_refused(
        "区总工会工作人员", changes.enter, year.clerk, file, kind="name", new_name="乙", on=dt.date(2022, 2, 7), **PAPER
    )  # fmt: skip
    Nomination.objects.filter(pk=file.pk).update(state="withdrawn")
    assert_refused("不再登记变更", entered, year)


def test_a_renamed_firm_is_renamed_in_the_register_and_beside_each_of_its_files(year):
    old = year.firms[0].name
    confirmed(year, kind="firm_name", new_name="成都示例新名机械有限公司", document="市场监管变更通知书")
    file, sister, other = year.file("001"), year.file("003"), year.file("002")
    assert file.firm.name == sister.firm_now.name == "成都示例新名机械有限公司"
    assert receipt_of(sister).unit == old
    assert sister.changes.get().words.endswith(f"{old} 改为 成都示例新名机械有限公司")
    assert not other.changes.exists()


def test_who_moves_to_another_firm_takes_the_ladder_along(year):
    to = make_firm(9)
    confirmed(year, kind="firm", new_name="", firm=to, document="劳动合同")
    file = year.file("001")
    assert (file.firm, file.firm_now) == (year.firms[0], to)
    assert file.person.employment.firm == to
    assert_refused("没有变更", entered, year, kind="firm", new_name="", firm=to)


def test_an_expert_of_the_new_firm_stands_aside_while_scoring_is_open(year):
    year.check()
    year.open_scoring()
    candidacy = year.candidate("001")
    assert not candidacy.recusals.exists()  # P07 works for the second firm
    confirmed(
        year, kind="firm", new_name="", firm=year.firms[1], document="劳动合同", day=dt.date(2022, 3, 1)
    )
    found = candidacy.recusals.get()
    assert (found.member.code, found.cause) == ("P07", "employer")


def test_a_move_before_the_committee_opens_counts_as_well(year):
    confirmed(year, kind="firm", new_name="", firm=year.firms[1], document="劳动合同")
    year.check()
    year.open_scoring()
    assert year.candidate("001").recusals.get().member.code == "P07"


def test_notice_decision_and_payment_bear_the_new_name_of_a_list_approved_under_the_old(year):
    for stage in ("return_and_withdraw", "check", "score", "deliberate"):
        getattr(year, stage)()
    confirmed(year, day=dt.date(2022, 4, 11))
    confirmed(year, no="004", kind="firm_name", new_name="成都示例新名机械有限公司", day=dt.date(2022, 4, 11))
    year.show()
    assert NoticeEntry.objects.filter(name="甲新名", firm="成都示例新名机械有限公司").exists()
    year.name_and_pay()
    assert Title.objects.get(candidacy=year.candidate("001")).name == "甲新名"
    text = text_of(decision_pdf(year.round.decisions.get()))
    assert "甲新名" in text
    assert "成都示例新名机械有限公司" in text
    assert payment_roster(year.round)
    assert page_of(year.first, f"/awards/rounds/{year.round.pk}/").count("成都示例新名机械有限公司") >= 1


def test_a_death_stops_the_file_until_the_leading_group_decides(year):
    change = died(year)
    file = year.file("001")
    endorse = {"opinion": "同意", "seen_sha256": file.frozen_sha256}
    assert_refused("须先由领导小组决定", endorsement.endorse, year.clerk, file, **endorse)
    assert "人选去世，待领导小组决定的申报" in page_of(year.leaders[0], "/home/")
    assert "提请登记决定" in page_of(year.leaders[0], f"/nominations/{file.pk}/")
    assert_refused("文号", together, year.first, year.second, changes.SETTLE, change_id=change.pk, outcome="end", document_no=" ")  # fmt: skip
    settled(year, change, "continue")
    assert endorsement.endorse(year.clerk, year.file("001"), **endorse).state == "endorsed"
    assert_refused("不能再改", settled, year, change, "end")
    assert year.file("001").posthumous


def test_a_file_may_end_by_the_decision(year):
    settled(year, died(year), "end")
    file = year.file("001")
    assert file.state == "withdrawn"
    page = page_of(year.first, f"/nominations/{file.pk}/")
    assert "终止评选" in page
    assert "会议纪要〔2022〕3号" in page


def test_a_death_after_approval_stops_the_notice_and_an_end_leaves_the_others_on_the_list(year):
    for stage in ("return_and_withdraw", "check", "score", "deliberate"):
        getattr(year, stage)()
    change = died(year)
    assert_refused("须先由领导小组决定", year.publish)
    settled(year, change, "end")
    assert year.candidate("001").state == "withdrawn"
    year.publish()
    assert "甲示例" not in set(year.shown.entries.values_list("name", flat=True))
    assert year.shown.entries.exists()


def test_a_death_during_the_notice_stops_the_naming_and_who_goes_on_is_named_after_death(year):
    for stage in ("return_and_withdraw", "check", "score", "deliberate", "publish"):
        getattr(year, stage)()
    change = died(year)
    on("2022-04-19")
    notice.end_notice(year.first, year.round)
    name = {"number": "示例〔2022〕1号", "decided_on": dt.date(2022, 4, 19)}
    assert_refused("须先由领导小组决定", deeds.name, year, **name)
    settled(year, change, "continue")
    decision = deeds.name(year, **name)
    assert "（追授）" in text_of(decision_pdf(decision))
    assert_refused("称号不因去世变动", entered, year, no="004", kind="death", new_name="")


def test_the_meeting_does_not_approve_who_died_undecided(year):
    for stage in ("return_and_withdraw", "check", "score"):
        getattr(year, stage)()
    died(year)
    on("2022-04-11")
    approved = deliberation.proposed_list(year.round, ["ZG2022-004"])
    assert Candidacy.objects.get(nomination__no="ZG2022-001") in approved
    assert_refused(
        "须先由领导小组决定", deeds.meet, year, approved,
    )  # fmt: skip


def test_the_scan_is_read_with_a_reason_and_on_record(year):
    change = confirmed(year)
    auditor = make_user(Role.AUDITOR)
    assert_refused("查看的原因", private_data.read_change_paper, auditor, change, " ")
    assert private_data.read_change_paper(auditor, change, "核对变更") == PDF
    assert AuditEntry.objects.filter(verb="查看变更依据", actor=auditor).count() == 1
    assert not may_read_change_papers(year.clerk)


def test_an_officer_enters_it_on_the_page_and_another_confirms(year):
    file, client = year.file("001"), Client()
    client.force_login(year.first)
    page = f"/nominations/{file.pk}/changes/new/"
    words = {"kind": "firm", "on": "2022-02-07", "credit_code": make_code(55), "document": "劳动合同", "reason": "核对"}  # fmt: skip
    answer = client.post(page, words | {"scan": SimpleUploadedFile("a.pdf", PDF, "application/pdf")})
    assert "没有这一代码的单位" in answer.content.decode()
    words = {"kind": "name", "on": "2022-02-07", "new_name": "甲 新", "document": "公证书", "reason": "核对"}
    answer = client.post(
        page, words | {"scan": SimpleUploadedFile("a.pdf", PDF, "application/pdf")}, follow=True
    )
    assert "等待另一名工作人员复核" in answer.content.decode()
    other = Client()
    other.force_login(year.second)
    other.post(f"/pending/{PendingAct.objects.get(act=changes.CONFIRM).pk}/", {"confirm": ""})
    assert year.file("001").name_now == "甲新"


def test_the_database_refuses_one_person_and_a_death_without_a_document_of_the_decision(year):
    change = confirmed(year)
    for wrong in ({"confirmed_by": change.entered_by}, {"outcome": "end"}, {"new_name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FileChange.objects.filter(pk=change.pk).update(**wrong)
