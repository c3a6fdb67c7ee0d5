"""Encryption of ID numbers, phones and accounts, and the keyed fingerprint that finds them again.

One interface, so that a national-standard cipher can take its place: `encrypt`, `decrypt`, `fingerprint`.
"""

import base64
import hashlib
import hmac
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup


def encrypt(text: str) -> str:
    """`key name:base64(nonce + ciphertext)` of `text`; '' stays ''."""
    if not text:
        return ""
    name, key = settings.FIELD_KEYS[0]
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), name.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """The text again; raises if the key is missing or the row was tampered with."""
    if not stored:
        return ""
    name, _, encoded = stored.partition(":")
    raw = base64.b64decode(encoded)
    key = dict(settings.FIELD_KEYS)[name]
    return AESGCM(key).decrypt(raw[:12], raw[12:], name.encode()).decode()


def fingerprint(text: str, purpose: str) -> str:
    """64 hex digits, the same for the same text and purpose; useless without the oldest key of the ring.

    The oldest key is used, so that adding a new encryption key does not lose anybody.
    """
    key = hashlib.sha256(b"fingerprint:" + purpose.encode() + settings.FIELD_KEYS[-1][1]).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Plain text in Python, ciphertext in the database; cannot be searched (use a fingerprint beside it)."""

    def get_prep_value(self, value: str | None) -> str | None:
        return encrypt(value) if value is not None else None

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        return decrypt(value) if value is not None else None

    def get_lookup(self, lookup_name: str) -> type[Lookup] | None:
        if lookup_name not in ("isnull",):
            raise TypeError("加密字段不能用于查询，请改用指纹字段")
        return super().get_lookup(lookup_name)


class ResidentIdField(EncryptedTextField):
    """身份证号: typed once; pages show it masked, and a form that corrects other things does not send it out again."""
