import pytest

from tests.worlds.programme import Programme


@pytest.fixture
def programme(db) -> Programme:
    return Programme()
