"""The register of experts as people fill it in: forms by name, pages by their words."""

from urllib.parse import unquote

from review.models import RegisteredExpert
from tests.people import client_of, make_id
from tests.worlds.programme import words_of
from wuhou_craftsmen.registers.models import Record


def entered(user, key: str, **values) -> Record:
    """A record that came of the filled form."""
    answer = client_of(user).post(f"/registers/{key}/new/", values, follow=True)
    assert answer.redirect_chain, words_of(answer)
    return Record.objects.get(pk=int(unquote(answer.redirect_chain[-1][0]).split("/")[3]))


def expert(
    user, name: str, number: int, *trades: str, employer: str = "示例学院", **values
) -> RegisteredExpert:
    """Somebody of the register with trades and an employer. `since`, `until`: of the employer."""
    job = {day: values.pop(day, "") for day in ("since", "until")}
    words = {"kind": "专家", "qualification": "高级技师", "served_before": "0", "id_number": make_id(number)}
    made = entered(user, "experts", name=name, **words | values)
    for trade in trades:
        entered(user, "expert-trades", expert=name, trade=trade, level="高级技师")
    if employer:
        entered(user, "expert-employers", expert=name, employer=employer, **job)
    return RegisteredExpert.objects.get(pk=made.pk)


def members_page(year) -> str:
    return f"/review/rounds/{year.round.pk}/members/"


def take(year, entry, group: str = "") -> str:
    """The secretary takes the expert on the page; gives the words of the page that follows."""
    sent = {"entry": entry.pk, "group": group}
    return words_of(client_of(year.secretary).post(f"{members_page(year)}take/", sent, follow=True))


def draw(year, *wanted: tuple[str, int], **values):
    """The secretary draws on the page; gives the answer."""
    lines = {}
    for n, (trade, count) in enumerate(wanted, 1):
        lines |= {f"trade_{n}": trade, f"count_{n}": str(count)}
    path = f"/review/rounds/{year.round.pk}/draws/"
    return client_of(year.secretary).post(path, lines | values, follow=True)
