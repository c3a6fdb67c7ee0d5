"""One way to put a JSON value into a SHA-256."""

import hashlib
import json
from typing import Any


def digest(value: Any) -> str:
    """SHA-256, as hex, over the value as JSON with its keys in order; the same value gives the same digest."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
