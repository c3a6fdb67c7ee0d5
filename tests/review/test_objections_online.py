"""An objection by somebody signed in: in time, under the own name, which nobody reads without a reason."""

import pytest

from review import rules
from review.domain.outcome import objections
from review.models import Objection
from tests.people import client_of, make_user, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
SAID = {"contact": "028-00000000", "allegation": "业绩材料不实。"}


@kept
def shown():
    year = Year().play("deliberate")
    year.publish()
    return year


def test_it_holds_the_person_and_the_log_names_nobody(shown):
    hr = shown.hr[shown.firms[1].pk]
    page = f"/review/notices/{shown.shown.pk}/objection/"
    done = client_of(hr).post(page, SAID | {"candidacy": shown.candidate("007").pk}, follow=True)
    assert "异议已提出" in done.content.decode()
    found = Objection.objects.get()
    assert (found.state, found.means, found.real_name) == ("open", "portal", True)
    assert hr.full_name in found.objector
    assert shown.candidate("007").state == "held"
    assert AuditEntry.objects.get(verb="登记异议").actor is None
    register = (
        client_of(shown.leaders[1]).get(f"/review/notices/{shown.shown.pk}/objections/").content.decode()
    )
    assert "业绩材料不实" in register
    assert hr.full_name not in register


@pytest.mark.parametrize("day", ["2022-04-11", "2022-04-19"])
def test_not_before_the_notice_nor_after_it(day, shown):
    on(day)
    with pytest.raises(Refusal, match="不在公示期内"):
        objections.raise_online(shown.finance[0], shown.shown, shown.candidate("007"), **SAID)


@pytest.mark.parametrize("missing", SAID)
def test_what_is_needed_to_look_into_it_is_asked(missing, shown):
    with pytest.raises(Refusal, match="请"):
        objections.raise_online(
            shown.finance[0], shown.shown, shown.candidate("007"), **SAID | {missing: " "}
        )


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SYSTEM_ADMIN])
def test_who_oversees_or_keeps_the_accounts_does_not_object(role, shown):
    assert "不提出异议" in rules.may_object(make_user(role), shown.shown).reason


def test_who_objected_does_not_decide(shown):
    leader = shown.leaders[1]
    found = objections.raise_online(leader, shown.shown, shown.candidate("007"), **SAID)
    with pytest.raises(Refusal, match="利害关系人"):
        objections.decide(leader, found, finding="经查。", outcome="dismissed")
