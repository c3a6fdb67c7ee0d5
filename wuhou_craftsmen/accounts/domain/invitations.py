"""Links with which a person sets the own password: an invitation, or after it was forgotten."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.messages import channels, links, outbox
from wuhou_craftsmen.common.models import OneTimeLink

from .. import queries, rules
from ..models import Role, User
from ..workplaces import workplaces

PURPOSE = "password"
LINK_DAYS = 7
MAX_AT_ONCE = 100  # links made with one press
MAX_FORGOTTEN_LINKS_PER_HOUR = 3  # links that one sign-in name can ask for by itself


@transaction.atomic
def invite(actor: User, user: User, own_code: str = "") -> str:
    """The secret of a new link for `user`, good for a week; told to nobody else, sent where a channel is set up.

    Nobody can use alone what he issued: the person knows the code from his registration (`own_code`), or another officer
    tells it: for whoever is no HR of a firm the one who agreed, for HR one of the union; or the link went to the own phone.
    """
    token, second = _issue(actor, user, queries.agreed_links(actor), own_code)
    if second:
        _ask_to_tell_codes(second, actor, [user], token)
    return token


@transaction.atomic
def invite_new(actor: User) -> list[tuple[User, str]]:
    """The links of all new accounts for which another officer agreed, each as by `invite`: (user, secret), at most
    MAX_AT_ONCE. Whoever agreed is asked once to tell all their codes.
    """
    agreed = queries.agreed_links(actor)
    new = queries.new_accounts().filter(pk__in=agreed).select_for_update(of=("self",)).order_by("pk")
    made: list[tuple[User, str]] = []
    asked: dict[User, list[tuple[User, str]]] = {}
    for user in new[:MAX_AT_ONCE]:
        token, second = _issue(actor, user, agreed)
        made.append((user, token))
        if second:
            asked.setdefault(second, []).append((user, token))
    if not made:
        raise Refusal("没有另一人已经同意、尚未发出的链接。请先提请，另一人复核以后再生成。")
    for second, theirs in asked.items():
        _ask_to_tell_codes(second, actor, [user for user, _ in theirs], theirs[-1][1])
    return made


def _issue(actor: User, user: User, agreed: dict[int, int], own_code: str = "") -> tuple[str, User | None]:
    """The secret, and who tells the code."""
    User.objects.select_for_update().get(pk=user.pk)
    require(rules.may_invite(actor, user, agreed))
    second = None if own_code else _teller(actor, user, agreed)
    token = links.issue(actor, PURPOSE, user, days=LINK_DAYS, second=second, own_code=own_code)
    audit.record(actor, "发设置密码链接", user, second=str(second) if second else "")
    _send(user, token, f"请在 {LINK_DAYS} 日内打开链接，设置“诸葛工匠”评选命名平台的登录密码。")
    return token, second


def _teller(actor: User, user: User, agreed: dict[int, int]) -> User | None:
    """Who tells the code; nobody where the link goes to the own phone or mailbox of an HR and is shown to no officer."""
    if not rules.opens_alone(user):
        return User.objects.get(pk=agreed[user.pk])
    if channels.reaching(user):
        return None
    tellers = [
        *queries.holders(Role.UNION_STAFF).order_by("pk"),
        *queries.holders(Role.SYSTEM_ADMIN).order_by("pk"),
    ]
    found = next((teller for teller in tellers if teller.pk not in (actor.pk, user.pk)), None)
    if found is None:
        raise Refusal(
            "链接的口令须由区总工会另一人告知本人，现在没有这样的人员。请先开通另一名工作人员的账号。"
        )
    return found


def _ask_to_tell_codes(second: User, actor: User, users: list[User], token: str) -> None:
    """One notice for links made together; `token` is of the last."""
    who = users[0].full_name if len(users) == 1 else f"{users[0].full_name}等 {len(users)} 人"
    outbox.notify(
        [second],
        "link_code",
        "请把口令告知本人",
        f"{actor}已为{who}发设置密码的链接。口令在“账号”页上方，请当面或者打电话告知本人，不要交给别人。",
        path=reverse("accounts:people"),
        key=f"link code {links.look(token, PURPOSE).pk}",
    )


@transaction.atomic
def forgotten(username: str) -> None:
    """Send a link to the phone or mailbox on record; whether there is such an account is told to nobody."""
    user = User.objects.select_for_update().filter(username=username, is_active=True).first()
    if user is None or not user.current_memberships or not channels.reaching(user):
        return
    own = OneTimeLink.objects.filter(purpose=PURPOSE, object_id=str(user.pk), issued_by=None)
    if own.filter(issued_at__gte=clock.now() - dt.timedelta(hours=1)).count() >= MAX_FORGOTTEN_LINKS_PER_HOUR:
        return
    token = links.issue(None, PURPOSE, user, days=1)
    audit.record(None, "本人申请重设密码", user)
    _send(user, token, "请在 1 日内打开链接，重新设置登录密码。不是您本人申请的，不必理会。")


def invited(token: str) -> tuple[User, OneTimeLink]:
    """Whom a link that still works belongs to, and the link; it stays unused."""
    link = links.look(token, PURPOSE)
    return _who(link.object_id), link


def accept(token: str, password: str, code: str = "") -> User:
    """Use the link up, with its code where it has one: the password is set, sessions made with an earlier one are over."""
    links.check_code(token, PURPOSE, code)
    return _accept(token, password)


@transaction.atomic
def _accept(token: str, password: str) -> User:
    user = _who(links.use(token, PURPOSE))
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(user, "通过链接设置密码", user)
    outbox.notify(
        [user],
        "password_set",
        "登录密码已设置",
        "您的登录密码刚刚通过链接设置。如果不是您本人办理的，请马上与单位管理员或者区总工会联系。",
        key=f"password set {user.pk} {clock.now().isoformat()}",
    )
    return user


def _who(number: str) -> User:
    user = User.objects.get(pk=number)
    if not user.is_active or not user.current_memberships:
        raise Refusal(links.UNUSABLE)
    return user


def _send(user: User, token: str, text: str) -> None:
    path = reverse("accounts:invitation", args=[token])
    key = f"password link {links.look(token, PURPOSE).pk}"
    outbox.notify_outside(user, "password_link", "设置登录密码", text, path=path, key=key)


def _not_for_oneself(user: User, user_id: int) -> Answer:
    if user_id in user.own_accounts:
        return no("不能为本人换发链接，须由另外两人提请和复核。")
    return YES


@two_person_act(
    "accounts.new_link",
    "换发设置密码链接",
    may=rules.holds(*ACCOUNT_KEEPERS),
    summary=lambda user_id: f"为{User.objects.get(pk=user_id)}换发设置密码的链接",
    about=_not_for_oneself,
)
def agree_to_new_link(*, actor: User, second: User, user_id: int) -> None:
    """From now on, for a week, the first person may issue one link; neither of them for himself."""
    for person in (actor, second):
        require(_not_for_oneself(person, user_id))
    audit.record(second, "同意换发设置密码链接", User.objects.get(pk=user_id))


def _new(user_ids: list[int]) -> list[User]:
    """Those of them who never set a password, by number."""
    found = list(queries.new_accounts().filter(pk__in=user_ids).order_by("pk"))
    queries.with_roles(found)
    return found


def _listed(user_ids: list[int]) -> str:
    found = _new(user_ids)
    works_at = workplaces(found)
    return "\n".join(
        f"{user.full_name}　{user.username}　{user.roles_text}　{works_at[user.pk]}" for user in found
    )


def _check_new(user_ids: list[int]) -> None:
    if not user_ids or len(_new(user_ids)) != len(user_ids):
        raise Refusal("名单有变化：其中有人已经设置密码或者停用，请刷新页面后重新提请。")


@two_person_act(
    "accounts.first_links",
    "为新账号发设置密码链接",
    may=rules.holds(*ACCOUNT_KEEPERS),
    summary=lambda user_ids: (
        f"为 {len(user_ids)} 个还没有设置密码的账号发链接；链接由提请人发，口令由复核人告知本人"
    ),
    check=_check_new,
    shown=lambda user_ids: [("账号", _listed(user_ids))],
)
def agree_to_first_links(*, actor: User, second: User, user_ids: list[int]) -> None:
    """From now on, for a week, the first person may issue each of them one link, as long as he has no password yet."""
    if {actor.pk, second.pk} & set(user_ids):
        raise Refusal("不能为本人发链接，须由另外两人提请和复核。")
    for user in _new(user_ids):
        audit.record(second, "同意发设置密码链接", user)
