"""The same act cannot be pending twice, and carries a digest of what its proposer saw."""

import hashlib
import json

from django.db import migrations, models


def fill(apps, schema_editor):
    """Rows that were there before get their digest; of twins that still wait the oldest stays, the others are taken back."""
    acts = apps.get_model("common", "PendingAct")
    waiting = set()
    for act in acts.objects.order_by("pk"):
        text = json.dumps([act.act, act.params], ensure_ascii=False, sort_keys=True)
        act.same_sha256 = hashlib.sha256(text.encode()).hexdigest()
        if act.state == "pending":
            if act.same_sha256 in waiting:
                act.state = "taken_back"
            waiting.add(act.same_sha256)
        act.save(update_fields=["same_sha256", "state"])


class Migration(migrations.Migration):
    dependencies = [("common", "0007_kept_until")]
    operations = [
        migrations.AddField(
            "pendingact", "same_sha256", models.CharField(default="", max_length=64, verbose_name="事项和参数的校验值"),
            preserve_default=False,
        ),
        migrations.AddField(
            "pendingact", "seen_sha256",
            models.CharField(blank=True, default="", max_length=64, verbose_name="提出时所见内容的校验值"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            "pendingact",
            models.UniqueConstraint(
                condition=models.Q(("state", "pending")), fields=("same_sha256",), name="same_act_pending_once"
            ),
        ),
    ]
