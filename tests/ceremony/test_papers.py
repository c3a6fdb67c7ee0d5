"""What is printed, read back; readings that stay with the person; photos and to whom they go."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from pypdf import PdfReader

from awards.models import Title
from ceremony.domain import papers, photos, readings, replies
from ceremony.models import Attendee, Photo, Reading
from tests.people import client_of
from tests.uploads import photo
from tests.worlds import hall
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.common.jobs import exported, jobs
from wuhou_craftsmen.common.models import AuditEntry, Job

pytestmark = pytest.mark.django_db
NASTY = "<b>&'\"=1+1"


@kept
def year():
    return hall.named()


@pytest.fixture
def ceremony(year):
    return hall.told(year)


def rename(ceremony, old: str, new: str) -> Attendee:
    who = hall.of(ceremony, old)
    Attendee.objects.filter(pk=who.pk).update(name=new)
    Title.objects.filter(pk=who.title_id).update(name=new)
    return Attendee.objects.get(pk=who.pk)


def taken(year, ceremony, key: str):
    answer = client_of(year.first).post(f"/ceremony/{ceremony.pk}/papers/{key}/")
    assert answer.status_code == 200
    return answer


def text_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def test_the_reading_list_has_groups_names_and_pinyin_with_tones(year, ceremony):
    rename(ceremony, "丁示例", "单䶮")
    rename(ceremony, "甲示例", "阿依古丽·买买提")
    text = text_of(taken(year, ceremony, "reading-list"))
    for word in ("第1组", "shàn", "yǎn", "阿", "·", "lì", "成都示例1号机械有限公司", "共 2 人"):
        assert word in text


def test_a_corrected_reading_is_printed_and_kept_for_the_person(year, ceremony):
    who = hall.of(ceremony, "丁示例")
    client = client_of(year.first)
    page = f"/ceremony/people/{who.pk}/reading/"
    assert "不是拼音" in words_of(client.post(page, {"reading": "dīng xyz lì"}))
    assert "读音写了 1 个" in words_of(client.post(page, {"reading": "dīng"}))
    client.post(page, {"reading": "zheng1 shi4 li4"})
    assert Reading.objects.get(person=who.title.person).syllables == "zhēng shì lì"
    assert "zhēng" in text_of(taken(year, ceremony, "reading-list"))
    assert "已确认" in words_of(client.get(f"/ceremony/{ceremony.pk}/readings/"))
    ((_, _, kept), _) = readings.listed(ceremony)
    assert kept is not None
    rename(ceremony, "丁示例", "丁改名")  # of another name it says nothing
    ((_, signs, kept), _) = readings.listed(ceremony)
    assert kept is None
    assert signs[0].reading == "dīng"


def test_all_suggestions_are_confirmed_at_once(year, ceremony):
    client_of(year.first).post(f"/ceremony/{ceremony.pk}/readings/all/")
    assert set(Reading.objects.values_list("syllables", flat=True)) == {"dīng shì lì", "jiǎ shì lì"}


def test_every_paper_names_who_comes_and_nobody_else(year, ceremony):
    replies.reply(year.first, hall.of(ceremony, "丁示例"), answer="absent", reason="住院")
    for key in ("invitations", "name-cards", "seat-plan", "sign-in"):
        text = text_of(taken(year, ceremony, key))
        assert all(name in text for name in ("高示例", "甲示例")), key
        assert "丁示例" not in text, key
    sheets = len(PdfReader(io.BytesIO(taken(year, ceremony, "name-cards").content)).pages)
    assert sheets == 3
    assert AuditEntry.objects.filter(verb="下载命名大会文件").count() == 5


def test_a_name_card_says_the_name_on_both_sides(year, ceremony):
    assert text_of(taken(year, ceremony, "name-cards")).count("丁示例") == 2


def test_an_invitation_leads_to_the_code_and_shows_no_secret(year, ceremony):
    who = hall.of(ceremony, "丁示例")
    text = text_of(client_of(year.first).post(f"/ceremony/people/{who.pk}/invitation/"))
    for word in ("丁示例 同志", "区文化馆报告厅", "第2排1座", "请着工装"):
        assert word in text
    assert who.code not in text
    assert who.title.check_code not in text


def test_the_workbook_is_the_same_list(year, ceremony):
    sheet = load_workbook(io.BytesIO(taken(year, ceremony, "sign-in-book").content)).active
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert [name for name in names if name in ("高示例", "郭示例", "丁示例", "甲示例")] == [
        "高示例",
        "郭示例",
        "丁示例",
        "甲示例",
    ]


def test_nasty_names_are_printed_as_they_are(year, ceremony):
    Attendee.objects.filter(name="高示例").update(name=NASTY, unit="=cmd|' /C calc'!A0")
    for key in ("invitations", "name-cards", "sign-in"):
        assert "<b>&" in text_of(taken(year, ceremony, key))
    assert taken(year, ceremony, "sign-in-book").content
    page = client_of(year.first).get(f"/ceremony/{ceremony.pk}/seats/").content.decode()
    assert NASTY not in page


def test_a_paper_of_many_is_made_in_the_background(year, ceremony, monkeypatch):
    key = papers.PAPERS["name-cards"].file
    monkeypatch.setitem(exported._FILES, key, replace(exported.kind_of(key), at_once=1))
    client = client_of(year.first)
    page = words_of(client.post(f"/ceremony/{ceremony.pk}/papers/name-cards/", follow=True))
    assert " 人，正在后台生成；完成以后在本页下载" in page
    job = Job.objects.get(kind=key)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result.name) == ("done", "2022年度“诸葛工匠”命名大会桌签.pdf")
    assert "下载 2022年度" in words_of(client.get("/jobs/"))
    assert client.get(f"/jobs/{job.pk}/result/")["Content-Type"] == "application/pdf"


def test_no_such_paper_is_told(year, ceremony):
    assert "没有这一种文件" in words_of(
        client_of(year.first).post(f"/ceremony/{ceremony.pk}/papers/x/", follow=True)
    )


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("丁示例.jpg", ["丁示例"]), ("现场 甲示例 领奖 2.png", ["甲示例"]), ("丁示例、甲示例.jpg", ["丁示例", "甲示例"]), ("2.jpg", ["甲示例"]),
        ("02-1.jpg", ["甲示例"]), ("1号.jpg", ["丁示例"]), ("第1组.jpg", ["丁示例", "甲示例"]), ("DSC0002.jpg", []), ("20220527.jpg", []),
        ("IMG_2.jpg", []), ("99.jpg", []), ("高示例.jpg", ["高示例"]),
    ],
)  # fmt: skip
def test_a_files_name_tells_who_is_on_it(ceremony, name, whom):
    every = list(Attendee.objects.filter(ceremony=ceremony).select_related("group", "title"))
    craftsmen, guests = [w for w in every if w.title], [w for w in every if not w.title]
    people, everybody = photos.told_by(name, craftsmen, guests)
    assert [who.name for who in people] == whom
    assert not everybody


def test_of_two_with_one_name_the_files_name_tells_neither_and_a_longer_name_wins(ceremony):
    rename(ceremony, "甲示例", "丁示例")
    craftsmen = list(Attendee.objects.filter(ceremony=ceremony, title__isnull=False))
    assert photos.told_by("丁示例.jpg", craftsmen) == ([], False)
    rename_to = Attendee.objects.filter(pk=craftsmen[1].pk)
    rename_to.update(name="丁示例华")
    craftsmen = list(Attendee.objects.filter(ceremony=ceremony, title__isnull=False))
    assert [who.name for who in photos.told_by("丁示例华.jpg", craftsmen)[0]] == ["丁示例华"]
    assert photos.told_by("全体合影.jpg", craftsmen) == ([], True)


def test_photos_are_looked_into_given_to_people_and_only_theirs(year, ceremony):
    client, page = client_of(year.first), f"/ceremony/{ceremony.pk}/photos/"
    files = [
        SimpleUploadedFile("丁示例.jpg", photo()),
        SimpleUploadedFile("丁示例2.jpg", b"no picture"),
        SimpleUploadedFile("x.jpg", photo(colour="red")),
    ]
    told = words_of(client.post(page, {"file": files}, follow=True))
    assert "已上传 2 张，其中 1 张" in told
    assert "还没有指定人 1" in told
    assert Photo.objects.count() == 2
    client.post(page, {"file": [SimpleUploadedFile("丁示例.jpg", photo())]})
    assert Photo.objects.count() == 2  # the same content is there once
    loose = Photo.objects.get(people=None)
    client.post(f"/ceremony/photos/{loose.pk}/", {"people": [hall.of(ceremony, "甲示例").pk]})
    own, other = (client_of(year.hr[firm.pk]) for firm in year.firms)
    place = f"/ceremony/people/{hall.of(ceremony, '甲示例').pk}/photos/{loose.pk}/"
    assert own.post(place).status_code == 200
    assert other.post(place).status_code == 404
    mine = Photo.objects.exclude(pk=loose.pk).get()
    assert own.post(f"/ceremony/people/{hall.of(ceremony, '甲示例').pk}/photos/{mine.pk}/").status_code == 404
    client.post(f"/ceremony/photos/{loose.pk}/remove/")
    assert own.post(place).status_code == 404
    client.post(f"/ceremony/photos/{loose.pk}/restore/")
    assert own.post(place).status_code == 200
