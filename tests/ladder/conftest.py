from tests.worlds.kept import kept

from .town import Town


@kept
def town():
    return Town()
