"""The registers of clause 十二."""

import datetime as dt

from oversight.models import Campaign, Exchange, PublicityItem
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import FIRM, LEAD, RESPONSIBLE, Act, Register, add

FIXED = {"“五一”国际劳动节": (5, 1), "世界青年技能日": (7, 15)}


def check_campaign(campaign: Campaign) -> None:
    if campaign.ends_on < campaign.starts_on:
        raise Refusal("结束日期不能早于开始日期。")
    if campaign.day in FIXED:
        month, day = FIXED[campaign.day]
        if not campaign.starts_on <= dt.date(campaign.starts_on.year, month, day) <= campaign.ends_on:
            raise Refusal(f"{campaign.day}是 {month} 月 {day} 日，起止日期应包括这一天。")


def check_held(campaign: Campaign) -> None:
    if campaign.starts_on > clock.today():
        raise Refusal("集中宣传还没有开始，开展以后再登记。")


def check_past(item: PublicityItem | Exchange) -> None:
    if item.on > clock.today():
        raise Refusal("日期不能晚于今天。")


def check_exchange(event: Exchange) -> None:
    check_past(event)
    if event.kind == "宣讲示范" and event.person_id is None:
        raise Refusal("宣讲示范须写明主讲的工匠。")


add(
    Register(
        key="publicity", model=PublicityItem, noun="宣传报道", clause=12, reporters=(LEAD, RESPONSIBLE), check=check_past, dated="on",
        fields=("name", "channel", "outlet", "on", "person", "campaign"), optional=("person",), labels={"person": "报道的工匠"},
        helps={"person": "报道某一位工匠的填写，已登记在“工匠梯次”的人员"},
        columns=("channel", "outlet", "on", "person"), called=lambda item: item.name, once=lambda item: (item.name, item.outlet, item.on),
        feeds="按渠道统计；篇数计入考核指标；公开报道目录", public=("channel", "outlet", "on"), apart="channel",
    ),
    Register(
        key="campaigns", model=Campaign, noun="集中宣传", clause=12, reporters=(LEAD, RESPONSIBLE), check=check_campaign, dated="starts_on",
        fields=("day", "starts_on", "ends_on", "plan"), columns=("day", "starts_on", "ends_on", "held"),
        called=lambda c: f"{c.year}年{c.day}", once=lambda c: (c.year, c.day), feeds="开始前两周列入待办；报道记在集中宣传名下",
        public=("day", "starts_on", "ends_on", "plan"),
        acts=(Act("hold", "登记开展情况", ("held",), when={"held": ("",)}, by=FIRM, check=check_held),),
    ),
    Register(
        key="exchanges", model=Exchange, noun="交流和宣讲", clause=12, reporters=(LEAD, RESPONSIBLE, FIRM), check=check_exchange, dated="on",
        fields=("name", "kind", "on", "host", "audience", "person", "headcount"), optional=("person",), labels={"person": "主讲工匠"},
        columns=("kind", "on", "host", "audience", "person", "headcount"), called=lambda e: e.name, once=lambda e: (e.name, e.on),
        feeds="记在主讲人的梯次页；场次计入考核指标", public=("kind", "on", "host", "audience"), sums=("headcount",), apart="kind",
    ),
)  # fmt: skip
