"""Keys for field encryption: a ring of named keys, the first one in force, the older ones still read."""

import base64
import json
import os
import secrets
from pathlib import Path


def parse(text: str) -> list[tuple[str, bytes]]:
    """Read `name:base64,name:base64` (32 bytes each); the first encrypts, all decrypt. ValueError if malformed."""
    ring = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, encoded = part.partition(":")
        key = base64.b64decode(encoded, validate=True)
        if not name or len(key) != 32:
            raise ValueError("FIELD_KEYS：每把密钥写作 名称:BASE64（32 字节），以逗号分隔")
        ring.append((name, key))
    if not ring:
        raise ValueError("FIELD_KEYS 不能为空")
    return ring


def load_or_make(path: Path) -> tuple[str, list[tuple[str, bytes]]]:
    """The embedded way: keys in a file that only this user can read, made at the first start."""
    if not path.exists():
        fresh = {
            "secret_key": secrets.token_urlsafe(50),
            "field_keys": "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        draft = path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(fresh, out)
        try:
            os.link(draft, path)  # two processes starting at once: the first one's keys stand
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept = json.loads(path.read_text())
    return kept["secret_key"], parse(kept["field_keys"])
