"""The audit chain: rows are only added, and a changed, lost or swapped one is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.people import make_user, reference, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
TABLE = "common_auditentry"


@pytest.fixture
def chain():
    reference()
    auditor = make_user(Role.AUDITOR)
    for number in range(6):
        audit.record(auditor, "示例", unit("区总工会"), number=number)
    assert audit.verify() is None
    return auditor


def behind_the_triggers(*statements):
    """What somebody with the database's keys could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {TABLE}_no_{event}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET verb = 'x'", f"DELETE FROM {TABLE}"])
def test_the_database_refuses_to_change_or_delete(chain, statement):
    with pytest.raises(DatabaseError, match="只可新增"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert audit.verify() is None


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([f"UPDATE {TABLE} SET actor_name = '别人' WHERE seq = 3"], "第 3 条"),
        ([f"DELETE FROM {TABLE} WHERE seq = 4"], "第 4 条缺失"),
        (
            [f"UPDATE {TABLE} SET seq = {a} WHERE seq = {b}" for a, b in ((99, 3), (3, 4), (4, 99))],
            "第 3 条",
        ),
    ],
    ids=["changed", "lost", "swapped"],
)
def test_tampering_is_found(chain, statements, found):
    behind_the_triggers(*statements)
    assert found in audit.verify()


def test_a_cut_tail_is_found_by_the_head_kept_outside(chain):
    head = audit.head()
    behind_the_triggers(f"DELETE FROM {TABLE} WHERE seq = {head[0]}")
    assert audit.head() != head


def test_checking_is_itself_written_down(chain):
    assert not audit.checked_today()
    assert audit.check_chain(chain) is None
    assert audit.checked_today()
    assert AuditEntry.objects.first().verb == audit.CHAIN_CHECKED
