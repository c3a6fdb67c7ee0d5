from django.contrib.postgres.operations import CreateCollation
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("common", "0013_attempts")]

    # digits inside a text count as numbers; nothing is done on SQLite, which asks Python
    operations = [CreateCollation("by_numbers", provider="icu", locale="und-u-kn-true")]
