"""What the tests of nominations begin with."""

import pytest

from tests.worlds.nomination import World


@pytest.fixture
def world(db):
    """An open round with one firm and its people; modules that need more have a `world` of their own."""
    return World()
