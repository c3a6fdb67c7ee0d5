"""Whether anything beyond the name may be stored of a person who did not ask for it."""

import datetime as dt

from nominations.models import AnnualRound, Route
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no


def may_store_numbers(consented_on: dt.date | None) -> Answer:
    if consented_on is None:
        return no("本人尚未单独同意，不能登记其身份证号和电话；请先征得本人同意，填写同意日期。")
    if consented_on > clock.today():
        return no("本人同意日期不能晚于今天。")
    return YES


def consent_comes_first(round: AnnualRound, route: str, consented_on: dt.date | None) -> Answer:
    """社会推荐 begins with others, so the person is asked first; a rehearsal plays a past year as it was typed."""
    return YES if route != Route.SOCIAL or round.rehearsal else may_store_numbers(consented_on)
