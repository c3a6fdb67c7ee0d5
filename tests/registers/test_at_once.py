"""Records at once, on connections of their own of a PostgreSQL: what one verb asked still holds when it is written.

What runs there: python -m tests.registers.test_at_once programme | claim
"""

import pytest

from tests.worlds import at_once
from tests.worlds.at_once import portal, run_in


@pytest.fixture
def place():
    with portal() as place:
        yield place


def test_what_was_asked_still_holds_when_it_is_written(place):
    assert run_in(place, __name__, "programme") == {
        "verified": [1, 1],  # times counted, rows in the log
        "withdrawn with something below": 0,
        "spent of 10,000": 10_000,
        "first rungs": 1,
        "pilots of 1 more": 1,
    }


def test_no_money_is_claimed_for_a_result_that_is_being_withdrawn(place):
    assert run_in(place, __name__, "claim") == {"state": "withdrawn", "claims": 0}


# ---- what runs within the portal


def programme() -> dict:

    from tests.worlds.programme import Programme

    world = Programme()
    return {
        "verified": verified(world),
        "withdrawn with something below": sum(hanging(world, number) for number in range(4)),
        "spent of 10,000": spent(world),
        "first rungs": rungs(world),
        "pilots of 1 more": pilots(world),
    }


def _enter(actor, key: str, **values):
    from tests.pdfs import PDF
    from wuhou_craftsmen.registers.domain import records
    from wuhou_craftsmen.registers.register import REGISTERS

    paper = (PDF, "proof.pdf") if REGISTERS[key].proof else None
    return records.enter(actor, REGISTERS[key], values, paper)


def _day(text: str):
    import datetime as dt

    return dt.date.fromisoformat(text)


def verified(world) -> list[int]:
    from wuhou_craftsmen.common.models import AuditEntry
    from wuhou_craftsmen.registers.domain import records

    drill = _enter(
        world.hr,
        "drills",
        kind="岗位练兵",
        name="示例",
        held_on=_day("2022-05-01"),
        person_times=1,
        firm=world.firm,
    )
    at_once.together(
        [lambda user=user: str(records.verify(user, drill)) for user in (world.labour, world.staff)]
    )
    drill.refresh_from_db()
    return [drill.decisions, AuditEntry.objects.filter(verb="核实", object_id=str(drill.pk)).count()]


def hanging(world, number: int) -> int:
    from wuhou_craftsmen.registers.domain import records

    school = _enter(world.education, "schools", name=f"示例{number}", kind="职业院校", nature="公办", model_school=False,
                    model_year=None, model_document="", invited=False, same_terms=True)  # fmt: skip
    count = {"school": school, "year": 2021, "graduates": 9, "both": 5}
    at_once.together(
        [
            lambda: str(_enter(world.education, "graduates", **count)),
            lambda: str(records.withdraw(world.labour, school, "重复")),
        ]
    )
    school.refresh_from_db()
    return int(school.state == "withdrawn" and school.graduate_counts.exists())


def spent(world) -> int:
    from cultivation.models import StudioSpend

    studio = _enter(world.labour, "studios", name="示例", kind="技能大师工作室", level="区级", firm=world.firm, document="示例",
                    person=world.person("甲示例", 1), named_on=_day("2021-05-01"))  # fmt: skip
    source = {"studio": studio, "source": "工会经费"}
    _enter(world.labour, "studio-budgets", **source, year=2022, amount_fen=10_000)
    spend = source | {"on": _day("2022-05-01"), "amount_fen": 5_000, "purpose": "示例"}
    at_once.together([lambda: str(_enter(world.labour, "studio-spending", **spend))] * 4)
    return sum(StudioSpend.objects.values_list("amount_fen", flat=True))


def rungs(world) -> int:
    from wuhou_craftsmen.registers.domain import records

    apprentice = world.person("丙徒弟", 2)
    words = {"firm": world.firm, "apprentice": apprentice, "trade": "钳工", "goal": "示例", "overlap": "两个工种",
             "started_on": _day("2022-01-01"), "until": _day("2023-01-01")}  # fmt: skip
    made = [
        _enter(world.hr, "mentorships", **words, person=world.person(f"师傅{number}", number))
        for number in (3, 4)
    ]
    at_once.together([lambda one=one: str(records.verify(world.labour, one)) for one in made])
    return apprentice.rungs.filter(revoked_on=None).count()


def pilots(world) -> int:
    from cultivation.models import PilotFirm
    from tests.people import make_firm

    words = {"selected_on": _day("2022-03-01"), "document": "示例", "plan": "示例"}
    firms = [make_firm(number) for number in range(11, 17)]
    for firm in firms[:4]:
        _enter(world.labour, "pilots", **words, firm=firm)
    at_once.together(
        [lambda firm=firm: str(_enter(world.labour, "pilots", **words, firm=firm)) for firm in firms[4:]]
    )
    return PilotFirm.objects.filter(state="verified").count() - 4


def claim() -> dict:
    """The withdrawal has written and is not through yet when the claim asks."""
    import threading

    from django.db import connection, transaction

    from awards.domain.claims import contest_results
    from awards.models import MatchingClaim, Title
    from tests.small_year import Year
    from wuhou_craftsmen.common.kernel import clock
    from wuhou_craftsmen.common.kernel.refusals import Refusal
    from wuhou_craftsmen.registers.domain import records

    year = Year().play("name_and_pay")
    day = clock.today()
    contest = _enter(year.first, "contests", name="全市大赛", year=day.year, level="市级", category="一类", organiser="示例",
                     registration_no="")  # fmt: skip
    event = _enter(
        year.first, "contest-trades", contest=contest, trade="焊工", held_on=day, place="示例", entrants=9
    )
    person = Title.objects.filter(revoked_on=None).first().person
    result = _enter(year.first, "contest-results", event=event, person=person, firm=year.firms[0], prize="一等奖", awarded_on=day,
                    cash_fen=1_500_000, document_no="示例")  # fmt: skip

    def ask():
        try:
            contest_results.claim(year.first, year.round, result.pk)
        except Refusal:
            pass
        finally:
            connection.close()

    with transaction.atomic():
        records.withdraw(year.second, result, "错填")
        other = threading.Thread(target=ask)
        other.start()
        other.join(2)  # long enough to come as far as its first wait
    other.join(30)
    result.refresh_from_db()
    return {"state": result.state, "claims": MatchingClaim.objects.filter(result=result.pk).count()}


if __name__ == "__main__":
    at_once.tell(lambda what: {"programme": programme, "claim": claim}[what]())
