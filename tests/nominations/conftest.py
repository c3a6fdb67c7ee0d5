"""What the tests of nominations begin with."""

from tests.worlds.kept import kept
from tests.worlds.nomination import World


@kept
def world():
    """An open round with one firm and its people; modules that need more have a `world` of their own."""
    return World()
