"""Clause 十一: the duties of the units as tasks of a year."""

from django.db import models

from .owed import Owed


class DutyTask(Owed):
    """One unit's part in a clause in a year."""

    name = models.CharField("任务", max_length=100)
