"""The four workbooks of a year, read and held against each other before anything is written."""

from dataclasses import dataclass
from pathlib import Path

from awards.domain.claims import claims
from nominations.domain.workbooks import summary_table
from review.domain.committee import roster
from review.domain.scoring import scoring
from wuhou_craftsmen.common.workbooks.tables import Table, WorkbookFaults
from wuhou_craftsmen.policy.domain import rubrics

NOMINATIONS = "申报汇总表.xlsx"
EXPERTS = "专家名册.xlsx"
SCORES = "专家评分表.xlsx"
CLAIMS = "配套奖励申报表.xlsx"


@dataclass(frozen=True)
class YearWorkbooks:
    """Four tables without a fault."""

    nominations: Table
    experts: Table
    scores: Table
    claims: Table

    def by_name(self) -> dict[str, Table]:
        return {
            NOMINATIONS: self.nominations,
            EXPERTS: self.experts,
            SCORES: self.scores,
            CLAIMS: self.claims,
        }


def read_workbooks(folder: Path) -> YearWorkbooks:
    """Read all four; WorkbookFaults lists every fault of every file at once."""
    nominations = summary_table.read_nominations(folder / NOMINATIONS, NOMINATIONS)
    experts = roster.read_experts(folder / EXPERTS, EXPERTS)
    claimed = claims.read_claims(folder / CLAIMS, CLAIMS)
    files = {row.values["no"]: row.values["firm_name"] for row in nominations.rows}
    scores = scoring.read_scores(
        folder / SCORES,
        SCORES,
        rubrics.newest(),
        files=set(files) if not nominations.faults else None,
        experts={row.values["code"] for row in experts.rows} if not experts.faults else None,
        recused=roster.recused_pairs(nominations, experts),
    )
    faults = [fault for table in (nominations, experts, scores, claimed) for fault in table.faults]
    if faults:
        raise WorkbookFaults(faults)
    return YearWorkbooks(nominations, experts, scores, claimed)
