"""The states of a naming ceremony, with every transition."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

CEREMONY = StateTable(
    "命名大会",
    {"planning": "筹备", "notified": "已发通知", "held": "已举行", "cancelled": "已取消"},
    [
        Transition(
            "notify", "发通知", ("planning", "notified"), "notified", "区总工会", "名单是空的；时间已经过去"
        ),
        Transition("hold", "登记已举行", ("notified",), "held", "区总工会", "还没有到大会当天"),
        Transition("cancel", "取消", ("planning", "notified"), "cancelled", "区总工会", "没有写明原因"),
        # what may be done while it stands so; the state stays
        Transition("edit", "修改安排", ("planning", "notified"), "planning", "区总工会"),
        Transition("reply", "回复到会情况", ("notified",), "notified", "企业人力资源专员、区总工会"),
        Transition("check_in", "签到", ("notified", "held"), "held", "区总工会"),
        Transition("hand_over", "登记证书发放", ("held",), "held", "区总工会"),
        Transition("keep_photos", "上传照片", ("notified", "held"), "held", "区总工会"),
    ],
)
