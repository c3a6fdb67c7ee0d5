"""奖励发放花名册.xlsx and 配套奖励台账.xlsx: what finance takes away. IDs and accounts whole, as text."""

from nominations.models import AnnualRound
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.text.chinese import in_capitals, money_text
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, Told, write_workbook

from .. import queries
from ..models import LedgerEntry, PaymentBatch


def _secrecy(round: AnnualRound) -> list[str]:
    return [marks.FICTITIOUS if round.rehearsal else "内部资料，含个人信息，注意保密"]


def payment_roster(round: AnnualRound, batch: PaymentBatch | None = None, told: Told | None = None) -> bytes:
    """One line for each entry that stands, or of one batch, with account and state of payment; totals in figures and 大写."""
    columns = [
        Head("序号", 6, "whole"), Head("姓名", 16), Head("身份证号", 22), Head("工作单位", 30), Head("奖励类别", 12),
        Head("依据", 22), Head("应发（元）", 14, "money"), Head("代扣税（元）", 13, "money"), Head("实发（元）", 14, "money"),
        Head("开户银行", 18), Head("银行账号", 24), Head("批次", 12), Head("发放情况", 10),
    ]  # fmt: skip
    found = queries.roster(round)
    entries = list(found.filter(lines__batch=batch) if batch else found)
    queries.with_accounts(entries)
    rows = [_roster_row(number, entry) for number, entry in enumerate(entries, 1)]
    sums = queries.batch_sums(batch) if batch else queries.roster_sums(round)
    return write_workbook(
        [
            SheetSpec(
                name="奖励发放花名册",
                title=f"{round.year}年度“诸葛工匠”奖励发放花名册{f'（{batch.no}）' if batch else ''}",
                banner=_secrecy(round),
                columns=columns,
                rows=rows,
                totals=["", "合计", *[""] * 4, sums.gross_fen, sums.tax_fen, sums.net_fen, *[""] * 4],
                footer=[
                    f"应发合计（大写）：{in_capitals(sums.gross_fen)}　　¥{money_text(sums.gross_fen)}",
                    f"实发合计（大写）：{in_capitals(sums.net_fen)}　　¥{money_text(sums.net_fen)}",
                    *_signatures(entry.line for entry in entries if entry.line),
                ],
            )
        ],
        made_at=clock.now(),
        told=told,
    )


def _roster_row(number: int, entry: LedgerEntry) -> list:
    line = entry.line
    account = line.account if line else None
    state = (
        (line.get_outcome_display() if line.outcome else line.batch.get_state_display())
        if line
        else "未编批次"
    )
    return [
        number, entry.person.name, entry.person.id_number, entry.title.candidacy.nomination.firm_now.name,
        entry.get_kind_display(), entry.basis, entry.gross_fen, entry.tax_fen, entry.net_fen,
        account.bank if account else "", account.number if account else "", line.batch.no if line else "", state,
    ]  # fmt: skip


def _signatures(lines) -> list[str]:
    batches = {line.batch_id: line.batch for line in lines}
    return [
        f"批次 {batch.no}　　编制：{batch.maker}　　审批：{batch.approver or ''}　　付款：{batch.payer or ''}"
        for _, batch in sorted(batches.items())
    ]


def matching_ledger(round: AnnualRound, told: Told | None = None) -> bytes:
    """Every claim with its verdict and reason, what was computed, paid before and payable."""
    columns = [
        Head("申请编号", 13), Head("姓名", 16), Head("身份证号", 22), Head("奖项（称号）", 34), Head("类别", 12), Head("级别", 8),
        Head("颁奖日期", 15, "date"), Head("颁奖文件文号", 18), Head("奖金总额（元）", 13, "money"),
        Head("本人应得（元）", 13, "money"), Head("配套比例", 9), Head("应配套（元）", 13, "money"),
        Head("此前已配套（元）", 13, "money"), Head("本次应发（元）", 13, "money"), Head("代扣税（元）", 12, "money"),
        Head("实发（元）", 13, "money"), Head("结论", 26), Head("命名日期", 15, "date"),
    ]  # fmt: skip
    claims = list(queries.claims(round))
    named = queries.naming_dates({claim.id_fingerprint for claim in claims})
    rows = [
        [
            c.no, c.name, c.id_number, c.award, c.kind, c.level, c.award_date, c.document_no, c.cash_fen, c.share_fen,
            round.policy.ratio_text, c.match_fen or 0, c.before_fen or 0, c.gross_fen, c.tax_fen, c.net_fen, queries.reason_of(c),
            named.get(c.id_fingerprint),
        ]
        for c in claims
    ]  # fmt: skip
    sums = queries.totals(round).matching
    totals = ["", "合计", *[""] * 11, sums.gross_fen, sums.tax_fen, sums.net_fen, "", ""]
    return write_workbook(
        [
            SheetSpec(
                name="配套奖励台账",
                paper="A3",
                title=f"{round.year}年度“诸葛工匠”配套奖励台账",
                banner=_secrecy(round),
                columns=columns,
                rows=rows,
                totals=totals,
                footer=[
                    f"应发合计（大写）：{in_capitals(sums.gross_fen)}　　¥{money_text(sums.gross_fen)}　　"
                    f"共 {sums.count} 笔"
                ],
            )
        ],
        made_at=clock.now(),
        told=told,
    )
