"""The people of a rehearsal: every role filled, all marked as rehearsal, none able to sign in by itself."""

from dataclasses import dataclass, field

from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.models import Membership, Organisation, Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.policy.domain import bodies

LEADERS = ["区总工会", "区委组织部", "区委宣传部", "区新经济局", "区财政局", "区人社局", "区市场监管局"]


@dataclass
class Cast:
    """Who plays. `hr` by firm id, `clerks` by endorsing unit id."""

    staff: list[User]
    secretary: User
    leaders: list[User]
    finance: list[User]
    auditor: User
    officer: User
    system_admin: User
    hr: dict[int, User] = field(default_factory=dict)
    clerks: dict[int, User] = field(default_factory=dict)

    def hr_of(self, firm: Organisation) -> User:
        if firm.pk not in self.hr:
            self.hr[firm.pk] = _serving("hr", Role.FIRM_HR, firm, "演练人事")
        return self.hr[firm.pk]

    def clerk_of(self, unit: Organisation) -> User:
        if unit.pk not in self.clerks:
            self.clerks[unit.pk] = _serving("street", Role.ENDORSING_CLERK, unit, "演练经办")
        return self.clerks[unit.pk]


def _serving(stem: str, role: str, organisation: Organisation, name: str) -> User:
    """The one who serves the unit already, or a new account with the next number."""
    seat = Membership.objects.filter(organisation=organisation, role=role, ended_at=None).first()
    if seat:
        return seat.user
    number = Membership.objects.filter(role=role).count() + 1
    return people.open_account(
        None, username=f"{stem}{number}", full_name=f"{name}{number}", role=role, organisation=organisation
    )


def _open(username: str, role: str, organisation: Organisation, name: str) -> User:
    existing = User.objects.filter(username=username).first()
    return existing or people.open_account(
        None, username=username, full_name=name, role=role, organisation=organisation
    )


def _seat(staff: list[User], leader: User, *, chair: bool) -> None:
    """In the group that names, once."""
    if bodies.members(bodies.NAMING).filter(user=leader).exists():
        return
    together(
        *staff[:2], "policy.seat", body=bodies.NAMING, user_id=leader.pk, chair=chair,
        organisation_id=leader.current_memberships[0].organisation_id, started_on=clock.today().isoformat(),
        document="演练任职文件",
    )  # fmt: skip


def gather() -> Cast:
    """Open the accounts, or find them again in a database where a year was already played."""
    units = {unit.name: unit for unit in Organisation.objects.exclude(kind="firm")}
    union = units["区总工会"]
    leaders = []
    for number, name in enumerate(LEADERS, 1):
        leader = _open(f"leader{number}", Role.LEADER, units[name], f"演练领导{number}")
        leaders.append(leader)
    staff = [_open(f"union{n}", Role.UNION_STAFF, union, f"演练工会{n}") for n in (1, 2, 3)]
    for number, leader in enumerate(leaders):
        _seat(staff, leader, chair=number == 0)
    return Cast(
        staff=staff,
        secretary=_open("secretary", Role.EXPERT_SECRETARY, union, "演练秘书"),
        leaders=leaders,
        finance=[_open(f"finance{n}", Role.FINANCE, union, f"演练财务{n}") for n in (1, 2)],
        auditor=_open("audit", Role.AUDITOR, units["区委组织部"], "演练纪检"),
        officer=_open("department", Role.DEPARTMENT_OFFICER, units["区市场监管局"], "演练联审"),
        system_admin=_open("admin", Role.SYSTEM_ADMIN, union, "演练管理员"),
    )
