"""What lists and searches of accounts read."""

import datetime as dt

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.kernel.request_cache import once_a_page
from wuhou_craftsmen.common.models import AuditEntry, OneTimeLink, PendingAct
from wuhou_craftsmen.common.text.keys import match_key

from .models import EndorsingKind, FirmRegistration, Membership, Organisation, OrganisationKind, Role, User

# what a row of the audit log tells, as the history of a firm words it
DETAILS = {
    "old": "原名称",
    "new": "新名称",
    "basis": "依据",
    "reason": "原因",
    "person": "人员",
    "proposed_by": "提请人",
}


@once_a_page
def _endorsing_kind_names() -> list[str]:
    return list(EndorsingKind.objects.filter(ended_on=None).values_list("name", flat=True))


def endorsing_units_text(last: str = "或") -> str:
    """What a sentence calls the endorsing units: 街道、武侯新城或产业工会; `last` stands before the last kind."""
    *others, end = _endorsing_kind_names() or ["推荐单位"]
    return f"{'、'.join(others)}{last}{end}" if others else end


def matching(memberships, words: str):
    """The memberships whose person, sign-in name or unit contains the words."""
    return memberships.filter(
        Q(user__full_name__holds=words) | Q(user__username__holds=words) | Q(organisation__name__holds=words)
    )


def holders(role: str, organisation=None):
    """The users who hold the role now, in the organisation or in any."""
    seats = Membership.objects.in_force().filter(role=role)
    if organisation is not None:
        seats = seats.filter(organisation=organisation)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True)


def firms_of(user):
    """The firms that this user looks after: all for the union, the own area for a clerk."""
    firms = Organisation.objects.filter(kind=OrganisationKind.FIRM).select_related("endorsing_unit")
    if user.has_role(Role.UNION_STAFF):
        return firms
    return firms.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK))


def firm_or_area(user) -> Q:
    """Rows with a `firm`: those of the user's own, and those of the area that its clerk serves."""
    own, unit = user.organisation_as(Role.FIRM_HR), user.organisation_as(Role.ENDORSING_CLERK)
    seen = Q(firm=own) if own else Q(pk__in=[])
    return seen | Q(firm__endorsing_unit=unit) if unit else seen


def registrations_of(user):
    """The registrations that this user decides."""
    rows = FirmRegistration.objects.select_related("endorsing_unit", "decided_by")
    if user.has_role(Role.UNION_STAFF):
        return rows
    return rows.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK))


def matching_firms(firms, words: str):
    """The firms whose name or credit code contains the words."""
    return firms.filter(Q(name__holds=words) | Q(credit_code__holds=words))


def matching_registrations(rows, words: str):
    """The registrations whose number, name or credit code contains the words."""
    return rows.filter(Q(receipt_no__holds=words) | Q(name__holds=words) | Q(credit_code__holds=words))


def hr_of(firm):
    """The HR users of the firm in force, owners first."""
    rows = Membership.objects.filter(organisation=firm, role=Role.FIRM_HR, ended_at=None)
    return rows.select_related("user", "organisation").order_by("-owner", "pk")


def hr_by_firm(firms) -> dict[int, list[User]]:
    """Firm id -> its HR users now, for many firms with one question; a firm without HR has an empty list."""
    found: dict[int, list[User]] = {firm.pk: [] for firm in firms}
    rows = Membership.objects.filter(role=Role.FIRM_HR, ended_at=None, user__is_active=True)
    for row in rows.filter(organisation__in=found).select_related("user").order_by("pk"):
        found[row.organisation_id].append(row.user)
    return found


def name_key(name: str) -> str:
    """A firm's name for comparing: without brackets and the words of its legal form."""
    key = match_key(name).casefold()
    for word in ("股份", "有限责任公司", "有限公司", "(", ")"):
        key = key.replace(word, "")
    return key


def similar_firms(name: str, credit_code: str) -> list[Organisation]:
    """Firms of another credit code whose name is the same but for brackets and legal form."""
    return firms_named_like({credit_code: name})[credit_code]


def firms_named_like(names: dict[str, str]) -> dict[str, list[Organisation]]:
    """The same for many: credit code -> name gives credit code -> firms."""
    firms = Organisation.objects.filter(kind=OrganisationKind.FIRM)
    wanted = {name_key(name) for name in names.values()}
    alike = [pk for pk, name in firms.values_list("pk", "name") if name_key(name) in wanted]
    found = list(firms.filter(pk__in=alike).select_related("endorsing_unit")) if alike else []
    return {
        code: [firm for firm in found if name_key(firm.name) == name_key(name) and firm.credit_code != code]
        for code, name in names.items()
    }


def with_roles(users: list[User]) -> None:
    """Read the memberships in force of all these users with one question."""
    rows = Membership.objects.filter(user__in=users, ended_at=None).select_related("organisation")
    seats: dict[int, list] = {user.pk: [] for user in users}
    for row in rows:
        if row.in_force:
            seats[row.user_id].append(row)
    for user in users:
        user.current_memberships = seats[user.pk]


def new_accounts():
    """Accounts of the offices and of experts that nobody has set a password for; HR of firms get theirs by registration."""
    seats = Membership.objects.in_force().exclude(role=Role.FIRM_HR)
    unset = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return unset.filter(pk__in=seats.values("user"))


def agreed_links(user) -> dict[int, int]:
    """Users to whom this user may issue a link, with who agreed and will tell the code.

    An agreement is the opening of the account, proposed by this user and confirmed by the other, or the links of several
    new accounts, both until the first password; or a new link. It was confirmed in the last week and is good for one link.
    """
    since = clock.now() - dt.timedelta(days=7)
    mine = PendingAct.objects.filter(state="confirmed", proposed_by=user, decided_at__gte=since)
    kinds = ["accounts.new_link", "accounts.first_links", "accounts.open"]
    agreed = list(mine.filter(act__in=kinds).order_by("decided_at"))
    if not agreed:
        return {}
    opened = [act.params["username"] for act in agreed if act.act == "accounts.open"]
    several = [pk for act in agreed for pk in act.params.get("user_ids", [])]
    new = User.objects.filter(Q(username__in=opened) | Q(pk__in=several))
    unset = {found.pk: found.username for found in new if not found.has_usable_password()}
    acts = {}
    for act in agreed:
        if act.act == "accounts.new_link":
            acts[act.params["user_id"]] = act
        else:
            named = act.params.get("user_ids", []), [act.params.get("username")]
            acts |= {pk: act for pk, name in unset.items() if pk in named[0] or name in named[1]}
    issued = OneTimeLink.objects.filter(purpose="password", object_id__in=map(str, acts)).order_by(
        "issued_at"
    )
    newest = {int(link.object_id): link.issued_at for link in issued}
    return {
        pk: act.decided_by_id
        for pk, act in acts.items()
        if act.decided_by_id and (pk not in newest or newest[pk] < act.decided_at)
    }


def _live_links() -> QuerySet[OneTimeLink]:
    """Links to set a password that still open."""
    return OneTimeLink.objects.filter(
        purpose="password", used_at=None, replaced_at=None, expires_at__gt=clock.now()
    )


def without_first_link() -> QuerySet[User]:
    """Officers and experts whose account has no password yet and no link that sets one: never sent, or run out.

    Officers are opened by two people, experts with their roster; HR get a code of their own when their unit registers.
    """
    opened = PendingAct.objects.filter(act="accounts.open", state="confirmed")
    names = opened.annotate(name=KeyTextTransform("username", "params")).values("name")
    experts = Membership.objects.in_force().filter(role=Role.EXPERT).values("user")
    live = _live_links().filter(object_id=Cast(OuterRef("pk"), CharField()))
    return new_accounts().filter(Q(username__in=names) | Q(pk__in=experts), ~Exists(live))


def links_of_new_accounts(user) -> dict[str, list[User]]:
    """New accounts but the own, with roles, by how far their link is for this user: `ready` (another agreed), `asked`,
    `sent` (with `link`, not used yet), `new`.
    """
    found = list(new_accounts().exclude(pk__in=user.own_accounts).order_by("pk"))
    with_roles(found)
    agreed, live = agreed_links(user), {}
    for link in _live_links():
        live[link.object_id] = link
    asked = {pk for pks in two_person.asked("user_ids", "accounts.first_links") for pk in pks}
    asked |= set(two_person.asked("user_id", "accounts.new_link"))
    groups: dict[str, list[User]] = {"ready": [], "asked": [], "sent": [], "new": []}
    for person in found:
        person.link = live.get(str(person.pk))
        state = "sent" if person.link else "new"
        groups["ready" if person.pk in agreed else "asked" if person.pk in asked else state].append(person)
    return groups


def links_to_tell(user) -> list[tuple[User, OneTimeLink]]:
    """Live links of which this user tells the code."""
    live = _live_links().filter(second=user)
    found = {int(link.object_id): link for link in live.select_related("issued_by").order_by("pk")}
    if not found:
        return []
    return [(person, found[person.pk]) for person in User.objects.filter(pk__in=found).order_by("pk")]


def history_of(firm) -> list[tuple]:
    """(when, who, what, details in words) of everything that was done with the firm, the newest first."""
    rows = AuditEntry.objects.filter(object_type=firm._meta.label, object_id=str(firm.pk))[:50]
    return [
        (
            row.at,
            row.actor_name,
            row.verb,
            "；".join(
                f"{label}：{row.details[key]}" for key, label in DETAILS.items() if row.details.get(key)
            ),
        )
        for row in rows
    ]
