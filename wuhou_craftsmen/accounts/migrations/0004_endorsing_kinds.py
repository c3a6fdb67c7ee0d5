import django.db.models.deletion
from django.db import migrations, models

KINDS = [("street", "街道"), ("new_town", "武侯新城"), ("industry_union", "产业工会")]


def kinds_become_rows(apps, schema_editor):
    """An empty database gets its kinds with its units; one in use keeps the three that it knew."""
    units = apps.get_model("accounts", "Organisation").objects
    if not units.exists():
        return
    for place, (old, name) in enumerate(KINDS, 1):
        kind = apps.get_model("accounts", "EndorsingKind").objects.create(name=name, place=place)
        units.filter(kind=old).update(kind="endorsing", endorsing_kind=kind)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_firm_registrations")]

    operations = [
        migrations.CreateModel(
            "EndorsingKind",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True, verbose_name="类别")),
                ("place", models.PositiveSmallIntegerField(verbose_name="排列次序")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            ],
            options={"ordering": ["place", "pk"]},
        ),
        migrations.AddField(
            "organisation",
            "endorsing_kind",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="accounts.endorsingkind",
                verbose_name="推荐单位类别",
            ),
        ),
        migrations.AddField(
            "organisation", "ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")
        ),
        migrations.AlterField(
            "organisation",
            "kind",
            models.CharField(
                choices=[
                    ("firm", "企业"),
                    ("endorsing", "推荐单位"),
                    ("department", "区级部门"),
                    ("union", "区总工会"),
                ],
                max_length=20,
                verbose_name="类别",
            ),
        ),
        migrations.RunPython(kinds_become_rows, migrations.RunPython.noop),
    ]
