"""What the tests of forms begin with."""

from tests.worlds.kept import kept
from tests.worlds.nomination import World


@kept
def world():
    """An open round with one firm and its people."""
    return World()
