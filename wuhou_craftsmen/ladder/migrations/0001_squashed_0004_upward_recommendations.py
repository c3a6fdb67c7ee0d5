import django.db.models.deletion
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('ladder', '0001_initial'), ('ladder', '0002_employments_and_papers'), ('ladder', '0003_training_plans'), ('ladder', '0004_upward_recommendations')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
        ('common', '0001_squashed_0010_check_code_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Craftsman',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('sex', models.CharField(blank=True, max_length=1, verbose_name='性别')),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='民族')),
                ('id_number', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='身份证号')),
                ('id_fingerprint', models.CharField(max_length=64, unique=True)),
                ('phone', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='联系电话')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Employment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trade', models.CharField(max_length=60, verbose_name='岗位（工种）')),
                ('since', models.DateField(verbose_name='到岗日期')),
                ('until', models.DateField(null=True, verbose_name='转出日期')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='accounts.organisation', verbose_name='工作单位')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='ladder.craftsman')),
            ],
            options={
                'ordering': ['-since', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person',), name='one_firm_at_a_time', violation_error_message='同一人同时只能登记在一个单位。'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='employment_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(choices=[('apprentice', '学徒'), ('firm_skill_expert', '企业技术能手'), ('firm_chief_technician', '企业首席技师'), ('firm_craftsman', '企业工匠'), ('zhuge_craftsman', '诸葛工匠'), ('chengdu_craftsman', '成都工匠')], max_length=30, verbose_name='层级')),
                ('reached_on', models.DateField(null=True, verbose_name='取得日期')),
                ('proof', models.CharField(max_length=200, verbose_name='依据')),
                ('revoked_on', models.DateField(null=True, verbose_name='撤销日期')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='撤下原因')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('firm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='登记单位')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rungs', to='ladder.craftsman')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile', verbose_name='扫描件')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_on__isnull', True)), fields=('person', 'tier'), name='rung_once'), models.CheckConstraint(condition=models.Q(('withdrawn_reason', ''), ('revoked_on__isnull', False), _connector='OR'), name='withdrawn_rung_has_ended')],
            },
        ),
        migrations.CreateModel(
            name='TrainingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('trainees', models.PositiveIntegerField(verbose_name='计划培训人数')),
                ('apprentices', models.PositiveIntegerField(verbose_name='计划带徒人数')),
                ('selection', models.CharField(max_length=500, verbose_name='选拔机制')),
                ('handed_in_at', models.DateTimeField(verbose_name='报送时间')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='更换时间')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_plans', to='accounts.organisation', verbose_name='工作单位')),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile', verbose_name='计划文件')),
            ],
            options={
                'ordering': ['-year', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('firm', 'year'), name='one_plan_a_year'), models.CheckConstraint(condition=models.Q(('trainees__gte', 1), ('apprentices__lte', models.F('trainees'))), name='plan_numbers_possible', violation_error_message='计划培训人数至少 1 人，带徒人数不能多于培训人数。')],
            },
        ),
        migrations.CreateModel(
            name='UpwardRecommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='推荐次序')),
                ('holder', models.BooleanField(verbose_name='诸葛工匠')),
                ('exception', models.CharField(blank=True, max_length=300, verbose_name='例外理由')),
                ('recommended_at', models.DateTimeField(verbose_name='登记时间')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤下时间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='ladder.craftsman')),
                ('recommended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
            ],
            options={
                'ordering': ['rank', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('person', 'year'), name='recommended_once_a_year'), models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('year', 'rank'), name='one_person_a_place'), models.CheckConstraint(condition=models.Q(('holder', True), models.Q(('exception', ''), _negated=True), _connector='OR'), name='exception_has_reason', violation_error_message='市级推荐原则上从诸葛工匠中产生，例外的须写明理由（第八条）。')],
            },
        ),
    ]
