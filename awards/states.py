"""The states of a payment batch, with every transition."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

BATCH = StateTable(
    "批次",
    {"drafted": "已编制", "approved": "已审批", "sent": "已送银行", "paid": "已发放", "failed": "未成功"},
    [
        Transition("approve", "审批", ("drafted",), "approved", "领导小组两人", "由编制人本人审批"),
        Transition(
            "send", "送银行", ("approved",), "sent", "财务两人", "由编制人或审批人付款；称号已撤销；超出预算"
        ),
        Transition("settle", "登记发放", ("sent",), "paid", "财务两人", "没有银行回单号"),
        Transition("fail", "登记全部退回", ("sent",), "failed", "财务两人", "没有银行回单号"),
        Transition("cancel", "作废", ("drafted", "approved"), "failed", "区总工会", "已送银行；没有写明原因"),
    ],
)
# the act that two people take a batch on with, by where it stands
BATCH_ACTS = {
    "drafted": "awards.approve_batch",
    "approved": "awards.send_batch",
    "sent": "awards.settle_batch",
}
