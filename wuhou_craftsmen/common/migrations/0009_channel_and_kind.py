from django.db import migrations, models

from wuhou_craftsmen.common.messages import channels, kinds


class Migration(migrations.Migration):
    dependencies = [("common", "0008_acts_pending_once")]

    operations = [
        migrations.RemoveConstraint("message", "portal_notice_has_reader"),
        migrations.RemoveIndex("message", "common_mess_user_id_250dfc_idx"),
        migrations.RenameField("message", "way", "channel"),
        migrations.AlterField(
            "message", "channel", models.CharField(choices=channels.labels, max_length=20, verbose_name="方式")
        ),
        migrations.AddField(
            "message",
            "kind",
            models.CharField(choices=kinds.labels, default="other", max_length=40, verbose_name="类别"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "message",
            models.Index(fields=["user", "channel", "read_at"], name="common_mess_user_id_2ee6f1_idx"),
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=~models.Q(channel="portal") | models.Q(user__isnull=False),
                name="portal_notice_has_reader",
            ),
        ),
    ]
