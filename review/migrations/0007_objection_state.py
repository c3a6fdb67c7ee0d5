"""An objection has a state of its own instead of two columns that had to be read together."""

from django.db import migrations, models
from django.db.models import F


def one_state(apps, schema_editor):
    objections = apps.get_model("review", "Objection").objects
    objections.filter(accepted=False).update(state="not_accepted")
    objections.filter(accepted=True).exclude(outcome="").update(state=F("outcome"))


class Migration(migrations.Migration):
    dependencies = [("review", "0001_squashed_0006_check_code_words")]
    operations = [
        migrations.RemoveConstraint("objection", "outcome_has_finding"),
        migrations.RemoveConstraint("objection", "not_accepted_has_reason"),
        migrations.AddField(
            "objection",
            "state",
            models.CharField(
                choices=[("open", "核查中"), ("not_accepted", "不受理"), ("upheld", "异议成立"), ("dismissed", "异议不成立")],
                default="open", max_length=12, verbose_name="状态",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(one_state, migrations.RunPython.noop),
        migrations.RemoveField("objection", "accepted"),
        migrations.RemoveField("objection", "outcome"),
        migrations.AddConstraint(
            "objection",
            models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "not_accepted", "upheld", "dismissed"])), name="objection_state"
            ),
        ),
        migrations.AddConstraint(
            "objection",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["upheld", "dismissed"]), _negated=True),
                    models.Q(("finding", ""), _negated=True),
                    _connector="OR",
                ),
                name="outcome_has_finding",
            ),
        ),
        migrations.AddConstraint(
            "objection",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_accepted"), _negated=True),
                    models.Q(("not_accepted_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_accepted_has_reason",
            ),
        ),
    ]
