"""The states of a craftsman's profile, and who moves it."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

PROFILE = StateTable(
    "简介",
    {
        "drafted": "待征求意见",
        "asked": "已征求意见",
        "approved": "本人同意公开",
        "declined": "本人不同意公开",
        "withdrawn": "已撤回",
    },
    [
        Transition("draft", "修改简介", ("drafted", "asked", "declined", "withdrawn"), "drafted", "区总工会"),
        Transition("ask", "征求本人意见", ("drafted", "asked"), "asked", "区总工会", "没有写事迹；称号已撤销"),
        Transition("approve", "同意公开", ("asked",), "approved", "本人"),
        Transition("decline", "不同意公开", ("asked",), "declined", "本人"),
        Transition("withdraw", "撤回", ("approved",), "withdrawn", "本人；区总工会按本人要求", "没有写明本人怎样提出"),
    ],
)  # fmt: skip
TONES = {"drafted": "wait", "asked": "wait", "approved": "good", "declined": "", "withdrawn": ""}
