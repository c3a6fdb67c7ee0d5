from tests.worlds.kept import kept
from tests.worlds.roll import Roll


@kept
def roll():
    return Roll()
