from django.db import migrations

from wuhou_craftsmen.common.insert_only import insert_only


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_initial"), ("common", "0003_insert_only")]
    operations = [insert_only("awards_ledgerentry"), insert_only("awards_claimverdict")]
