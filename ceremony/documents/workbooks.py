"""签到表.xlsx: the same list for the office, with what came of it."""

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, write_workbook

from .. import messages, queries
from ..models import Attendee, Ceremony


def attendance(ceremony: Ceremony) -> bytes:
    """Everybody on the list whose title stands: group, seat, answer, arrival, certificate."""
    columns = [
        Head("序号", 6, "whole"), Head("姓名", 16), Head("单位", 32), Head("发证组", 8), Head("座位", 12), Head("是否到会", 12),
        Head("代领人", 14), Head("原因", 24), Head("签到", 20), Head("证书领取", 24), Head("签名", 14),
    ]  # fmt: skip
    people = queries.people_of(ceremony).filter(queries.STANDING)
    return write_workbook(
        [
            SheetSpec(
                name="签到表",
                title=f"{ceremony.name}签到表",
                banner=[*([marks.FICTITIOUS] if ceremony.decision.round.rehearsal else []), f"{messages.when(ceremony)}　{ceremony.place}"],
                columns=columns,
                rows=[_row(number, who) for number, who in enumerate(people, 1)],
            )
        ],
        made_at=clock.now(),
    )  # fmt: skip


def _row(number: int, who: Attendee) -> list:
    return [
        number, who.name, queries.unit_of(who), who.group.number if who.group else ("嘉宾" if who.is_guest else ""), who.where,
        who.get_reply_display(), who.proxy_name, who.reply_reason, who.came,
        f"{who.handed_on:%Y年%-m月%-d日} {who.taken_by}" if who.handed_on else "", "",
    ]  # fmt: skip
