"""评审排名表.xlsx, and an expert's own 专家评分表.xlsx."""

from nominations.models import AnnualRound
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, Told, write_workbook

from .. import queries
from ..models import CommitteeMember


def ranking_workbook(round: AnnualRound, told: Told | None = None) -> bytes:
    """Ranked and unranked, with the figures of the ranking page."""
    tie_break = round.rubric.tie_break
    columns = [
        Head("名次", 7, "whole"), Head("申报编号", 14), Head("姓名", 14), Head("工作单位", 32), Head("职业（工种）", 18),
        Head("最后得分", 10, "points"), Head("评分专家", 9, "whole"), Head("认可", 7, "whole"), Head("是否合格", 9),
        *(Head(f"{criterion.code}平均", 9, "points") for criterion in tie_break), Head("结果", 12), Head("说明", 24),
    ]  # fmt: skip
    rows = []
    for row in [*queries.ranking(round), *queries.unranked(round)]:
        file = row.candidacy.nomination
        rows.append([
            row.rank, file.no, file.name, file.firm.name, file.trade, row.final, row.experts, row.endorsements,
            "是" if row.passes else "否", *(row.tie_means or [None] * len(tie_break)),
            row.candidacy.get_state_display(), row.reason,
        ])  # fmt: skip
    run = round.rankings.last()
    return write_workbook(
        [
            SheetSpec(
                name="评审排名表",
                title=f"{round.year}年度“诸葛工匠”评审排名表",
                banner=[
                    marks.after(
                        f"名额 {run.quota} 名；合格线 {run.pass_line // 100}.{run.pass_line % 100:02d} 分，"
                        f"认可不少于三分之二；核对码 {run.sha256[:16]}",
                        round.rehearsal,
                    )
                ],
                columns=columns,
                rows=rows,
                footer=[
                    f"评分去掉一个最高分、一个最低分后取平均；同分依次比较 {round.rubric.tie_break_text} 平均分。"
                ],
            )
        ],
        made_at=clock.now(),
        told=told,
    )


def score_sheet(member: CommitteeMember, told: Told | None = None) -> bytes:
    """The expert's own sheet, prefilled with the files to score and nothing of anybody else."""
    round = member.committee.round
    criteria = round.rubric.criteria.all()
    columns = [
        Head("申报编号", 14), Head("专家编号", 10), Head("姓名", 12), Head("职业（工种）", 16),
        *(Head(c.heading, 11) for c in criteria),
        Head("认可（是/否）", 10, choices=("是", "否")), Head("评语", 30),
    ]  # fmt: skip
    files = queries.files_of(member.expert.user, round)
    empty = [""] * (len(criteria) + 2)
    rows = [[c.nomination.no, member.code, c.nomination.name, c.nomination.trade, *empty] for c in files]
    return write_workbook(
        [
            SheetSpec(
                name="专家评分表", title=f"{round.year}年度“诸葛工匠”专家评分表", columns=columns, rows=rows
            )
        ],
        made_at=clock.now(),
        told=told,
    )


@exported("review.ranking")
def _ranking(owner, told: Told | None, round_id: int) -> bytes:
    return ranking_workbook(AnnualRound.objects.get(pk=round_id), told)


@exported("review.score_sheet")
def _score_sheet(owner, told: Told | None, member_id: int) -> bytes:
    return score_sheet(CommitteeMember.objects.get(pk=member_id), told)
