"""The one set of masks: every screen shows the same digits, so that two screens never add up to the whole."""


def mask_id(number: str) -> str:
    """999*************18; five digits and fewer are no number of a person and stay as they are"""
    return number if len(number) < 6 else number[:3] + "*" * (len(number) - 5) + number[-2:]


def mask_account(number: str) -> str:
    """****0039: only the last four digits, whatever the length."""
    return "****" + number[-4:] if number else ""


def mask_phone(number: str) -> str:
    """100****0001"""
    return number[:3] + "****" + number[-4:] if number else ""
