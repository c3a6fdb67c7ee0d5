"""What never stands in a log: the secret of a link that opens something once."""

import logging
import re

SECRET = re.compile(r"[A-Za-z0-9_-]{43,}")  # as long as secrets.token_urlsafe(32)


class HideSecrets(logging.Filter):
    """Django logs the address of a page that said no; the secret in it becomes three dots."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub("…", record.getMessage()), ()
        return True
