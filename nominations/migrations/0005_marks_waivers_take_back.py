import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def lists_become_marks(apps, schema_editor):
    """A return told one reason for all its fields; from now on each field has its own."""
    for said in apps.get_model("nominations", "Endorsement").objects.all():
        if isinstance(said.marks, list):
            said.marks = {field: said.opinion[:200] for field in said.marks}
            said.save(update_fields=["marks"])


def old_negatives_get_a_matter(apps, schema_editor):
    apps.get_model("nominations", "DepartmentOpinion").objects.filter(answer="negative").update(matter="other")


class Migration(migrations.Migration):

    dependencies = [
        ("nominations", "0004_deadline_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("endorsement", "fields", "marks"),
        migrations.AlterField(
            "endorsement", "marks", models.JSONField(default=dict, verbose_name="须补正的栏目")
        ),
        migrations.RunPython(lists_become_marks, migrations.RunPython.noop),
        migrations.AddField(
            "endorsement", "dropped_at", models.DateTimeField(null=True, verbose_name="撤回时间")
        ),
        migrations.RemoveConstraint("endorsement", "returned_once"),
        migrations.AddConstraint(
            "endorsement",
            models.UniqueConstraint(
                condition=models.Q(("decision", "returned"), ("dropped_at__isnull", True)),
                fields=("nomination",),
                name="returned_once",
                violation_error_message="这份申报已经退回过一次，不能再次退回。",
            ),
        ),
        migrations.AddField(
            "departmentopinion",
            "matter",
            models.CharField(
                blank=True,
                choices=[
                    ("wages", "拖欠工资或社会保险费"),
                    ("accident", "安全生产责任事故"),
                    ("labour", "严重职业危害或群体性事件"),
                    ("environment", "能耗、环保违规"),
                    ("tax", "税务违法"),
                    ("market", "市场监管严重失信"),
                    ("other", "其他"),
                ],
                default="",
                max_length=12,
                verbose_name="不良记录事项",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(old_negatives_get_a_matter, migrations.RunPython.noop),
        migrations.AddConstraint(
            "departmentopinion",
            models.CheckConstraint(
                condition=models.Q(models.Q(("answer", "negative"), _negated=True), models.Q(("matter", ""), _negated=True), _connector="OR"),
                name="negative_answer_names_matter",
                violation_error_message="有不良记录的，须选择事项。",
            ),
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("document_no", models.CharField(max_length=60, verbose_name="会议纪要或文件")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiver",
                        to="nominations.departmentopinion",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "waiver",
            models.CheckConstraint(
                condition=models.Q(("proposed_by", models.F("confirmed_by")), _negated=True),
                name="waiver_by_two_people",
                violation_error_message="豁免须由领导小组两名成员办理。",
            ),
        ),
    ]
