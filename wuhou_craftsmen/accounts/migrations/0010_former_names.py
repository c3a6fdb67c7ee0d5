from django.db import migrations, models


def from_the_log(apps, schema_editor):
    """Units that were renamed before: the audit log knows what they were called."""
    Organisation = apps.get_model("accounts", "Organisation")
    rows = apps.get_model("common", "AuditEntry").objects.filter(
        object_type="accounts.Organisation", verb="单位更名"
    )
    for row in rows.order_by("seq"):
        unit = Organisation.objects.get(pk=int(row.object_id))
        unit.former_names = [*unit.former_names, row.details["old"]]
        unit.save(update_fields=["former_names"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_reminded_on"), ("common", "0017_pages")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="former_names",
            field=models.JSONField(default=list, verbose_name="曾用名称"),
        ),
        migrations.RunPython(from_the_log, migrations.RunPython.noop),
    ]
