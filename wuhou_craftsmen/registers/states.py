"""The states of a record, and who moves it."""

from wuhou_craftsmen.common.kernel.states import StateTable, Transition

STATES = StateTable(
    "记录",
    {
        "reported": "待核实",
        "returned": "退回补正",
        "verified": "已核实",
        "withdrawn": "已撤下",
    },
    [
        Transition("verify", "核实", ("reported",), "verified", "本条牵头单位"),
        Transition("send_back", "退回", ("reported",), "returned", "本条牵头单位", "没有写明原因"),
        Transition("correct", "更正", ("reported", "returned", "verified"), "reported", "填报单位；已核实的由牵头单位更正"),
        Transition("withdraw", "撤下", ("reported", "returned", "verified"), "withdrawn", "填报单位；已核实的由牵头单位撤下",
                   "没有写明原因"),
    ],
)  # fmt: skip
TONES = {"reported": "wait", "returned": "bad", "verified": "good", "withdrawn": ""}
