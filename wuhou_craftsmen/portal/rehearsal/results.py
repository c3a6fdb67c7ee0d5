"""What a rehearsal leaves in its folder, read back by the queries that the pages use."""

import json
from pathlib import Path

import awards.documents.workbooks
import awards.queries
import review.documents.workbooks
import review.queries
from awards.documents import content as award_printing
from review.documents import content as review_printing
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.templatetags.plain import points
from wuhou_craftsmen.common.text.chinese import plain_money


def result_of(round) -> dict:
    """Ranking, unranked, named, rewards and claims with text figures of two decimals."""
    totals = awards.queries.totals(round)
    return {
        "ranking": [
            {
                "no": row.candidacy.nomination.no,
                "rank": row.rank,
                "score": points(row.final),
                "experts": row.experts,
                "endorsements": row.endorsements,
                "passes": row.passes,
            }
            for row in review.queries.ranking(round)
        ],
        "unranked": [row.candidacy.nomination.no for row in review.queries.unranked(round)],
        "named": [title.candidacy.nomination.no for title in awards.queries.named(round)],
        "naming_rewards": _sums(totals.naming),
        "claims": [
            {
                "no": claim.no,
                "verdict": claim.code,
                "pays": plain_money(claim.award_fen),
                "tax": plain_money(claim.tax_fen),
                "net": plain_money(claim.net_fen),
            }
            for claim in awards.queries.claims(round)
        ],
        "matching": _sums(totals.matching),
        "total_gross": plain_money(totals.total_gross_fen),
    }


def _sums(sums) -> dict:
    return {
        "count": sums.count,
        "gross": plain_money(sums.gross_fen),
        "tax": plain_money(sums.tax_fen),
        "net": plain_money(sums.net_fen),
    }


def write_results(round, out: Path) -> list[Path]:
    """Every document of the year; result.json last, so that it stands only beside a whole year."""
    written = {
        "评审排名表.xlsx": review.documents.workbooks.ranking_workbook(round),
        "命名决定.pdf": award_printing.decision_pdf(round.decisions.get(supplement=False)),
        "公示.pdf": review_printing.notice_pdf(round),
        "奖励发放花名册.xlsx": awards.documents.workbooks.payment_roster(round),
        "配套奖励台账.xlsx": awards.documents.workbooks.matching_ledger(round),
    }
    (out / "certificates").mkdir(parents=True, exist_ok=True)
    for title in awards.queries.named(round):
        written[f"certificates/{title.candidacy.nomination.no}.pdf"] = store.read(title.certificate)
    for name, content in written.items():
        (out / name).write_bytes(content)
    result = json.dumps(result_of(round), ensure_ascii=False, indent=1)
    (out / "result.json").write_text(result + "\n", encoding="utf-8")
    return [out / name for name in (*written, "result.json")]
