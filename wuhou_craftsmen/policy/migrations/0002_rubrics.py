import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wuhou_craftsmen.common.kernel.insert_only import insert_only

# the criteria are the policy's own words (clause 二); weights, bands and anchors are the district's first ones
V1 = [
    ("C1", "工艺专长", 15, "绝活、操作法、工法、专利、“五小”成果", None,
     ["命名的操作法被外单位采用", "操作法在本单位推广", "得到车间认可", "只有本人陈述"]),
    ("C2", "高超技能", 20, "技能等级、竞赛成绩、疑难任务", 1,
     ["国家级、省级竞赛名列前茅，或以高级技师完成关键任务", "市级竞赛获奖，或以技师解决疑难任务", "高级工或区级成绩，工作扎实", "证明很少"]),
    ("C3", "精益求精", 10, "合格率、精度、返工数据", None,
     ["有可量化的改进并保持两年以上", "有可量化的改进，满一年", "有部分数据说明", "没有"]),
    ("C4", "严谨细致", 10, "安全与质量记录", None,
     ["无差错，并编写供他人使用的标准", "无差错，有自己的检查清单", "偶有小差错并改正", "差错重复出现"]),
    ("C5", "专业敬业", 10, "额外职责、学习、出勤", None,
     ["承担关键任务并持续钻研", "可靠并坚持学习", "胜任岗位", "存疑"]),
    ("C6", "长期坚守一线", 10, "在一线从事本工种的年限", 3,
     ["十五年以上，或特殊艰苦岗位", "十至十四年", "五至九年", "不满五年（不作门槛）"]),
    ("C7", "公认度", 10, "荣誉、同行与客户评价、单位推荐票数", None,
     ["在全市本行业知名", "在全区或行业内知名", "在本单位知名", "没有"]),
    ("C8", "示范引领", 15, "带徒、宣讲、工作室、推广", 2,
     ["徒弟获得称号，主持工作室", "多名徒弟达到高级工", "带过徒弟", "没有"]),
]


def first_version(apps, schema_editor):
    rubric = apps.get_model("policy", "Rubric").objects.create(version="v1", bands=[90, 75, 60], document="实施办法第二条")
    criterion = apps.get_model("policy", "Criterion")
    for position, (code, name, weight, evidence, tie_place, anchors) in enumerate(V1, 1):
        criterion.objects.create(
            rubric=rubric, position=position, code=code, name=name, weight=weight, evidence=evidence, anchors=anchors,
            tie_place=tie_place,
        )


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=10, unique=True, verbose_name="版本")),
                ("bands", models.JSONField(help_text="三个由高到低的百分数，以下为第四档", verbose_name="各档下限（%）")),
                ("document", models.CharField(max_length=100, verbose_name="依据")),
                ("registered_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="登记人")),
                ("confirmed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="复核人")),
                ("registered_at", models.DateTimeField(null=True, verbose_name="登记时间")),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=4, verbose_name="代号")),
                ("name", models.CharField(max_length=20, verbose_name="评分项目")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="分值")),
                ("evidence", models.CharField(max_length=100, verbose_name="主要依据")),
                ("anchors", models.JSONField(verbose_name="各档评分参考")),
                ("tie_place", models.PositiveSmallIntegerField(null=True, verbose_name="同分比较次序")),
                ("rubric", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="policy.rubric", to_field="version")),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("rubric", "code"), name="criterion_code_once"),
                    models.UniqueConstraint(fields=("rubric", "tie_place"), name="criterion_tie_place_once"),
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="criterion_has_weight"),
                ],
            },
        ),
        migrations.RunPython(first_version, migrations.RunPython.noop),
        insert_only("policy_rubric"),
        insert_only("policy_criterion"),
    ]
