import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0016_letter_scans"), ("policy", "0002_rubrics")]
    operations = [
        migrations.RenameField(model_name="annualround", old_name="rubric_version", new_name="rubric"),
        migrations.AlterField(
            model_name="annualround",
            name="rubric",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.rubric",
                to_field="version", verbose_name="评分标准",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualround",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "annulled"]), ("rubric__isnull", False), _connector="OR"),
                name="open_round_has_rubric",
            ),
        ),
    ]
