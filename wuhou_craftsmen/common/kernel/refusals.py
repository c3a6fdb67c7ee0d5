"""The one exception with which the portal says no."""


class Refusal(Exception):
    """An act that the rules do not allow; its text is the reason in Chinese, ready for a page.

    `code` names the ground for code and tests, where one is given; the words may be mended without it changing.
    Nothing has been written when a Refusal reaches the caller: verbs raise it inside their transaction.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
