from tests.worlds.kept import kept
from tests.worlds.overseen import Overseen


@kept
def world() -> Overseen:
    return Overseen()
