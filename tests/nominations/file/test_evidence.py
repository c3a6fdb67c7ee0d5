"""What proves a file: early, by kind, by the rule of its page; the ID card by few; a returned file as marked."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from nominations.domain.checking import endorsement
from nominations.domain.file import drafts, evidence, submission
from nominations.domain.file.checklist import submission_checks
from nominations.models import Evidence, EvidenceKind
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from tests import uploads
from tests.pdfs import PDF, tiny_pdf
from tests.people import make_id
from tests.permissions.table import COLUMNS, World
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.common.files import scanning
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry, PrivateFile

pytestmark = pytest.mark.django_db
WORDS = {"name": "新示例", "sex": "男", "trade": "钳工", "route": "unit"}


@kept
def year():
    return Year()


@pytest.fixture
def draft(year):
    """A draft of a minute ago: nothing but the name."""
    firm = year.firms[0]
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(80), phone="10000000080", fields=WORDS
    )


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def paper(content: bytes = PDF, name: str = "example.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(draft, kind: str, *papers):
    page = f"/nominations/{draft.pk}/evidence/"
    words = {"kind": kind, "file": papers}
    answer = as_user(draft.created_by).post(page, words, follow=True, HTTP_REFERER=f"http://testserver{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def live(draft, kind=None):
    found = draft.evidence.filter(removed_at=None)
    return found.filter(kind=kind) if kind else found


def complete(draft):
    days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
    days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": dt.date(2022, 1, 20)}
    words = {"pledged_on": dt.date(2022, 1, 20), "deeds": "事迹。", "frontline": True}
    return drafts.edit(draft.created_by, draft, fields=days | words)


def submitted(draft):
    for kind in REQUIRED_EVIDENCE:
        evidence.upload(draft.created_by, draft, kind, PDF, "example.pdf")
    return submission.submit(draft.created_by, complete(draft))


def returned(year, draft, *fields):
    file = submitted(draft)
    return endorsement.return_for_correction(
        year.clerk,
        file,
        opinion="请补充",
        marks=dict.fromkeys(fields, "请补充"),
        seen_sha256=file.frozen_sha256,
    )


# Uploading


@pytest.mark.parametrize("kind", EvidenceKind.values)
def test_every_kind_may_be_uploaded_from_the_first_minute(draft, kind):
    sent = paper(uploads.photo(), "证.jpg") if kind == "photo" else paper()
    page = send(draft, kind, sent)
    assert f"”已上传到“{EvidenceKind(kind).label}”。" in page
    assert live(draft, kind).count() == 1


def test_several_files_at_once_and_one_that_is_refused_keeps_none_out(draft):
    page = send(
        draft,
        "honour",
        paper(tiny_pdf("1"), "一.pdf"),
        paper(b"MZ", "坏.pdf"),
        paper(tiny_pdf("2"), "二.pdf"),
    )
    assert page.count("已上传到“荣誉证书”。") == 2
    assert "“坏.pdf”不是 PDF，也不是" in page
    assert live(draft, "honour").count() == 2


def test_the_same_content_of_the_same_kind_is_there_once(draft):
    send(draft, "honour", paper())
    stored = PrivateFile.objects.count()
    page = send(draft, "honour", paper(name="另一个名.pdf"))
    assert "内容与已上传的相同，没有重复添加" in page
    assert (live(draft).count(), PrivateFile.objects.count()) == (1, stored)
    send(draft, "achievement", paper())  # of another kind it proves something else
    assert live(draft).count() == 2


def test_the_same_picture_is_known_though_it_was_drawn_anew(draft):
    for _ in range(2):
        send(draft, "honour", paper(uploads.photo_with_a_place(), "奖状.jpg"))
    assert live(draft).count() == 1


def test_a_photo_is_a_picture_and_the_newest_takes_the_place_of_the_old(draft):
    assert "不是照片" in send(draft, "photo", paper())
    send(draft, "photo", paper(uploads.photo(colour="navy"), "旧.jpg"))
    send(draft, "photo", paper(uploads.photo(colour="olive"), "新.jpg"))
    assert live(draft, "photo").get().file.name == "新.jpg"
    old = draft.evidence.get(file__name="旧.jpg")
    evidence.restore(draft.created_by, old)
    assert live(draft, "photo").get() == old
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.evidence.update(removed_at=None)


def test_at_most_thirty_files(draft):
    stored = store_upload(PDF, name="a.pdf", actor=None)
    for _ in range(30):
        Evidence.objects.create(nomination=draft, kind="other", file=stored)
    assert "最多 30 份材料" in send(draft, "honour", paper(tiny_pdf("31")))
    evidence.remove(draft.created_by, live(draft).first())
    assert "已上传到“荣誉证书”" in send(draft, "honour", paper(tiny_pdf("31")))
    with pytest.raises(Refusal, match="最多 30 份"):
        evidence.restore(draft.created_by, draft.evidence.exclude(removed_at=None).get())


def test_nonsense_is_refused_with_words(draft):
    assert "请从列表中选择材料类别" in send(draft, "nonsense", paper())
    assert "请选择要上传的文件" in send(draft, "honour")


# A returned file


def test_a_returned_file_takes_no_papers_where_they_were_not_marked(year, draft):
    file = returned(year, draft, "deeds")
    hr, known = draft.created_by, live(file).first()
    for verb, words in (
        (evidence.upload, (file, "honour", tiny_pdf("late"), "a.pdf")),
        (evidence.attach, (file, "honour", known.file)),
        (evidence.remove, (known,)),
        (evidence.restore, (known,)),
    ):
        with pytest.raises(Refusal, match="没有标出“证明材料”"):
            verb(hr, *words)
    page = as_user(hr).get(f"/nominations/{file.pk}/evidence/").content.decode()
    assert "没有标出“证明材料”" in page
    assert "data-upload" not in page
    assert drafts.edit(hr, file, fields={"deeds": "补充。"}).deeds == "补充。"


def test_a_returned_file_takes_papers_where_they_were_marked(year, draft):
    file = returned(year, draft, "evidence")
    frozen = file.frozen["evidence"]
    evidence.upload(draft.created_by, file, "honour", tiny_pdf("late"), "a.pdf")
    again = submission.submit(draft.created_by, file)
    assert len(again.frozen["evidence"]) == len(frozen) + 1


def test_a_submitted_file_takes_nothing(draft):
    file = submitted(draft)
    with pytest.raises(Refusal, match="不能修改"):
        evidence.upload(draft.created_by, file, "honour", tiny_pdf("late"), "a.pdf")


# Reading


def allowed_to_read(client, world, paper) -> tuple[bool, bool]:
    """(the page shows the paper, the file itself is given), by the file's page or by the expert's copy."""
    page, copy = f"/nominations/{world.file.pk}/", f"/review/files/{world.file.candidacy.pk}/"
    link = "photo/" if paper.kind == "photo" else f"evidence/{paper.pk}/"
    shown = given = False
    for start in (page, copy):
        answer = client.get(start)
        shown |= answer.status_code == 200 and f'href="{start}{link}"' in answer.content.decode()
        given |= client.get(f"{start}evidence/{paper.pk}/").status_code == 200
    if paper.kind == "photo":
        assert given == (client.get(page + "photo/").status_code == 200)
    return shown, given


def test_who_sees_a_paper_on_a_page_may_open_it_and_nobody_else():
    world = World("scoring")
    file = world.file
    photo = store_upload(uploads.photo(), name="照片.jpg", actor=None)
    for kind in EvidenceKind.values:
        if not file.evidence.filter(kind=kind).exists():
            stored = photo if kind == "photo" else file.evidence.first().file
            Evidence.objects.create(nomination=file, kind=kind, file=stored)
    readers = {}
    for kind in EvidenceKind.values:
        proof = file.evidence.get(kind=kind)
        for column in COLUMNS:
            shown, given = allowed_to_read(world.client(column), world, proof)
            assert shown == given, (kind, column)
            readers.setdefault(kind, set()).update({column} if given else ())
    everybody = {"HO", "SD", "EA", "ES", "US", "LG", "DO", "AU"}
    assert readers.pop("id_card") == set()  # never by a link
    assert readers.pop("photo") == everybody - {"EA"}
    assert all(found == everybody for found in readers.values())


def test_the_photo_is_shown_safely_and_everything_else_is_a_download(draft):
    send(draft, "photo", paper(uploads.photo_with_a_place(), "照片.jpg"))
    send(draft, "honour", paper(uploads.photo(), "奖状.jpg"))
    client = as_user(draft.created_by)
    shown = client.get(f"/nominations/{draft.pk}/photo/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"] == "inline"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert b"Exif" not in shown.content
    honour = client.get(f"/nominations/{draft.pk}/evidence/{live(draft, 'honour').get().pk}/")
    assert honour.headers["Content-Disposition"].startswith("attachment")
    for answer in (shown, honour):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
    evidence.remove(draft.created_by, live(draft, "photo").get())
    assert client.get(f"/nominations/{draft.pk}/photo/").status_code == 404


def test_a_look_at_the_id_card_is_on_record_with_its_reason(year, draft):
    evidence.upload(draft.created_by, draft, "id_card", uploads.photo(), "身份证.jpg")
    file = submitted(draft)
    page = f"/nominations/{file.pk}/evidence/{live(file, 'id_card').get().pk}/id-card/"
    assert as_user(draft.created_by).post(page).status_code == 200
    assert as_user(year.clerk).post(page, {"reason": "核对本人身份"}).status_code == 200
    assert as_user(year.clerk).post(page, {"reason": ""}).status_code == 403
    assert as_user(year.leaders[0]).post(page, {"reason": "想看"}).status_code == 403
    looks = AuditEntry.objects.filter(verb="查看身份证照片").order_by("seq")
    assert [(look.actor, look.details["reason"]) for look in looks] == [
        (draft.created_by, "本单位核对"),
        (year.clerk, "核对本人身份"),
    ]


def test_who_may_not_see_the_id_card_does_not_see_its_name_either(year, draft):
    evidence.upload(draft.created_by, draft, "id_card", uploads.photo(), "张三身份证.jpg")
    file = submitted(draft)
    for user, sees in (
        (year.clerk, True),
        (year.first, True),
        (year.leaders[0], False),
        (year.secretary, False),
    ):
        page = as_user(user).get(f"/nominations/{file.pk}/").content.decode()
        assert ("张三身份证" in page) == sees


# The antivirus


@pytest.fixture
def scanner(settings):
    with uploads.clamd() as server:
        settings.CLAMD = server.address
        yield server


def test_a_file_with_papers_that_wait_may_be_submitted(scanner, draft):
    assert submitted(draft).receipt_no
    assert scanner.asked == []
    page = as_user(draft.created_by).get(f"/nominations/{draft.pk}/").content.decode()
    assert page.count("正在安全检查") == 2


def test_an_infected_paper_must_be_changed_before_submitting(scanner, draft):
    for kind in REQUIRED_EVIDENCE:
        evidence.upload(draft.created_by, draft, kind, PDF, "example.pdf")
    bad = evidence.upload(draft.created_by, draft, "honour", uploads.pdf_with_signature(), "bad.pdf")
    file = complete(draft)
    scanning.scan_waiting()
    with pytest.raises(Refusal, match=r"“bad\.pdf”未通过安全检查"):
        submission.submit(draft.created_by, file)
    client = as_user(draft.created_by)
    answer = client.get(f"/nominations/{file.pk}/evidence/{bad.pk}/")
    assert answer.status_code == 403
    assert "请更换" in answer.content.decode()
    evidence.remove(draft.created_by, bad)
    file.refresh_from_db()
    assert all(check.passed for check in submission_checks(file))
    assert submission.submit(draft.created_by, file).receipt_no


def test_none_of_fourteen_roles_reads_a_paper_that_waits_or_is_infected():
    world = World("scoring")
    proof = world.file.evidence.first()
    for scanned, at in (("waiting", None), ("infected", dt.datetime(2022, 2, 1, tzinfo=dt.UTC))):
        PrivateFile.objects.filter(pk=proof.file_id).update(scanned=scanned, scanned_at=at)
        for column in COLUMNS:
            assert allowed_to_read(world.client(column), world, proof) == (False, False), (scanned, column)


def test_an_empty_file_among_good_ones_is_named_and_keeps_none_out(draft):
    told = send(
        draft,
        EvidenceKind.HONOUR,
        paper(name="一.pdf"),
        paper(b"", "空的.pdf"),
        paper(tiny_pdf("二"), "二.pdf"),
    )
    assert "空的.pdf" in told
    assert "是空的" in told
    assert told.count("已上传到“荣誉证书”。") == 2
    assert live(draft).count() == 2
