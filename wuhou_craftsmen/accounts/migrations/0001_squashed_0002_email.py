import django.db.models.deletion
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_email')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='EndorsingKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True, verbose_name='类别')),
                ('place', models.PositiveSmallIntegerField(verbose_name='排列次序')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
            ],
            options={
                'ordering': ['place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('firm', '企业'), ('endorsing', '推荐单位'), ('department', '区级部门'), ('union', '区总工会')], max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='统一社会信用代码')),
                ('nature', models.CharField(blank=True, max_length=20, verbose_name='企业性质')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('struck_off_on', models.DateField(blank=True, null=True, verbose_name='除名日期')),
                ('struck_off_reason', models.CharField(blank=True, max_length=300, verbose_name='除名原因和依据')),
                ('contact_name', models.CharField(blank=True, max_length=60, verbose_name='联系人')),
                ('contact_phone', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='联系电话')),
                ('contact_email', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='电子邮箱')),
                ('endorsing_kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='accounts.endorsingkind', verbose_name='推荐单位类别')),
                ('endorsing_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='firms', to='accounts.organisation', verbose_name='所在街道（推荐单位）')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'firm'), _negated=True), fields=('name',), name='unit_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'firm'), _negated=True), models.Q(('credit_code__isnull', False), ('endorsing_unit__isnull', False)), _connector='OR'), name='firm_has_code_and_endorsing_unit'), models.CheckConstraint(condition=models.Q(models.Q(('endorsing_kind__isnull', False), ('kind', 'endorsing')), models.Q(models.Q(('kind', 'endorsing'), _negated=True), ('ended_on__isnull', True), ('endorsing_kind__isnull', True)), _connector='OR'), name='endorsing_units_alone_have_a_kind_and_may_end'), models.CheckConstraint(condition=models.Q(('struck_off_reason', ''), models.Q(('kind', 'firm'), ('struck_off_on__isnull', False)), _connector='OR'), name='only_a_struck_off_firm_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='登录名')),
                ('full_name', models.CharField(max_length=60, verbose_name='姓名')),
                ('phone', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='联系电话')),
                ('email', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='电子邮箱')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='开通时间')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_superuser', False)), name='no_superusers')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('firm_hr', '企业人力资源专员'), ('endorsing_clerk', '推荐单位经办人'), ('union_staff', '区总工会工作人员'), ('expert', '评审专家'), ('expert_secretary', '专家委员会秘书'), ('leader', '领导小组成员'), ('department_officer', '部门联审人员'), ('finance', '财务人员'), ('auditor', '纪检监督员'), ('system_admin', '系统管理员')], max_length=20, verbose_name='角色')),
                ('owner', models.BooleanField(default=False, verbose_name='单位管理员')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organisation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'organisation', 'role'), name='membership_once')],
            },
        ),
    ]
