"""What is remembered of requests for an hour or a week: presses of forms, tries of what could be guessed."""

from django.db import models

from .security.crypto import EncryptedTextField


class FormPress(models.Model):
    """A form that was pressed and what came of it (`common/web/form_keys.py`); forgotten after a week."""

    digest = models.CharField(
        max_length=64, primary_key=True
    )  # of the form's key, its user, address and values
    owner = models.CharField(max_length=32)
    location = models.TextField(blank=True)
    told = EncryptedTextField(blank=True)  # what the page said: a number with which to ask again may be in it
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest


class Attempt(models.Model):
    """A try from one address at what a stranger could guess (`common/security/throttle.py`); forgotten after an hour."""

    source = models.CharField(max_length=64)  # fingerprint of kind, day and address
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="tries_of_a_source")]

    def __str__(self) -> str:
        return self.source[:8]
