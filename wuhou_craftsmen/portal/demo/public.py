"""The demo's pages for everybody: profiles at every point of their way, and a desk book of calls and visits."""

import datetime as dt

from showcase.domain import profiles
from showcase.models import Profile
from showcase.registers import DESK
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.registers.domain import records

MARK = "示例数据，纯属虚构"
# of the first on the roll; the others wait to be asked
ANSWERS = [*["approve"] * 11, *["ask"] * 3, *["decline"] * 2, "take_back"]
DEEDS = [
    "改进装夹方式，换型时间由 40 分钟减到 8 分钟，带出 3 名高级工。",
    "二十年守着一条生产线，把返修率从百分之五降到千分之三。",
    "自己动手做检具十一件，班组里人人会用。",
    "把多年的操作要领写成口诀，新来的徒弟三个月就能独立上岗。",
]
QUESTIONS = [
    ("2022-03-02", "来电", "没有学历、没有职称，可以申报吗？", "可以。年龄、学历、资历和身份都不是门槛，重点在产业发展一线工人中评选（第八条）。", True),
    ("2022-03-03", "来访", "个人能不能自己申报？", "可以个人自荐，由所在单位在平台填写，经单位工会确认后报送。请先找本单位的人力资源专员。", True),
    ("2022-03-04", "来电", "申报到哪一天截止？", "申报时间写在评选通知里，也可以在“日历”查看。截止当天 24 时以前报送的都算。", True),
    ("2022-03-07", "网上", "命名以后有什么奖励？", "由区委、区政府颁发荣誉证书，一次性奖励 1 万元（第九条）。", True),
    ("2022-03-08", "来访", "证书怎样查真伪？", "扫描证书上的二维码，或者在“证书查验”输入 32 位查验码。", True),
    ("2022-03-09", "来电", "单位没有工会，能推荐职工吗？", "可以。先与所在街道（武侯新城、产业工会）的工会联系，由推荐单位指导办理。", True),
    ("2022-03-10", "来电", "我的照片会不会公开？", "不会。工匠名录里的事迹和照片，本人同意后才公开，本人随时可以撤回。", True),
    ("2022-03-11", "来电", "示例单位问盖章件怎样上传", "已告知在“盖章材料”上传扫描件。", False),
]  # fmt: skip


def fill(staff: User) -> None:
    """A profile of everybody named, answered by their persons in turn; the desk book."""
    profiles.begin()
    for place, (profile, answer) in enumerate(zip(Profile.objects.order_by("pk"), ANSWERS, strict=False)):
        deed = f"{DEEDS[place % len(DEEDS)]}（{MARK}）"
        profiles.draft(staff, profile, deed)
        _answered(staff, profile, answer, deed)
    for day, channel, question, answer, public in QUESTIONS:
        words = {"channel": channel, "question": question, "answer": answer, "open_to_all": public}
        records.enter(staff, DESK, {"asked_on": dt.date.fromisoformat(day), **words})


def _answered(staff: User, profile: Profile, answer: str, deed: str) -> None:
    token = profiles.ask(staff, profile)
    if answer == "ask":
        return
    profiles.enter(token)
    if answer == "decline":
        profiles.decline(profile, "希望写得短一点")
        return
    back = profiles.approve(profile, seen=deed, portrait=False)
    if answer == "take_back":
        profiles.take_back(back)
