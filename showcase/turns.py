"""Whose turn it is with the roll of craftsmen (rows of `common/web/turns.py`)."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.web.turns import Turn, on_day

from . import queries

UNION = (Role.UNION_STAFF,)


def _list(state: str):
    return lambda: f"{reverse('showcase:profiles')}?state={state}"


TURNS = [
    Turn("工匠简介", ("drafted",), UNION, "待征求本人意见的工匠简介", queries.to_ask, _list("drafted"), round=""),
    Turn("工匠简介", ("asked",), UNION, "已征求意见、还没有答复的工匠简介", queries.unanswered, _list("asked"), since=on_day("asked_at"), round=""),
    Turn("工匠简介", ("approved", "declined", "withdrawn"), (), "本人已经答复", lambda: queries.to_ask().none(), round=""),
]  # fmt: skip
