"""The register of settings: what makes no sense is refused when it is typed, not when a round breaks on it."""

import pytest
from django.test import Client

from tests.people import reference, staff_pair
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.policy.domain import settings as register
from wuhou_craftsmen.policy.models import Setting

pytestmark = pytest.mark.django_db
SENSELESS = {
    "pass_line": ["2/3", "100.01", "70.005", "-1", "七十", "1e2", "NaN", ""],
    "notice_days": ["5.5", "5/2", "-5", "0", "61", "五", "0x5", "9" * 40],
    "unit_notice_days": ["5.5", "5/2", "-5"],
    "correction_days": ["5.5", "5/2", "-5"],
    "min_scores": ["2", "5.5"],
    "quorum": ["5/0", "1/3", "3/2", "0", "2/-3", "2/3/4", "0.6666666666666666666666666666666666"],
    "tax_rate": ["20", "1", "0.00001", "20%"],
    "committee_max": ["1", "4"],  # fewer than committee_min
    "committee_odd": ["maybe", "1"],
    "tax_mode": ["代扣"],
    "files_per_firm": ["-1", "1.5"],
}


@pytest.fixture
def staff():
    reference()
    return staff_pair()


@pytest.mark.parametrize(
    ("key", "typed"), [(key, typed) for key, all_ in SENSELESS.items() for typed in all_]
)
def test_a_senseless_value_is_refused_and_changes_nothing(staff, key, typed):
    before = register.current()
    with pytest.raises(Refusal, match=r"应为|不能大于"):
        together(*staff, "policy.set", key=key, value=typed, document="示例会议")
    assert register.current() == before
    assert not Setting.objects.exists()


@pytest.mark.parametrize(
    ("key", "typed", "kept", "read"),
    [
        ("pass_line", "７２.5", "72.50", 7250),
        ("notice_days", " 7 ", "7", 7),
        ("quorum", "3/4", "3/4", register.Fraction(3, 4)),
        ("committee_odd", "否", "no", False),
        ("tax_mode", "不计税", "none", "none"),
    ],
)
def test_a_value_is_read_as_the_setting_wants_it(staff, key, typed, kept, read):
    together(*staff, "policy.set", key=key, value=typed, document="示例会议")
    assert register.current()[key] == kept
    found = register.value(register.current(), key)
    assert (found, type(found)) == (read, type(read))


def test_every_default_is_a_value_of_its_own_setting():
    for key, spec in register.REGISTER.items():
        assert spec.read.text(spec.default) == spec.default, key


def test_a_round_opened_before_a_setting_was_there_has_its_default():
    assert register.value({}, "notice_days") == 5


def test_the_second_person_reads_what_was_and_what_will_be(staff):
    act = propose(staff[0], "policy.set", key="notice_days", value="7", document="示例会议")
    assert act.summary == "公示工作日数：由 5 改为 7，依据：示例会议"


def test_the_page_says_what_is_wanted_and_keeps_what_was_typed(staff):
    client = Client()
    client.force_login(staff[0])
    page = client.post(
        "/policy/settings/", {"key": "quorum", "value": "5/0", "document": "示例会议"}
    ).content.decode()
    assert "应为：1/2 至 1 的分数，如 2/3" in page
    assert 'value="5/0"' in page
