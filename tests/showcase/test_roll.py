"""The roll of craftsmen: what the naming decision says of all, what each approved of himself, and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nominations.models import EvidenceKind
from showcase.domain import profiles, proposal
from showcase.models import Profile
from tests.people import client_of, on
from tests.uploads import photo
from tests.worlds.roll import DEED
from wuhou_craftsmen.common.files import pages, store
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.portal.home import todos_of

pytestmark = pytest.mark.django_db


def labels(user) -> dict[str, int]:
    return {todo.label: todo.count for todo in todos_of(user)}


def test_everybody_named_is_on_the_roll_with_what_the_decision_says(roll):
    page = Client().get("/craftsmen/").content.decode()
    named = roll.year.round.decisions.get().titles.all()
    assert len(named) == Profile.objects.count() > 1
    for title in named:
        file = title.candidacy.nomination
        assert title.name in page
        assert file.trade in page
        assert file.firm.name in page
    assert "silhouette.svg" in page
    one = roll.page()
    assert "2022年度武侯区“诸葛工匠”" in one
    assert "成长历程" not in one, "the climb is not in the decision"
    assert roll.first.draft_deed not in one or not roll.first.draft_deed


def test_the_clock_begins_each_profile_once(roll):
    assert profiles.begin() == 0
    numbers = [p.title.certificate_no for p in Profile.objects.order_by("pk")]
    assert numbers == sorted(numbers), "by strokes as the decision lists them, never by rank"


def test_the_person_approves_and_the_page_shows_deed_and_climb(roll):
    assert labels(roll.year.first)["待征求本人意见的工匠简介"] == Profile.objects.count()
    client = roll.entered()
    assert labels(roll.year.first)["已征求意见、还没有答复的工匠简介"] == 1
    assert DEED not in roll.page(), "asked is not approved"
    own = client.get("/craftsmen/own/").content.decode()
    assert DEED in own
    told = client.post("/craftsmen/own/", {"approve": "", "seen": DEED}).content.decode()
    assert "撤回用的链接" in told
    page = roll.page()
    assert DEED in page
    assert "<b>诸葛工匠</b><span>2022年</span>" in page
    assert "已征求意见、还没有答复的工匠简介" not in labels(roll.year.first)
    assert DEED in Client().get("/craftsmen/").content.decode()


def test_the_link_opens_once_and_looking_does_not_use_it_up(roll):
    link = roll.asked()
    for _ in range(2):
        assert "我是本人" in Client().get(link).content.decode()
    assert Client().post(link).status_code == 200
    assert Client().post(link).status_code == 403
    assert Client().get("/craftsmen/own/").status_code == 403


def test_who_is_signed_in_cannot_answer_for_the_person(roll):
    link = roll.asked()
    assert client_of(roll.year.first).post(link).status_code == 403
    roll.first.refresh_from_db()
    assert roll.first.state == "asked"


def test_what_was_changed_after_the_link_is_not_approved_unseen(roll):
    client = roll.entered()
    roll.union.post(f"/craftsmen/profiles/{roll.first.pk}/draft/", {"deed": "换了一句话。"})
    client.post("/craftsmen/own/", {"approve": "", "seen": DEED})
    roll.asked(deed="又换了一句话。")
    assert client.post("/craftsmen/own/", {"approve": "", "seen": DEED}).status_code == 403
    roll.first.refresh_from_db()
    assert (roll.first.state, roll.first.deed) == ("asked", "")


def test_the_persons_own_link_takes_everything_back_at_once(roll):
    link = roll.approved()
    assert "撤回" in Client().get(link).content.decode()
    assert DEED in roll.page(), "a messenger's look does nothing"
    assert "已经撤回" in Client().post(link).content.decode()
    assert DEED not in roll.page()
    assert "成长历程" not in roll.page()
    assert Client().post(link).status_code == 403
    assert labels(roll.year.first)["待征求本人意见的工匠简介"] == Profile.objects.count() - 1


def test_the_union_takes_it_back_upon_the_persons_word(roll):
    link = roll.approved()
    place = f"/craftsmen/profiles/{roll.first.pk}/withdraw/"
    assert "is-invalid" in roll.union.post(place, {"reason": ""}).content.decode()
    roll.union.post(place, {"reason": "6 月 7 日来电提出"})
    assert DEED not in roll.page()
    assert Client().post(link).status_code == 403, "the own link is void with it"


def test_who_declines_stays_with_what_the_decision_says_and_the_union_reads_why(roll):
    roll.entered().post("/craftsmen/own/", {"decline": "", "remark": "请写我带徒弟的事"})
    assert DEED not in roll.page()
    assert roll.first.name in roll.page()
    told = roll.union.get(f"/craftsmen/profiles/{roll.first.pk}/").content.decode()
    assert "请写我带徒弟的事" in told
    assert "本人不同意公开" in told
    roll.approved()
    assert DEED in roll.page(), "asked anew with another deed"


@pytest.mark.parametrize("deed", ["联系电话 100 0000 0001", "x" * 121, " "])
def test_a_deed_that_cannot_be_shown_is_refused_where_it_is_written(roll, deed):
    before = roll.first.draft_deed
    answer = roll.union.post(f"/craftsmen/profiles/{roll.first.pk}/draft/", {"deed": deed})
    assert "is-invalid" in answer.content.decode()
    roll.first.refresh_from_db()
    assert roll.first.draft_deed == before


def test_a_deed_is_proposed_of_whole_sentences_without_numbers():
    assert proposal.deed_of("第一句。第二句。" + "长" * 120 + "。") == "第一句。第二句。"
    assert proposal.deed_of("电话10000000001。") == ""
    assert proposal.deed_of("") == ""


def test_a_revoked_title_leaves_the_roll_at_once(roll):
    roll.approved()
    leaders = roll.year.leaders
    together(
        leaders[0],
        leaders[1],
        "awards.revoke",
        title_id=roll.first.title_id,
        on="2022-04-28",
        reason="示例事由",
    )
    assert Client().get(f"/craftsmen/{roll.first.pk}/").status_code == 404
    assert roll.first.name not in Client().get("/craftsmen/").content.decode()
    assert roll.first.name not in Client().get("/notices/2022/").content.decode()


def test_nothing_is_approved_of_a_title_that_was_revoked_meanwhile(roll):
    person = roll.entered()
    first, second = roll.year.leaders[:2]
    together(first, second, "awards.revoke", title_id=roll.first.title_id, on="2022-04-28", reason="示例事由")
    answer = person.post("/craftsmen/own/", {"approve": "", "seen": DEED})
    assert "称号已撤销" in answer.content.decode()
    roll.first.refresh_from_db()
    assert (roll.first.state, roll.first.deed) == ("asked", "")


def test_the_portrait_is_drawn_anew_and_shown_only_with_the_persons_tick(roll):
    file = roll.first.title.candidacy.nomination
    drawing = upload_photo(file)
    address = f"/craftsmen/{roll.first.pk}/portrait.webp"
    link = roll.approved()
    assert Client().get(address).status_code == 404, "he did not tick it"
    Client().post(link)
    roll.approved(portrait=True)
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.content[:4] == b"RIFF"
    assert len(answer.content) < 12_000
    assert address in roll.page()
    assert "data:image/webp;base64," in Client().get("/craftsmen/").content.decode()
    assert drawing.pages


def upload_photo(file):
    """The photo as it was handed in with the file, drawn by the process that draws pages."""
    file.evidence.filter(kind=EvidenceKind.PHOTO).delete()
    paper = file.evidence.create(kind=EvidenceKind.PHOTO, file=stored(photo(size=(300, 400))))
    pages.draw(paper.file.pk)
    paper.file.refresh_from_db()
    return paper.file


def stored(content: bytes):
    return store.store(content, name="照片.jpg", content_type="image/jpeg", actor=None)


def test_the_database_shows_nothing_that_nobody_approved(roll):
    for column in ({"deed": "x"}, {"climb": "2020 学徒"}, {"portrait": b"x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Profile.objects.filter(pk=roll.first.pk).update(**column)


def test_the_roll_is_narrowed_by_year_trade_street_and_words(roll):
    def names(query: str) -> list[bool]:
        page = Client().get(f"/craftsmen/{query}").content.decode()
        return [f"/craftsmen/{p.pk}/" in page for p in Profile.objects.order_by("pk")]

    everybody = len(names("?year=2022"))
    assert all(names("?year=2022"))
    assert names(f"?q={roll.first.name}").count(True) == 1
    assert all(names(f"?street={roll.first.street}&trade={roll.first.trade}"))
    assert (
        names(f"?q={roll.first.firm}").count(True) < everybody
        or Profile.objects.values("firm").distinct().count() == 1
    )
    assert "不能用身份证号" in Client().get("/craftsmen/?q=11010119900101001X").content.decode()


def test_the_person_is_told_where_he_has_an_address(roll, settings):
    settings.SMS_URL = "https://sms.example/"
    roll.asked()
    told = Message.objects.filter(kind="profile_link")
    assert all("/craftsmen/link/" in message.path for message in told)


def test_links_end_with_their_days(roll):
    link = roll.asked()
    on("2022-05-20")
    assert Client().post(link).status_code == 403
