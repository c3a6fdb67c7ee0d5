"""The words on whatever a rehearsal makes, on paper and in workbooks."""

REHEARSAL = "演练材料"
FICTITIOUS = f"{REHEARSAL}，纯属虚构"


def after(words: str, rehearsal: bool) -> str:
    """The words of a banner, in a rehearsal with the mark behind them."""
    return f"{words}　{FICTITIOUS}" if rehearsal else words
