"""The states of a candidacy and of an objection, with every transition."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

CANDIDACY = StateTable(
    "候选人",
    {
        "in_review": "专家评审",
        "proposed": "建议人选",
        "not_selected": "未入选",
        "approved": "领导小组审定",
        "on_notice": "公示中",
        "held": "异议核查",
        "cleared": "公示无异议",
        "disqualified": "取消资格",
        "withdrawn": "已撤回",
    },
    [
        Transition(
            "propose",
            "列为建议人选",
            ("in_review",),
            "proposed",
            "专家委员会秘书（按排序）",
            "评分未截止；并列跨越名额线",
        ),
        Transition(
            "put_forward",
            "直接认定列为建议人选",
            ("in_review",),
            "proposed",
            "区总工会两人（第七条）",
            "领导小组会议已经召开",
        ),
        Transition(
            "pass_over",
            "列为未入选",
            ("in_review", "proposed"),
            "not_selected",
            "专家委员会秘书、领导小组",
            "",
        ),
        Transition(
            "rank_again",
            "重新评审",
            ("in_review", "proposed", "not_selected"),
            "in_review",
            "领导小组、纪检监督员两人",
            "领导小组已经审定",
        ),
        Transition("approve", "审定", ("proposed",), "approved", "领导小组", "没有会议纪要；到会人数不足"),
        Transition(
            "publish", "公示", ("approved",), "on_notice", "区总工会、领导小组两人", "公示内容含个人隐私"
        ),
        Transition("hold", "暂缓（异议核查）", ("on_notice", "cleared"), "held", "区总工会", "异议未受理"),
        Transition("release", "恢复公示", ("held",), "on_notice", "领导小组", "没有核查报告"),
        Transition(
            "clear", "公示无异议", ("on_notice",), "cleared", "系统（公示期满）", "公示期未满；异议未核查完"
        ),
        Transition("disqualify", "取消资格", ("held",), "disqualified", "领导小组", "没有核查报告"),
        Transition(
            "withdraw",
            "撤回",
            ("in_review", "proposed", "approved", "on_notice"),
            "withdrawn",
            "区总工会、领导小组两人",
            "只有一人经办",
        ),
        Transition(
            "end",
            "终止（人选去世）",
            ("in_review", "proposed", "approved", "on_notice", "held", "cleared"),
            "withdrawn",
            "区总工会、领导小组两人",
            "没有领导小组的决定文号",
        ),
    ],
)

OBJECTION = StateTable(
    "异议",
    {"open": "核查中", "not_accepted": "不受理", "upheld": "异议成立", "dismissed": "异议不成立"},
    [
        Transition("uphold", "认定异议成立", ("open",), "upheld", "领导小组", "没有核查报告"),
        Transition("dismiss", "认定异议不成立", ("open",), "dismissed", "领导小组", "没有核查报告"),
    ],
)
