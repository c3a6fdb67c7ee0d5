"""A small year worked out by hand: recusal, return and second submit, withdrawal, upheld objection, a tie across the
quota, a held claim, a reversal. Quota 3, seven experts.

    no    totals (seven experts)       final   认可   rank  passes
    006   95 each                      95.00   4/7   1     no (12 < 14)
    001   100, 60, 90 x 5              90.00   7     2     yes -> proposed, named
    007   85 each                      85.00   7     3     yes -> proposed, objection upheld, slot lost
    003   80 each                      80.00   7     4     yes -> tied, not chosen
    004   80 each                      80.00   7     4     yes -> tied, chosen, named
    002   75 each, one expert recused  75.00   6/6   6     yes -> beyond the quota
    005   withdrawn before the review

Money: two naming rewards of 10,000.00; 001 wins 15,000.00 (7,500.00) and, for the same achievement, 30,000.00
(15,000.00 - 7,500.00 = 7,500.00 top-up), which is then reversed; 004's WorldSkills prize is held.
"""

import pytest
from django.contrib.auth import get_user_model

from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.portal.rehearsal.results import result_of

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year().play()


def row(no, rank, score, experts, yes, passes):
    return {
        "no": f"ZG2022-{no}", "rank": rank, "score": score, "experts": experts, "endorsements": yes, "passes": passes,
    }  # fmt: skip


def test_the_year_comes_out_as_worked_out_by_hand(year):
    nothing = {"pays": "0.00", "tax": "0.00", "net": "0.00"}
    assert result_of(year.round) == {
        "ranking": [
            row("006", 1, "95.00", 7, 4, False),
            row("001", 2, "90.00", 7, 7, True),
            row("007", 3, "85.00", 7, 7, True),
            row("003", 4, "80.00", 7, 7, True),
            row("004", 4, "80.00", 7, 7, True),
            row("002", 6, "75.00", 6, 6, True),
        ],
        "unranked": [],
        "named": ["ZG2022-001", "ZG2022-004"],
        "naming_rewards": {"count": 2, "gross": "20000.00", "tax": "4000.00", "net": "16000.00"},
        "claims": [
            {"no": "PT-1", "verdict": "PAY", "pays": "7500.00", "tax": "1500.00", "net": "6000.00"},
            {"no": "PT-2", "verdict": "HELD", **nothing},
            {"no": "PT-3", "verdict": "TOP_UP", **nothing},
        ],
        "matching": {"count": 1, "gross": "7500.00", "tax": "1500.00", "net": "6000.00"},
        "total_gross": "27500.00",
    }
    states = dict(year.round.candidacies.values_list("nomination__no", "state"))
    assert {no[-3:]: state for no, state in states.items()} == {
        "001": "cleared", "002": "not_selected", "003": "not_selected", "004": "cleared", "006": "not_selected",
        "007": "disqualified",
    }  # fmt: skip
    assert audit.verify() is None


ROLE_PAGES = {
    Role.UNION_STAFF: ["/home/", "/nominations/", "/nominations/rounds/", "/nominations/new/", "/nominations/import/",
                       "/review/rounds/{r}/", "/review/rounds/{r}/ranking/", "/review/rounds/{r}/statistics/",
                       "/review/rounds/{r}/meeting/", "/review/rounds/{r}/notice/", "/awards/rounds/{r}/",
                       "/awards/rounds/{r}/claims/", "/awards/rounds/{r}/ledger/", "/awards/rounds/{r}/roster/",
                       "/policy/settings/", "/policy/register/", "/accounts/people/", "/pending/", "/audit/"],
    Role.FINANCE: ["/home/", "/awards/rounds/{r}/ledger/", "/awards/rounds/{r}/roster/", "/awards/rounds/{r}/claims/"],
    Role.LEADER: ["/home/", "/review/rounds/{r}/ranking/", "/review/rounds/{r}/reopening/", "/awards/rounds/{r}/"],
    Role.FIRM_HR: ["/home/", "/nominations/", "/audit/"],
    Role.EXPERT: ["/home/", "/review/files/"],
}  # fmt: skip


def test_every_role_finds_its_pages_and_strangers_do_not(year, client):
    backend = "django.contrib.auth.backends.ModelBackend"
    for role, paths in ROLE_PAGES.items():
        user = get_user_model().objects.filter(memberships__role=role).first()
        client.force_login(user, backend=backend)
        for path in paths:
            answer = client.get(path.format(r=year.round.pk))
            assert answer.status_code == 200, (role, path)
            assert '身份证号">999999' not in answer.content.decode()
    outsider = year.hr[year.firms[1].pk]
    client.force_login(outsider, backend=backend)
    assert client.get(f"/nominations/{year.file('001').pk}/").status_code == 404
    for path in (
        "/review/rounds/{r}/ranking/",
        "/awards/rounds/{r}/ledger/",
        "/review/files/",
        "/accounts/people/",
    ):
        refused = client.get(path.format(r=year.round.pk))
        assert refused.status_code == 403
        assert "您的账号没有这一角色" in refused.content.decode()


def test_what_the_public_reads_holds_no_number_of_anybody(year, client):
    shown = year.round.notices.get()
    title = year.round.decisions.get().titles.first()
    for path in ("/", "/policy/", f"/review/notices/{shown.pk}/", f"/awards/check/{title.check_code}/"):
        text = client.get(path).content.decode()
        assert "999999" not in text, path
    assert "甲示例" in client.get(f"/awards/check/{title.check_code}/").content.decode()
    unknown = client.get("/awards/check/" + "0" * 32 + "/")
    assert unknown.status_code == 200
    assert "没有查到" in unknown.content.decode()


def test_revoked_is_shown_at_once(year, client):
    title = year.round.decisions.get().titles.first()
    together(
        year.first, year.leaders[0], "awards.revoke", title_id=title.pk, on="2022-09-01", reason="严重违法"
    )
    assert "称号已撤销" in client.get(f"/awards/check/{title.check_code}/").content.decode()
