"""What the register says of an expert stands there alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0014_experts_carried_over")]
    operations = [
        migrations.AlterField(
            "expert",
            "entry",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="account", to="review.registeredexpert"
            ),
        ),
        migrations.RemoveField("expert", "employer"),
        migrations.RemoveField("expert", "id_fingerprint"),
        migrations.RemoveField("expert", "id_number"),
        migrations.RemoveField("expert", "name"),
        migrations.RemoveField("expert", "title"),
    ]
