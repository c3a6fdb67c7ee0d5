from django.db import migrations

from ..kernel.insert_only import insert_only


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [insert_only("common_auditentry")]
