"""What an endorsing unit's three papers say, as plain values: printed, hashed, and compared with what was stamped."""

from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.text.stroke_order import by_strokes

from ..models import AnnualRound, EndorsedRank, Nomination, ReportKind, UnitQuota, UnitReport


def contents(round: AnnualRound, units) -> dict[int, dict[str, dict]]:
    """Unit id -> kind -> content of the paper, for many units in four queries."""
    units = list(units)
    ranks: dict[int, list] = {unit.pk: [] for unit in units}
    rows = EndorsedRank.objects.filter(round=round, unit__in=units, left_at=None)
    for row in rows.select_related("nomination__firm").prefetch_related("nomination__endorsements"):
        ranks[row.unit_id].append(row)
    quotas = dict(UnitQuota.objects.filter(round=round).values_list("unit_id", "places"))
    files: dict[int, list] = {unit.pk: [] for unit in units}
    handed_in = Nomination.objects.filter(
        round=round, receipt_no__isnull=False, firm__endorsing_unit__in=units
    ).prefetch_related("endorsements")
    for file in handed_in.select_related("firm"):
        files[file.firm.endorsing_unit_id].append(file)
    return {
        unit.pk: {
            ReportKind.LIST: _list(round, unit, ranks[unit.pk]),
            ReportKind.RANKING: _ranking(round, unit, ranks[unit.pk]),
            ReportKind.REPORT: _report(round, unit, ranks[unit.pk], files[unit.pk], quotas.get(unit.pk)),
        }
        for unit in units
    }


def content_of(round: AnnualRound, unit, kind: str) -> dict:
    return contents(round, [unit])[unit.pk][kind]


def _list(round, unit, ranks) -> dict:
    """Only what may be posted: name, firm, trade and post, in the order of strokes."""
    people = [
        (r.nomination.name, r.nomination.firm.name, r.nomination.trade, r.nomination.post) for r in ranks
    ]
    return {"year": round.year, "unit": unit.name, "people": by_strokes(people, key=lambda row: row[0])}


def _ranking(round, unit, ranks) -> dict:
    rows = [{"rank": r.rank, "no": r.nomination.no, **row_of(r.nomination)} for r in ranks]
    for row, rank in zip(rows, ranks, strict=True):
        row["reason"] = next(
            (said.opinion for said in rank.nomination.endorsements.all() if said.decision == "endorsed"), ""
        )
    return {"year": round.year, "unit": unit.name, "rows": rows}


def row_of(nomination: Nomination) -> dict:
    """What a 推荐汇总表 and 推荐排序表 say of one file; no number of a person."""
    return {
        "name": nomination.name,
        "firm": nomination.firm.name,
        "trade": nomination.trade,
        "level": nomination.skill_level or "—",
        "frontline": {True: "是", False: "否"}.get(nomination.frontline, "—"),
        "sex": nomination.sex,
        "nature": nomination.firm.nature or "—",
    }


def _report(round, unit, ranks, files, places) -> dict:
    returned = [
        file for file in files if any(said.decision == "returned" for said in file.endorsements.all())
    ]
    states = [file.state for file in files]
    return {
        "year": round.year,
        "unit": unit.name,
        "places": places,
        "received": len(files),
        "returned": len(returned),
        "endorsed": len(ranks),
        "waiting": sum(state in ("submitted", "returned") for state in states),
        "withdrawn": states.count("withdrawn"),
        "disqualified": states.count("disqualified"),
        "rows": [[r.rank, r.nomination.name, r.nomination.firm.name, r.nomination.trade] for r in ranks],
    }


def sha256_of(content: dict) -> str:
    return digest(content)


def code_of(sha256: str) -> str:
    """Eight digits at the foot of a printed paper: they tie the stamped sheet to its content."""
    return f"{int(sha256[:12], 16) % 10**8:08d}"


def live_reports(round: AnnualRound, unit=None) -> dict[tuple[int, str], UnitReport]:
    """(unit id, kind) -> the scan in force."""
    rows = UnitReport.objects.filter(round=round, replaced_at=None).select_related("scan", "uploaded_by")
    if unit is not None:
        rows = rows.filter(unit=unit)
    return {(row.unit_id, row.kind): row for row in rows}


def finished(round: AnnualRound, unit) -> bool:
    """All three scans are there and what was stamped is what stands."""
    reports = live_reports(round, unit)
    if len(reports) < len(ReportKind.values):
        return False
    now = contents(round, [unit])[unit.pk]
    return all(reports[unit.pk, kind].content_sha256 == sha256_of(now[kind]) for kind in ReportKind.values)
