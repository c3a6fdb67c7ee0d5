import django.db.models.deletion
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0003_firm_registrations'), ('accounts', '0004_endorsing_kinds'), ('accounts', '0005_endorsing_units_have_a_kind')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
        ('common', '0001_squashed_0010_check_code_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='FirmRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_no', models.CharField(max_length=30, null=True, unique=True, verbose_name='登记编号')),
                ('credit_code', models.CharField(db_index=True, max_length=18, verbose_name='统一社会信用代码')),
                ('name', models.CharField(max_length=100, verbose_name='单位名称')),
                ('nature', models.CharField(max_length=20, verbose_name='企业性质')),
                ('contact_name', models.CharField(max_length=60, verbose_name='联系人')),
                ('phone', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='手机号码')),
                ('email', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='电子邮箱')),
                ('username', models.CharField(max_length=60, verbose_name='希望的登录名')),
                ('client', models.CharField(max_length=64, verbose_name='来源')),
                ('noticed_at', models.DateTimeField(verbose_name='同意个人信息告知的时间')),
                ('created_at', models.DateTimeField(verbose_name='提交时间')),
                ('state', models.CharField(choices=[('waiting', '待确认'), ('confirmed', '已确认'), ('refused', '未通过')], default='waiting', max_length=10, verbose_name='状态')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='办理时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='未通过原因')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile', verbose_name='单位介绍信')),
                ('endorsing_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='accounts.organisation', verbose_name='推荐单位')),
                ('firm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='登记的企业')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['client', 'created_at'], name='accounts_fi_client_2093f7_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('credit_code',), name='one_waiting_registration'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('firm__isnull', True), ('state', 'waiting')), models.Q(('decided_by__isnull', False), ('firm__isnull', False), ('state', 'confirmed')), models.Q(('decided_by__isnull', False), ('firm__isnull', True), ('state', 'refused'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='registration_decided_as_its_state_says')],
            },
        ),
    ]
