"""Names: a bulk act's lines belong to its batch; what a nominee says is a remark."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0017_rubric")]

    operations = [
        migrations.RenameModel("NomineeWord", "NomineeRemark"),
        migrations.AlterField(
            "nomineeremark",
            "nomination",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remarks",
                to="nominations.nomination",
            ),
        ),
        migrations.RemoveConstraint("bulkline", "bulk_line_once"),
        migrations.RenameField("bulkline", "lot", "batch"),
        migrations.AddConstraint(
            "bulkline",
            models.UniqueConstraint(fields=("batch", "nomination", "made"), name="bulk_line_once"),
        ),
        migrations.AlterField(
            "endorsement", "file_sha256", models.CharField(max_length=64, verbose_name="所审内容核对码")
        ),
        migrations.AlterField(
            "nomination",
            "frozen_sha256",
            models.CharField(blank=True, max_length=64, verbose_name="报送内容核对码"),
        ),
        migrations.AlterField(
            "unitreport", "content_sha256", models.CharField(max_length=64, verbose_name="所印内容核对码")
        ),
    ]
