"""The lists of the 申报表: written as a whole, by the verb that edits the draft."""

from nominations.models import Achievement, Nomination
from nominations.rules.file.achievements import MAX_ROWS, row_faults
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.common.kernel.refusals import Refusal


def replace(nomination: Nomination, kind: str, rows: list[dict]) -> None:
    """Put these rows in the place of what the list holds. The caller has locked the file and asked whether it is open."""
    heading = ACHIEVEMENTS[kind]
    if len(rows) > MAX_ROWS:
        raise Refusal(f"“{heading}”最多 {MAX_ROWS} 项，请把相近的合并成一项。")
    for place, row in enumerate(rows, 1):
        for words in row_faults(kind, row).values():
            raise Refusal(f"“{heading}”第 {place} 项：{words}。")
    nomination.achievements.filter(kind=kind).delete()
    Achievement.objects.bulk_create(
        Achievement(nomination=nomination, kind=kind, place=place, **row) for place, row in enumerate(rows, 1)
    )
