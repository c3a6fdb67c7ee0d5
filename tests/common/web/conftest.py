"""What the tests of forms begin with."""

import pytest

from tests.worlds.nomination import World


@pytest.fixture
def world(db):
    """An open round with one firm and its people."""
    return World()
