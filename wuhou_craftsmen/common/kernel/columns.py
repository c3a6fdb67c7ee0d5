"""Texts that no column holds: refused with the column's name before they are saved, on SQLite (which would keep them) too."""

import functools
from typing import Any

from django.db import models

from .refusals import Refusal


@functools.cache
def _bounded(model: type[models.Model]) -> list[tuple[str, int, str]]:
    """(attribute, signs at most, heading) of the text columns of a table."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
    return [
        (field.attname, field.max_length, str(field.verbose_name)) for field in fields if field.max_length
    ]


def refuse_too_long(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    """For the signal before saving."""
    for name, most, heading in _bounded(sender):
        text = instance.__dict__.get(name)
        if isinstance(text, str) and len(text) > most:
            raise Refusal(f"“{heading}”不超过 {most} 字，现有 {len(text)} 字，没有保存。请缩短后再提交。")
