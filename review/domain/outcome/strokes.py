"""生僻字笔顺: the strokes of signs in names that the standard of the order of strokes lacks (GF 3003-1999)."""

from collections import Counter

from django.db import transaction

from nominations.models import Nomination
from review import rules
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import SignStrokes
from wuhou_craftsmen.common.text.stroke_order import entered_strokes, is_known, signs_of, strokes_in_words

MAX_SIGNS = 200  # on the page


@transaction.atomic
def enter(actor: User, sign: str, kinds: str) -> SignStrokes:
    """From now on lists place the sign by these strokes; entered again they are corrected. What was published stays."""
    require(rules.may_publish(actor))
    if len(sign) != 1 or is_known(sign):
        raise Refusal(f"“{sign}”不须登记笔顺：请填一个国家标准笔画序里没有的汉字。")
    row, _ = SignStrokes.objects.update_or_create(
        sign=sign, defaults={"kinds": kinds, "entered_by": actor, "entered_at": clock.now()}
    )
    audit.record(actor, "登记生僻字笔顺", row, strokes=strokes_in_words(kinds))
    return row


def lacking() -> list[tuple[str, int]]:
    """(sign, in how many names), of the names of all files: those that neither the standard nor staff know."""
    names = Nomination.objects.exclude(state="withdrawn").order_by().values_list("name", flat=True)
    found = Counter(sign for name in names for sign in set(signs_of(name)) if not is_known(sign))
    entered = entered_strokes(found)
    return [(sign, count) for sign, count in sorted(found.items()) if sign not in entered][:MAX_SIGNS]


def unplaced(names: list[str]) -> list[str]:
    """The signs of a list that would stand behind all others of as many strokes, for want of their strokes."""
    signs = {sign for name in names for sign in signs_of(name) if not is_known(sign)}
    return sorted(signs - set(entered_strokes(signs)))
