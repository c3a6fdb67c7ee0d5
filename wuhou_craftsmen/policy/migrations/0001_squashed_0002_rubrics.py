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

    replaces = [('policy', '0001_initial'), ('policy', '0002_rubrics')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('clause', models.CharField(max_length=20, verbose_name='依据条款')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('label', models.CharField(help_text='如 征求意见稿', max_length=60, verbose_name='版本说明')),
                ('text', models.TextField(verbose_name='全文')),
                ('basis', models.JSONField(default=list, verbose_name='依据文件')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='施行日期')),
                ('valid_to', models.DateField(verbose_name='有效期至')),
                ('effective_after_days', models.PositiveSmallIntegerField(default=30, verbose_name='印发后施行天数（末条）')),
                ('chengdu_target', models.PositiveIntegerField(default=50, verbose_name='成都工匠培育目标（第二条）')),
                ('zhuge_target', models.PositiveIntegerField(default=320, verbose_name='诸葛工匠培育目标（第二条）')),
                ('pilot_firms', models.PositiveSmallIntegerField(default=5, verbose_name='学徒制试点企业（第四条）')),
                ('trades_over', models.PositiveSmallIntegerField(default=10, verbose_name='竞赛工种须超过（第六条）')),
                ('person_times', models.PositiveIntegerField(default=20000, verbose_name='年均比武练兵人次（第六条）')),
                ('naming_reward_fen', models.BigIntegerField(default=1000000, verbose_name='一次性奖励，分（第九条）')),
                ('matching_numerator', models.PositiveIntegerField(default=1, verbose_name='配套比例分子（第九条 1：0.5）')),
                ('matching_denominator', models.PositiveIntegerField(default=2, verbose_name='配套比例分母')),
                ('registered_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('issued_on__isnull', True), ('valid_from__isnull', True)), models.Q(('issued_on__isnull', False), ('valid_from__gte', models.F('issued_on')), ('valid_to__gte', models.F('valid_from'))), _connector='OR'), name='policy_dates_in_order', violation_error_message='印发、施行与有效期的先后不对。'), models.CheckConstraint(condition=models.Q(('issued_on__isnull', True), models.Q(('confirmed_by__isnull', False), ('registered_by__isnull', False), models.Q(('registered_by', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='policy_dates_by_two_people', violation_error_message='印发日期须由两人登记、复核。'), models.CheckConstraint(condition=models.Q(('matching_denominator__gt', 0), ('naming_reward_fen__gte', 0)), name='policy_figures_sane')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='条')),
                ('numeral', models.CharField(max_length=4, verbose_name='条号')),
                ('title', models.CharField(max_length=60, verbose_name='条题')),
                ('text', models.TextField(verbose_name='条文')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='policy.policyversion')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='clause_once')],
            },
        ),
        migrations.CreateModel(
            name='Rubric',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=10, unique=True, verbose_name='版本')),
                ('bands', models.JSONField(help_text='三个由高到低的百分数，以下为第四档', verbose_name='各档下限（%）')),
                ('document', models.CharField(max_length=100, verbose_name='依据')),
                ('registered_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('code', models.CharField(max_length=4, verbose_name='代号')),
                ('name', models.CharField(max_length=20, verbose_name='评分项目')),
                ('weight', models.PositiveSmallIntegerField(verbose_name='分值')),
                ('evidence', models.CharField(max_length=100, verbose_name='主要依据')),
                ('anchors', models.JSONField(verbose_name='各档评分参考')),
                ('tie_place', models.PositiveSmallIntegerField(null=True, verbose_name='同分比较次序')),
                ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='policy.rubric', to_field='version')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('rubric', 'code'), name='criterion_code_once'), models.UniqueConstraint(fields=('rubric', 'tie_place'), name='criterion_tie_place_once'), models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='criterion_has_weight')],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=40)),
                ('value', models.CharField(max_length=40, verbose_name='值')),
                ('document', models.CharField(max_length=100, verbose_name='依据')),
                ('set_at', models.DateTimeField(verbose_name='设定时间')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='设定人')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='UnitDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_name', models.CharField(max_length=60, verbose_name='单位')),
                ('lead', models.BooleanField(verbose_name='牵头')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='policy.clause')),
            ],
            options={
                'ordering': ['clause', '-lead', 'position'],
                'constraints': [models.UniqueConstraint(fields=('clause', 'unit_name', 'lead'), name='duty_once')],
            },
        ),
        migrations.CreateModel(
            name='BodyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chair', models.BooleanField(default=False, verbose_name='组长')),
                ('ended_on', models.DateField(null=True, verbose_name='卸任日期')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='policy.body')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('user__isnull', False)), fields=('body', 'user'), name='seat_once')],
            },
        ),
        migrations.RunPython(first_version, migrations.RunPython.noop),
        insert_only("policy_rubric"),
        insert_only("policy_criterion"),
    ]
