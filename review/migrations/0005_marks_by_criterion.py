import importlib

import django.db.models.deletion
from django.db import migrations, models

from wuhou_craftsmen.common.kernel.insert_only import insert_only, let_go, refuse_insert

before = importlib.import_module("review.migrations.0002_insert_only")

CODES = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"]
TIE_MEANS = ["c2_mean", "c8_mean", "c6_mean"]

# a criterion without a mark, or a mark that is no whole number of half points within a criterion's weight
MARKS_WRONG = """EXISTS (SELECT 1 FROM policy_criterion k WHERE k.rubric_id = NEW.rubric_id
 AND NOT EXISTS (SELECT 1 FROM json_each(NEW.marks) m WHERE m.key = k.code))
 OR EXISTS (SELECT 1 FROM json_each(NEW.marks) m WHERE NOT EXISTS (SELECT 1 FROM policy_criterion k
 WHERE k.rubric_id = NEW.rubric_id AND k.code = m.key AND m.type = 'integer' AND m.value BETWEEN 0 AND 2 * k.weight))"""
MARKS_WRONG_ON_POSTGRES = """EXISTS (SELECT 1 FROM policy_criterion k WHERE k.rubric_id = NEW.rubric_id
 AND NOT NEW.marks ? k.code)
 OR EXISTS (SELECT 1 FROM jsonb_each(NEW.marks) m WHERE NOT EXISTS (SELECT 1 FROM policy_criterion k
 WHERE k.rubric_id = NEW.rubric_id AND k.code = m.key AND (m.value #>> '{}') ~ '^[0-9]{1,4}$'
 AND m.value BETWEEN to_jsonb(0) AND to_jsonb(2 * k.weight)))"""


def by_criterion(apps, schema_editor):
    for name in ("Score", "DraftMarks"):
        model, batch = apps.get_model("review", name), []
        for sheet in model.objects.iterator():
            marks = {code: getattr(sheet, code.lower()) for code in CODES}
            sheet.marks = {code: mark for code, mark in marks.items() if mark is not None}
            batch.append(sheet)
        model.objects.bulk_update(batch, ["marks"], batch_size=500)
    rows = apps.get_model("review", "RankingRow").objects.exclude(c2_mean=None)
    batch = []
    for row in rows.iterator():
        row.tie_means = [getattr(row, column) for column in TIE_MEANS]
        batch.append(row)
    rows.model.objects.bulk_update(batch, ["tie_means"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("review", "0004_left_after_approval"), ("policy", "0002_rubrics")]
    operations = [
        let_go("review_score", "review_score_in_time", "review_score_not_recused"),
        let_go("review_rankingrow"),
        migrations.RemoveConstraint(model_name="score", name="score_complete_and_within_weights"),
        *(
            migrations.AddField(name, "marks", models.JSONField(default=dict, verbose_name="评分"))
            for name in ("draftmarks", "score")
        ),
        migrations.AddField(
            "score",
            "rubric",
            models.ForeignKey(
                db_index=False, default="v1", on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="policy.rubric", to_field="version",
            ),
            preserve_default=False,
        ),
        migrations.AddField("rankingrow", "tie_means", models.JSONField(default=list, verbose_name="同分比较的平均分")),
        migrations.RunPython(by_criterion, migrations.RunPython.noop),
        *(
            migrations.RemoveField(name, code.lower())
            for name in ("draftmarks", "score")
            for code in CODES
        ),
        *(migrations.RemoveField("rankingrow", column) for column in TIE_MEANS),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("endorsed__isnull", False)), name="score_says_whether_endorsed"
            ),
        ),
        insert_only("review_score"),
        insert_only("review_rankingrow"),
        refuse_insert("review_score", "review_score_in_time", before.SCORING_CLOSED, "评分未开始或已截止"),
        refuse_insert("review_score", "review_score_not_recused", before.RECUSED, "应回避的专家不能评分"),
        refuse_insert(
            "review_score", "review_score_marks", MARKS_WRONG, "评分不全或超出分值", on_postgres=MARKS_WRONG_ON_POSTGRES
        ),
    ]
