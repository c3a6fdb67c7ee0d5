"""Acts of two people: who may still confirm what, and that it is what was proposed."""

import pytest
from django.db import IntegrityError, transaction

from tests.people import make_user, reference, staff_pair
from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, reject, together
from wuhou_craftsmen.common.models import AuditEntry, PendingAct
from wuhou_craftsmen.policy.domain import settings as register

pytestmark = pytest.mark.django_db
VALUE = {"key": "notice_days", "value": "7", "document": "示例会议"}


@pytest.fixture
def two():
    reference()
    return staff_pair()


def refused(code, verb, *args, **params):
    with pytest.raises(Refusal) as caught:
        verb(*args, **params)
    assert caught.value.code == code


def lose_role(user):
    people.end_role(None, user.memberships.get())


def lose_account(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def become_auditor(user):
    people.give_role(None, user, Role.AUDITOR, user.memberships.get().organisation)
    people.end_role(None, user.memberships.get(role=Role.UNION_STAFF))


@pytest.mark.parametrize("lose", [lose_role, lose_account, become_auditor])
def test_what_somebody_proposed_who_may_not_any_more_is_not_confirmed(two, lose):
    act = propose(two[0], "policy.set", **VALUE)
    lose(two[0])
    refused("proposer_lost_right", confirm, two[1], act)
    assert register.current()["notice_days"] == "5"
    reject(two[1], act, "提出人已调离")
    act.refresh_from_db()
    assert act.state == "rejected"


def test_the_same_act_is_pending_once(two):
    act = propose(two[0], "policy.set", **VALUE)
    assert propose(two[0], "policy.set", **VALUE) == act  # a form posted twice
    refused("proposed_by_another", propose, two[1], "policy.set", **VALUE)
    assert AuditEntry.objects.filter(verb="提请复核").count() == 1
    twin = PendingAct(act=act.act, params=act.params, same_sha256=act.same_sha256, proposed_by=two[1])
    twin.proposed_at = act.proposed_at
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_once_it_is_decided_the_same_act_may_be_proposed_again(two):
    reject(two[1], propose(two[0], "policy.set", **VALUE), "请核对")
    assert propose(two[1], "policy.set", **VALUE).state == "pending"


def test_what_changed_since_it_was_proposed_is_not_confirmed(two):
    act = propose(two[0], "policy.set", **VALUE)
    together(
        make_user(Role.LEADER), two[1], "policy.set", key="notice_days", value="6", document="另一次会议"
    )
    refused("changed_since", confirm, two[1], act)
    assert register.current()["notice_days"] == "6"
