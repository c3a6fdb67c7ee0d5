"""The states of a round and of a nomination, with every transition between them."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

ROUND = StateTable(
    "批次",
    {
        "planned": "筹备",
        "open": "申报中",
        "checking": "审核中",
        "reviewing": "专家评审",
        "deliberating": "领导小组审定",
        "notice": "公示中",
        "naming": "待命名",
        "rewarding": "奖励发放",
        "archived": "已归档",
        "suspended": "已中止",
        "annulled": "已作废",
    },
    [
        Transition(
            "open",
            "开始申报",
            ("planned",),
            "open",
            "区总工会两人",
            "没有批准依据；没有施行中的政策；当年已有批次",
        ),
        Transition("close_intake", "截止申报", ("open",), "checking", "系统到时自动办理", "尚未到截止时间"),
        Transition(
            "start_review",
            "开始专家评审",
            ("checking",),
            "reviewing",
            "专家委员会秘书、区总工会两人",
            "专家委员会未经审批；还有未办结的申报",
        ),
        Transition(
            "close_review",
            "结束专家评审",
            ("reviewing",),
            "deliberating",
            "专家委员会秘书、领导小组两人",
            "评分未截止",
        ),
        Transition(
            "reopen_review",
            "重新开放评分",
            ("deliberating",),
            "reviewing",
            "领导小组、纪检监督员两人",
            "没有理由；领导小组已经审定",
        ),
        Transition(
            "start_notice",
            "开始公示",
            ("deliberating",),
            "notice",
            "区总工会、领导小组两人",
            "没有领导小组会议纪要；名单与审定的不一致",
        ),
        Transition(
            "end_notice", "结束公示", ("notice",), "naming", "区总工会", "公示期未满；还有未核查完的异议"
        ),
        Transition(
            "name",
            "作出命名决定",
            ("naming",),
            "rewarding",
            "领导小组",
            "没有文号、日期、颁发单位；不在政策有效期内",
        ),
        Transition("archive", "归档", ("rewarding",), "archived", "区总工会两人", "还有未办结的事项"),
        Transition(
            "suspend",
            "中止",
            ("open", "checking", "reviewing", "deliberating", "naming"),
            "suspended",
            "领导小组两人",
            "没有理由和文件；公示期内",
        ),
        # goes back to where it was suspended, which the round keeps
        Transition(
            "resume", "恢复", ("suspended",), "open", "领导小组两人", "没有理由和文件；新的截止时间已过"
        ),
        Transition(
            "annul",
            "整批作废",
            (
                "planned",
                "open",
                "checking",
                "reviewing",
                "deliberating",
                "notice",
                "naming",
                "rewarding",
                "suspended",
            ),
            "annulled",
            "领导小组两人",
            "没有理由和文件；有发放批次在银行办理",
        ),
    ],
)

NOMINATION = StateTable(
    "申报",
    {
        "draft": "草稿",
        "submitted": "已报送",
        "returned": "退回补正",
        "endorsed": "初审通过",
        "qualified": "资格合格",
        "unqualified": "资格不合格",
        "withdrawn": "已撤回",
        "disqualified": "取消资格",
    },
    [
        Transition(
            "submit",
            "报送",
            ("draft", "returned"),
            "submitted",
            "企业人力资源专员",
            "栏目或材料不全；未同意、未承诺；单位公示不足规定的工作日；已截止；已有“诸葛工匠”以上称号",
        ),
        Transition(
            "return",
            "退回补正",
            ("submitted",),
            "returned",
            "推荐单位经办人",
            "已经退回过一次；不是本辖区；本单位或本人填报",
        ),
        Transition(
            "endorse",
            "初审通过",
            ("submitted",),
            "endorsed",
            "推荐单位经办人",
            "不是本辖区；本单位或本人填报",
        ),
        Transition(
            "take_back",
            "撤回初审结论",
            ("endorsed", "returned"),
            "submitted",
            "推荐单位经办人",
            "区总工会已开始审查；单位已开始补正；评审已开始",
        ),
        Transition(
            "check_again",
            "重新审查资格",
            ("qualified", "unqualified"),
            "endorsed",
            "区总工会两人",
            "没有理由；评审已开始",
        ),
        Transition(
            "qualify",
            "认定资格合格",
            ("endorsed",),
            "qualified",
            "区总工会两人",
            "第二人与第一人相同；本人填报",
        ),
        Transition(
            "refuse",
            "认定资格不合格",
            ("endorsed",),
            "unqualified",
            "区总工会两人",
            "没有理由；以年龄、学历、资历、身份为理由（第八条）",
        ),
        Transition(
            "recognise",
            "列入直接认定",
            ("draft",),
            "qualified",
            "区总工会两人",
            "称号未经授予机关核实；第二人与第一人相同",
        ),
        Transition(
            "withdraw",
            "撤回",
            ("draft", "submitted", "returned", "endorsed", "qualified"),
            "withdrawn",
            "企业人力资源专员；评审开始后须两人",
            "评审已经开始",
        ),
        Transition(
            "disqualify",
            "取消资格",
            ("submitted", "returned", "endorsed", "qualified"),
            "disqualified",
            "领导小组",
            "没有弄虚作假的查实依据",
        ),
        Transition(
            "end",
            "终止（人选去世）",
            ("submitted", "returned", "endorsed", "qualified"),
            "withdrawn",
            "区总工会、领导小组两人",
            "没有领导小组的决定文号",
        ),
    ],
)

LEAD = StateTable(
    "线索",
    {
        "new": "待办理",
        "passed_on": "已转办",
        "adopted": "已推荐申报",
        "declined": "未采纳",
        "merged": "已合并",
    },
    [
        Transition(
            "pass_on",
            "转办",
            ("new", "passed_on"),
            "passed_on",
            "区总工会；推荐单位经办人转本辖区企业",
            "单位已除名；不是本辖区的企业",
        ),
        Transition(
            "adopt",
            "推荐申报",
            ("passed_on",),
            "adopted",
            "企业人力资源专员",
            "本人没有单独同意；不在申报期；本人已申报或已有称号",
        ),
        Transition("hand_back", "退回转办", ("adopted",), "passed_on", "系统（申报草稿删除）", ""),
        Transition(
            "decline",
            "不采纳",
            ("new", "passed_on"),
            "declined",
            "区总工会、收到线索的单位",
            "没有理由；以年龄、学历、资历、身份为理由（第八条）",
        ),
        Transition("merge", "合并", ("new", "passed_on"), "merged", "区总工会", "不是同一人的线索"),
    ],
)

DIRECT = StateTable(
    "直接认定",
    {
        "claimed": "待核实",
        "evidence_checked": "已核实，待复核",
        "proposed": "已列为建议人选",
        "refused": "不予认定",
        "withdrawn": "已撤回",
    },
    [
        Transition(
            "check", "核实", ("claimed",), "evidence_checked", "区总工会", "没有向授予机关核实；称号已被撤销"
        ),
        Transition(
            "propose",
            "列为建议人选",
            ("evidence_checked",),
            "proposed",
            "区总工会另一人",
            "与核实人相同；单位已除名；已有称号或已申报；不在政策有效期内；领导小组会议已开过",
        ),
        Transition(
            "refuse",
            "不予认定",
            ("claimed", "evidence_checked"),
            "refused",
            "区总工会",
            "没有理由；以年龄、学历、资历、身份为理由（第八条）",
        ),
        Transition(
            "withdraw", "撤回", ("claimed", "evidence_checked"), "withdrawn", "提出单位", "已列为建议人选"
        ),
    ],
)
