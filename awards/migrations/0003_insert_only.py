from django.db import migrations

from wuhou_craftsmen.common.kernel.insert_only import insert_only
from wuhou_craftsmen.common.kernel.insert_only import refuse_insert

PAID_BEFORE = """NEW.kind = 'naming' AND EXISTS (SELECT 1 FROM awards_ledgerentry e WHERE e.person_id = NEW.person_id
 AND e.kind = 'naming' AND NOT EXISTS (SELECT 1 FROM awards_ledgerentry r WHERE r.reverses_id = e.id))"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_initial"), ("common", "0002_insert_only")]
    operations = [
        insert_only("awards_ledgerentry"),
        insert_only("awards_claimverdict"),
        refuse_insert("awards_ledgerentry", "awards_naming_reward_once", PAID_BEFORE, "一次性奖励一人一生只发一次"),
    ]
