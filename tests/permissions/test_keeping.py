"""The log and the accounts: rows 61 and 63 of permissions.csv, each cell by its kind."""

import pytest
from django.db import DatabaseError, transaction

from tests.people import client_of, make_user, unit
from tests.permissions.kinds import Row, assert_row_is, each
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db


def tampers_or_impersonates(world, column, reason):
    """By every address where a portal has such a thing; the log keeps every row, and who signed in stays who he is."""
    client, entry = world.client(column), AuditEntry.objects.order_by("seq").first()
    before = list(AuditEntry.objects.values_list("seq", "hash"))
    other, words = world.year.second, {"delete": "1", "verb": "示例", "reason": reason}
    for page in (f"/audit/{entry.pk}/", "/audit/", "/admin/"):
        client.post(page, words)
    client.delete(f"/audit/{entry.pk}/")
    for page in (f"/accounts/people/{other.pk}/", f"/accounts/people/{other.pk}/link/", "/accounts/sign-in/"):
        client.post(page, words | {"username": other.username, "as": other.pk, "user": other.pk})
    after = list(AuditEntry.objects.values_list("seq", "hash"))
    became = client.session.get("_auth_user_id")
    own = world.people[column]
    return set(before) - set(after) or became != (str(own.pk) if own else None)


def gives_role(world, column, reason):
    """One more role of somebody else, on his page."""
    words = {"act": "give", "role": Role.FINANCE, "organisation": unit("区总工会").pk}
    world.client(column).post(f"/accounts/people/{world.year.clerk.pk}/", words)


def role_is_given(world):
    return world.year.clerk.memberships.filter(role=Role.FINANCE, ended_at=None).exists()


def opens_account(world, column, reason):
    words = {
        "username": "xinren",
        "full_name": "新人示例",
        "role": Role.EXPERT,
        "organisation": unit("区总工会").pk,
    }
    world.client(column).post("/accounts/people/", words)


def account_is_open(world):
    return User.objects.filter(username="xinren").exists()


ROWS = {
    "61": Row(tampers_or_impersonates),
    "63": (Row(gives_role, role_is_given), Row(opens_account, account_is_open)),
}


@pytest.mark.parametrize(("number", "row"), each(ROWS))
def test_each_cell_is_of_its_kind(number, row, at_open):
    assert_row_is(number, row, at_open)


@pytest.mark.parametrize("column", ["US", "LG", "SU"])
def test_nobody_manages_his_own_account(column, at_open):
    """Row 63, “never own”: asked for by himself, confirmed by another, refused all the same."""
    own, words = (
        at_open.people[column],
        {"act": "give", "role": Role.FINANCE, "organisation": unit("区总工会").pk},
    )
    at_open.client(column).post(f"/accounts/people/{own.pk}/", words)
    for asked in PendingAct.objects.filter(state="pending"):
        second = make_user(Role.UNION_STAFF)
        assert two_person.may_decide(second, asked)
        client_of(second).post(f"/pending/{asked.pk}/")
    assert not own.memberships.filter(role=Role.FINANCE).exists()


@pytest.mark.parametrize("change", [lambda rows: rows.update(verb="示例"), lambda rows: rows.delete()])
def test_the_database_lets_nobody_touch_the_log(change, at_open):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(AuditEntry.objects.all())
