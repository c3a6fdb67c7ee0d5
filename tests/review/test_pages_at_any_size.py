"""The pages of the review are as long, and ask the database as often, with 300 candidates as with 60."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from review.models import Candidacy, Recusal
from tests.worlds.crowd import ScoredCrowd
from tests.worlds.kept import kept
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db
FEW, MANY = 60, 300
CLOSE = 800  # bytes: the figures have more digits, and there may be a pager


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def drawn(user, path) -> tuple[int, int]:
    """How long the page is, and how often it asks."""
    client = signed_in(user)
    client.get(path)  # the first visit writes the session
    with CaptureQueriesContext(connection) as captured:
        page = client.get(path)
    assert page.status_code == 200
    return len(page.content), len(captured)


def assert_no_longer(few: dict, many: dict) -> None:
    for path, (length, asked) in few.items():
        assert many[path][1] == asked, path
        assert abs(many[path][0] - length) < CLOSE, path


@kept
def crowd():
    found = ScoredCrowd()
    found.grow_by(FEW)
    return found


def room(crowd) -> str:
    return f"/review/rounds/{crowd.year.round.pk}/"


def test_while_the_experts_score(crowd):
    def pages():
        return {path: drawn(crowd.year.first, path) for path in (room(crowd), f"{room(crowd)}withdrawal/")}

    few = pages()
    crowd.grow_by(MANY - FEW)
    many = pages()
    assert_no_longer(few, many)
    assert many[room(crowd)][0] < 60 * 1024


def test_after_closing(crowd):
    """Closed twice: the first time is taken back."""

    def pages(candidates):
        crowd.grow_by(candidates - crowd.made)
        year = crowd.year
        with transaction.atomic():
            together(year.secretary, year.leaders[0], "review.close_scoring", round_id=year.round.pk)
            paths = [room(crowd), *(f"{room(crowd)}{name}/" for name in ("statistics", "withdrawal"))]
            found = {path: drawn(year.first, path) for path in paths}
            ranking = {
                number: drawn(year.first, f"{room(crowd)}ranking/{number}") for number in ("", "?of=short")
            }
            transaction.set_rollback(True)
        return found | ranking

    few = pages(120)  # a page of the ranking holds a hundred
    assert_no_longer(few, pages(MANY))


def test_a_recusal_among_many_is_found_by_expert_file_or_firm(crowd):
    client = signed_in(crowd.year.secretary)
    last = Recusal.objects.last().candidacy.nomination
    assert last.no not in client.get(room(crowd)).content.decode()
    assert f"回避 {last.no}" in client.get(room(crowd), {"q": last.no}).content.decode()
    assert "回避 ZZ2022-" in client.get(room(crowd), {"q": "P07"}).content.decode()
    assert "回避 ZZ2022-" not in client.get(room(crowd), {"q": "P01"}).content.decode()


def impose(crowd, no) -> str:
    words = {"member": crowd.members[0].pk, "candidacy": no, "cause": "kin", "note": "经查为其表兄"}
    answer = signed_in(crowd.year.secretary).post(f"{room(crowd)}recusal/", words, follow=True)
    return answer.content.decode()


def test_the_secretary_names_the_file_by_its_number(crowd):
    assert "本批次的候选人里没有“ZZ-1”，请核对申报编号" in impose(crowd, "ZZ-1")
    Candidacy.objects.filter(nomination__no="ZZ2022-00002").update(state="withdrawn")
    assert "ZZ2022-00002" in (told := impose(crowd, "ZZ2022-00002"))
    assert "现在是“已撤回”，不能办理（须为“专家评审”）" in told
    assert not crowd.members[0].recusals.exists()
    assert "已登记 P01 回避 ZZ2022-00001" in impose(crowd, "ｚｚ２０２２-00001 ")
    assert crowd.members[0].recusals.get().candidacy.nomination.no == "ZZ2022-00001"


def test_who_is_to_leave_is_named_by_the_number_too(crowd):
    client, page = signed_in(crowd.year.first), f"{room(crowd)}withdrawal/"
    words = {"candidacy": "ZZ2022-99999", "reason": "本人书面申请"}
    assert "没有“ZZ2022-99999”" in client.post(page, words).content.decode()
    client.post(page, words | {"candidacy": "zz2022-00007"})
    pending = PendingAct.objects.get(act="review.withdraw")
    assert Candidacy.objects.get(pk=pending.params["candidacy_id"]).nomination.no == "ZZ2022-00007"
