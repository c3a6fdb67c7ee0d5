"""Two officers at one moment, on connections of their own of a PostgreSQL: proposals have no twins, a person has one link.

What runs there: python -m tests.common.kernel.test_at_once
"""

import pytest

from tests.worlds import at_once
from tests.worlds.at_once import portal, run_in

TIMES = 6
VALUE = {"key": "notice_days", "value": "7", "document": "示例会议"}


@pytest.fixture(scope="module")
def told():
    """What came of each of the three."""
    with portal() as place:
        yield run_in(place, __name__)


def test_the_same_act_proposed_at_once_is_one_proposal(told):
    found = told["proposals"]
    assert found["pending"] == found["recorded"] == 1
    assert len(found["own"]) == 1, "the proposer gets the one proposal each time"
    assert found["others"] == ["已提出同一事项，请在“待复核的事项”中复核。"]


def test_a_proposal_confirmed_by_several_at_once_is_done_once_and_leaves_none_pending(told):
    found = told["confirmations"]
    assert (found["set"], found["pending"], found["done"]) == (1, 0, 1)
    assert found["refused"] == ["这一事项已经办结。"]


def test_links_made_at_once_leave_one_and_fail_nobody(told):
    found = told["links"]
    assert found["live"] == {"hr": 1, "nominee": 1}
    assert set(found["statuses"]) <= {200, 302}


# ---- what runs within the portal


def proposals() -> dict:
    from tests.people import make_user
    from wuhou_craftsmen.accounts.models import Role
    from wuhou_craftsmen.common.kernel.two_person import propose
    from wuhou_craftsmen.common.models import AuditEntry, PendingAct

    first, second = make_user(Role.LEADER), make_user(Role.LEADER)
    told = at_once.together(
        [lambda who=who: propose(who, "policy.set", **VALUE).pk for who in [first, second] * (TIMES // 2)]
    )
    act = PendingAct.objects.get(state="pending")
    refusals = {text.removeprefix(str(act.proposed_by)) for text in told if isinstance(text, str)}
    return {
        "pending": PendingAct.objects.filter(act="policy.set", state="pending").count(),
        "recorded": AuditEntry.objects.filter(verb="提请复核", object_id=str(act.pk)).count(),
        "own": sorted({pk for pk in told if isinstance(pk, int)}),
        "others": sorted(refusals),
    }


def confirmations() -> dict:
    from tests.people import make_user
    from wuhou_craftsmen.accounts.models import Role
    from wuhou_craftsmen.common.kernel.two_person import confirm
    from wuhou_craftsmen.common.models import PendingAct
    from wuhou_craftsmen.policy.models import Setting

    act, before = PendingAct.objects.get(state="pending"), Setting.objects.count()
    seconds = [make_user(Role.LEADER) for _ in range(TIMES)]
    told = at_once.together([lambda who=who: bool(confirm(who, act)) for who in seconds])
    return {
        "set": Setting.objects.count() - before,
        "pending": PendingAct.objects.filter(state="pending").count(),
        "done": sum(text is True for text in told),
        "refused": sorted({text for text in told if text is not True}),
    }


def links(world) -> dict:
    from tests.people import client_of, make_user
    from wuhou_craftsmen.accounts.models import Role
    from wuhou_craftsmen.common.models import OneTimeLink

    file, colleague = world.draft(), make_user(Role.FIRM_HR, world.firm)
    pages = {
        "hr": (world.clerk, f"/accounts/people/{colleague.pk}/link/", colleague),
        "nominee": (world.hr, f"/nominations/{file.pk}/nominee/", file),
    }
    live, statuses = {}, []
    for name, (officer, page, thing) in pages.items():
        browsers = [client_of(officer) for _ in range(TIMES)]
        told = at_once.together([lambda b=b, page=page: b.post(page).status_code for b in browsers])
        statuses += told
        live[name] = OneTimeLink.objects.filter(
            object_id=str(thing.pk), purpose="password" if name == "hr" else "nominee", used_at=None, replaced_at=None
        ).count()  # fmt: skip
    return {"live": live, "statuses": statuses}


def play() -> dict:
    from tests.worlds.nomination import World

    world = World()
    return {"proposals": proposals(), "confirmations": confirmations(), "links": links(world)}


if __name__ == "__main__":
    at_once.tell(play)
