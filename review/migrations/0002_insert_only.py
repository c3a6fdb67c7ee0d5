from django.db import migrations

from wuhou_craftsmen.common.kernel.insert_only import insert_only
from wuhou_craftsmen.common.kernel.insert_only import refuse_insert

SCORING_CLOSED = """NOT EXISTS (SELECT 1 FROM review_candidacy c JOIN review_committee k ON k.round_id = c.round_id
 JOIN review_committeemember m ON m.committee_id = k.id
 WHERE c.id = NEW.candidacy_id AND m.id = NEW.member_id
 AND k.scoring_opened_at IS NOT NULL AND k.scoring_closed_at IS NULL)"""
RECUSED = "EXISTS (SELECT 1 FROM review_recusal r WHERE r.candidacy_id = NEW.candidacy_id AND r.member_id = NEW.member_id)"


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("common", "0002_insert_only")]
    operations = [
        insert_only("review_score"),
        insert_only("review_scorevoid"),
        insert_only("review_rankingrun"),
        insert_only("review_rankingrow"),
        refuse_insert("review_score", "review_score_in_time", SCORING_CLOSED, "评分未开始或已截止"),
        refuse_insert("review_score", "review_score_not_recused", RECUSED, "应回避的专家不能评分"),
    ]
