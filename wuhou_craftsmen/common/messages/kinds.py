"""The kinds of notice, in one register: a gateway that sends by template chooses it by the code, pages show the label."""

OTHER = "other"  # notices written before they had a kind
KINDS = {
    "returned": "退回补正",
    "endorsed": "初审通过",
    "endorsement_taken_back": "初审结论撤回",
    "verdict": "资格审查结论",
    "disqualified": "取消资格",
    "opinion_asked": "征求部门意见",
    "opinion_withdrawn": "部门意见撤回",
    "opinion_answered": "部门意见回复",
    "deadline_moved": "申报时间延长",
    "nominee_statement": "本人意见",
    "review_requested": "申请复核",
    "file_changed": "变更登记",
    "death_settled": "身故后处理",
    "nominee_link": "本人核对链接",
    "profile_link": "简介确认链接",
    "password_link": "设置密码链接",
    "password_set": "密码重新设置",
    "link_code": "告知口令",
    "firm_struck_off": "企业除名",
    "transfer": "转入请求",
    "round_changed": "批次变更",
    "scoring_opened": "评分开始",
    "scoring_ends_soon": "评分即将截止",
    "ranking_made": "排名生成",
    "scoring_touched": "评分监督",
    "notice_begun": "公示开始",
    "not_selected": "未入选",
    "named": "命名",
    "ceremony_notice": "命名大会通知",
    "ceremony_cancelled": "命名大会取消",
    "certificate_made": "证书制成",
    "payment_sent": "奖励送银行",
    "payment_returned": "银行退回",
    "todos_due": "待办提醒",
    "batch_turned_back": "发放批次退回",
    "record_decided": "台账核实",
    "owed_moved": "任务和整改",
    OTHER: "通知",
}


def labels() -> list[tuple[str, str]]:
    """Code and label of every kind; called by the model, so that a further one needs no migration."""
    return list(KINDS.items())


def require_registered(kind: str) -> None:
    """ValueError where a verb names a kind that the register does not hold."""
    if kind not in KINDS:
        raise ValueError(f"kind of notice not registered: {kind}")
