"""The papers of the intake: what stands on them, who gets them, and the stamped scan that comes back."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client

from nominations.documents import contents, intake_content
from nominations.documents.application import application_form_pdf
from nominations.documents.application_content import form_of
from nominations.domain.checking import consultation, endorsement, ranks, stamped_papers
from nominations.domain.file import withdrawal
from nominations.domain.file.private_data import PrivateNumbers
from nominations.domain.rounds import call_notice
from nominations.models import Evidence, EvidenceKind, Nomination, ReportKind, UnitReport
from tests.pdfs import PDF, foreign_fonts, images_of, pages_of, text_of
from tests.people import make_user, unit
from tests.small_year import Year
from tests.uploads import photo
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import pages
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry, PrivateFile

pytestmark = pytest.mark.django_db
SCAN = PDF


@kept
def year():
    return Year().play("nominate")


def street():
    return unit("浆洗街街道")


def endorse(year, *numbers):
    for no in numbers:
        file = year.file(no)
        endorsement.endorse(year.clerk, file, opinion="材料齐全，同意推荐", seen_sha256=file.frozen_sha256)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def code(year, kind):
    content = contents.content_of(year.round, street(), kind)
    return contents.code_of(contents.sha256_of(content))


def bring_back(year, kind):
    return stamped_papers.upload(year.clerk, year.round, kind, SCAN, "扫描件.pdf", code=code(year, kind))


def body(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def test_the_form_of_a_file_says_what_the_file_says_and_masks_the_numbers(year):
    endorse(year, "001")
    file = year.file("001")
    text = text_of(application_form_pdf(form_of(file, year.first)))
    for words in ("甲示例", file.firm.name, file.firm.credit_code, "浆洗街街道", "材料齐全，同意推荐", "照片",
                  "诚信承诺", "单位公示证明", "2022年1月24日至2022年1月28日", file.frozen_sha256, "打印日期"):  # fmt: skip
        assert words in text
    assert file.person.id_number not in text
    assert file.person.id_number[6:14] not in text
    assert "1985年1月1日" not in text
    assert "草稿" not in text


def test_the_photo_is_printed_as_the_process_that_draws_uploads_drew_it(year):
    file = year.file("001")
    assert images_of(application_form_pdf(form_of(file, year.first))) == []
    stored = store_upload(photo(size=(600, 800), colour="teal"), name="photo.jpg", actor=None)
    Evidence.objects.create(nomination=file, kind=EvidenceKind.PHOTO, file=stored)
    assert "照片" in text_of(
        application_form_pdf(form_of(file, year.first))
    )  # not drawn yet: the empty place
    pages.draw(stored.pk)
    pdf = application_form_pdf(form_of(file, year.first))
    assert images_of(pdf)[0].getpixel((5, 5)) == pytest.approx((0, 128, 128), abs=3)
    PrivateFile.objects.filter(pk=stored.pk).update(scanned="infected", scanned_at=stored.uploaded_at)
    assert images_of(application_form_pdf(form_of(file, year.first))) == []


def test_what_is_no_drawn_page_is_never_decoded_for_a_paper(year):
    paper = form_of(year.file("001"), year.first)
    for sent in (photo(), b"<svg/>", b"RIFF1234WEBPbroken"):
        assert images_of(application_form_pdf(replace(paper, photo=sent))) == []


def test_the_own_firm_prints_the_whole_numbers_and_it_is_on_record(year):
    file = year.file("001")
    client = signed_in(year.hr[file.firm_id])
    text = text_of(client.post(f"/nominations/{file.pk}/form/full/").content)
    assert file.person.id_number in text
    assert "1985年1月1日" in text
    assert AuditEntry.objects.filter(verb="查看完整身份证号", details__reason="打印申报表").count() == 1
    assert file.person.id_number not in text_of(client.get(f"/nominations/{file.pk}/form/").content)
    stranger = signed_in(year.hr[year.file("002").firm_id])
    assert stranger.post(f"/nominations/{file.pk}/form/full/").status_code == 404
    assert signed_in(year.clerk).post(f"/nominations/{file.pk}/form/full/").status_code == 403


def test_a_draft_and_a_returned_file_are_marked_on_every_page(year):
    file = year.file("001")
    endorsement.return_for_correction(
        year.clerk, file, opinion="请补充", marks={"deeds": "请补充带徒情况"}, seen_sha256=file.frozen_sha256
    )
    Nomination.objects.filter(pk=file.pk).update(deeds="攻克难题，带徒传技。\n" * 150)
    pages = pages_of(application_form_pdf(form_of(year.file("001"), year.first)))
    assert len(pages) > 1
    assert all("草" in page and "稿" in page for page in pages)


def test_what_departments_said_is_not_printed_for_the_firm(year):
    file = year.file("001")
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    opinion = consultation.ask(year.first, file, unit("区人社局"), due_on=dt.date(2022, 2, 20))
    consultation.reply(officer, opinion, answer="clear", document_no="示例函1号")
    assert "示例函1号" in text_of(application_form_pdf(form_of(file, year.first)))
    hr = year.hr[file.firm_id]
    whole = PrivateNumbers(file.person.id_number, file.person.phone)
    assert "示例函1号" not in text_of(application_form_pdf(form_of(file, hr, whole)))


def test_the_posted_list_holds_name_firm_trade_and_post_alone_by_strokes(year):
    endorse(year, "004", "001", "003")
    pdf = intake_content.unit_paper_pdf(year.round, street(), ReportKind.LIST)
    text = text_of(pdf)
    places = [text.index(name) for name in ("丁示例", "丙示例", "甲示例")]
    assert places == sorted(places)
    assert "姓氏笔画" in text
    assert "高级工" not in text
    assert not re.search(r"\d{9}", text.replace("SHA", ""))
    assert foreign_fonts(pdf) == []


def test_a_long_number_is_never_posted(year):
    Nomination.objects.filter(no="ZG2022-001").update(post="联系13800001111")
    endorse(year, "001")
    with pytest.raises(Refusal, match="长串数字"):
        intake_content.unit_paper_pdf(year.round, street(), ReportKind.LIST)


def test_ranking_and_report_tell_order_and_numbers(year):
    endorse(year, "001", "002", "003")
    ranks.move(year.clerk, year.file("003"), 1)
    file = year.file("004")
    endorsement.return_for_correction(
        year.clerk, file, opinion="请补充", marks={"deeds": "请补充带徒情况"}, seen_sha256=file.frozen_sha256
    )
    ranking = text_of(intake_content.unit_paper_pdf(year.round, street(), ReportKind.RANKING))
    places = [ranking.index(name) for name in ("丙示例", "甲示例", "乙示例")]
    assert places == sorted(places)
    assert "材料齐全，同意推荐" in ranking
    report = text_of(intake_content.unit_paper_pdf(year.round, street(), ReportKind.REPORT))
    assert "共收到申报7份，其中退回补正过1份；初审通过3份，尚未办结4份，单位撤回0份" in report
    assert "盖章" in report


def test_the_summary_lists_the_firms_nominees_in_its_own_order_without_numbers(year):
    firm = year.firms[0]
    client = signed_in(year.hr[firm.pk])
    text = text_of(client.get("/nominations/summary/").content)
    places = [text.index(name) for name in ("甲示例", "丙示例", "庚示例")]
    assert places == sorted(places)
    assert "乙示例" not in text
    assert client.get("/nominations/summary/workbook/").status_code == 200
    endorse(year, "002", "001")
    units = text_of(signed_in(year.clerk).get("/nominations/summary/").content)
    assert units.index("乙示例") < units.index("甲示例")
    assert signed_in(year.first).get("/nominations/summary/").status_code == 403


def test_a_scan_is_bound_to_what_was_printed(year):
    endorse(year, "001", "002")
    printed = code(year, ReportKind.RANKING)
    text = text_of(intake_content.unit_paper_pdf(year.round, street(), ReportKind.RANKING))
    assert printed in text
    ranks.move(year.clerk, year.file("002"), 1)
    with pytest.raises(Refusal, match="名单已有变动"):
        stamped_papers.upload(year.clerk, year.round, ReportKind.RANKING, SCAN, "a.pdf", code=printed)
    first = bring_back(year, ReportKind.RANKING)
    second = bring_back(year, ReportKind.RANKING)
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert UnitReport.objects.filter(replaced_at=None).get() == second
    with pytest.raises(Refusal, match="不是 PDF，也不是"):
        stamped_papers.upload(
            year.clerk, year.round, ReportKind.RANKING, b"<svg>", "a.svg", code=code(year, ReportKind.RANKING)
        )


def test_the_order_closes_with_the_third_scan_and_opens_when_one_is_taken_back(year):
    endorse(year, "001", "002")
    for kind in ReportKind.values:
        ranks.move(year.clerk, year.file("002"), 2)  # still open, and nothing to move
        bring_back(year, kind)
    with pytest.raises(Refusal, match="盖章件都已上传"):
        ranks.move(year.clerk, year.file("002"), 1)
    stamped_papers.take_back(year.clerk, year.round, ReportKind.RANKING)
    ranks.move(year.clerk, year.file("002"), 1)
    assert ranks.ranked(year.round, street())[0].nomination.no == "ZG2022-002"


def test_what_changed_since_the_stamp_is_told_to_clerk_and_union(year):
    endorse(year, "001", "002")
    for kind in ReportKind.values:
        bring_back(year, kind)
    clerk, union = signed_in(year.clerk), signed_in(year.first)
    progress = f"/nominations/rounds/{year.round.pk}/reports/"
    assert "请重新打印盖章" not in clerk.get("/nominations/papers/").content.decode()
    assert "有 1 个单位，共 13 个单位" in union.get(progress).content.decode()
    file = year.file("001")
    withdrawal.withdraw(year.hr[file.firm_id], file, reason="调离")
    assert clerk.get("/nominations/papers/").content.decode().count("请重新打印盖章") == 3
    page = union.get(progress).content.decode()
    assert page.count('bad">有变动') == 3
    assert "有 0 个单位，共 13 个单位" in page


def test_a_scan_is_read_by_its_unit_and_the_union_alone(year):
    endorse(year, "001")
    report = bring_back(year, ReportKind.LIST)
    address = f"/nominations/scans/{report.pk}/"
    assert body(signed_in(year.clerk).get(address)) == SCAN
    assert body(signed_in(year.first).get(address)) == SCAN
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    assert signed_in(other).get(address).status_code == 404
    for person in (year.leaders[0], year.hr[year.firms[0].pk], year.secretary):
        assert signed_in(person).get(address).status_code == 403


def test_the_progress_list_asks_the_database_little(year, django_assert_max_num_queries):
    endorse(year, "001", "002", "003")
    client = signed_in(year.first)
    with django_assert_max_num_queries(18):
        client.get(f"/nominations/rounds/{year.round.pk}/reports/")


def test_the_notice_names_no_gate_and_is_everybodys_once_the_round_is_open(year):
    together(
        year.first, year.second, "nominations.change_quotas", round_id=year.round.pk,
        places={str(street().pk): 5}, reason="首次核定",
    )  # fmt: skip
    call_notice.register(
        year.first,
        year.round,
        number="示例工发〔2022〕3号",
        contact="区总工会（示例）\n电话：028-0000000",
        issued_on=dt.date(2022, 2, 7),
    )
    home = Client().get("/").content.decode()
    notice, table = (f"/nominations/rounds/{year.round.pk}/{name}/pdf/" for name in ("call", "quotas"))
    assert notice in home
    assert table in home
    text = re.sub(r"—\d—", "", text_of(Client().get(notice).content))  # page numbers stand between lines
    for words in ("示例工发〔2022〕3号", "计划命名3名", "单位推荐、个人自荐或者社会推荐", "浆洗街街道5", "示例批准文件",
                  "打破年龄、学历、资历和身份等限制", "2022年2月28日24:00截止", "028-0000000"):  # fmt: skip
        assert words in text
    assert not re.search(r"年满|周岁|以上学历|以上职称", text)
    assert "浆洗街街道5" in text_of(Client().get(table).content)
    type(year.round).objects.filter(pk=year.round.pk).update(state="annulled")
    assert Client().get(notice).status_code == 404


def test_a_public_notice_is_changed_by_two_people_and_shows_no_mobile(year):
    words = {"number": "示例〔2022〕3号", "issued_on": dt.date(2022, 2, 7)}
    with pytest.raises(Refusal, match="手机号"):
        call_notice.register(year.first, year.round, contact="张三 138 0000 1111", **words)
    call_notice.register(year.first, year.round, contact="电话：028-0000000", **words)
    with pytest.raises(Refusal, match="两人"):
        call_notice.register(year.first, year.round, contact="电话：028-0000001", **words)
    changed = together(
        year.first, year.second, "nominations.change_call", round_id=year.round.pk, number="示例〔2022〕4号",
        contact="电话：028-0000001", issued_on="2022-02-08",
    )  # fmt: skip
    assert changed.number == "示例〔2022〕4号"
