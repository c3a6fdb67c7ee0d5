import django.db.models.deletion
import wuhou_craftsmen.common.messages.channels
import wuhou_craftsmen.common.messages.kinds
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models

from wuhou_craftsmen.common.kernel.insert_only import insert_only


class Migration(migrations.Migration):

    replaces = [('common', '0001_initial'), ('common', '0002_insert_only'), ('common', '0003_one_live_job'), ('common', '0004_saved_filters'), ('common', '0005_links_and_messages'), ('common', '0006_file_scans'), ('common', '0007_kept_until'), ('common', '0008_acts_pending_once'), ('common', '0009_channel_and_kind'), ('common', '0010_check_code_words')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
    ]

    operations = [
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
                ('working', models.BooleanField(verbose_name='上班')),
                ('source', models.CharField(max_length=100, verbose_name='依据')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='BusinessClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField(verbose_name='演练时间')),
                ('set_at', models.DateTimeField(verbose_name='设定于')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_business_clock')],
            },
        ),
        migrations.CreateModel(
            name='PrivateFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='核对码')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.BigIntegerField(verbose_name='字节数')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('rehearsal', models.BooleanField(default=False, verbose_name='演练材料')),
                ('scanned', models.CharField(choices=[('not_needed', '无须安全检查'), ('waiting', '正在安全检查'), ('clean', '已通过安全检查'), ('infected', '未通过安全检查')], default='not_needed', max_length=10, verbose_name='安全检查')),
                ('scanned_at', models.DateTimeField(null=True, verbose_name='检查时间')),
                ('kept_until', models.DateTimeField(null=True, verbose_name='保留至')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('scanned', 'waiting')), fields=['id'], name='files_waiting_for_scan'), models.Index(condition=models.Q(('kept_until__isnull', False)), fields=['kept_until'], name='files_kept_for_a_while')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('scanned__in', ['not_needed', 'waiting']), ('scanned_at__isnull', True)), models.Q(('scanned__in', ['clean', 'infected']), ('scanned_at__isnull', False)), _connector='OR'), name='file_scan_known')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='类别')),
                ('label', models.CharField(max_length=200, verbose_name='名称')),
                ('object_id', models.CharField(max_length=40, verbose_name='对象')),
                ('state', models.CharField(choices=[('queued', '排队中'), ('running', '进行中'), ('done', '已完成'), ('failed', '未成功')], default='queued', max_length=10, verbose_name='状态')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                ('finished', models.PositiveIntegerField(default=0, verbose_name='已完成')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='发起时间')),
                ('heartbeat', models.DateTimeField(null=True, verbose_name='最近活动')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile', verbose_name='结果文件')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('finished__lte', models.F('total'))), name='job_finished_within_total'), models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('kind', 'object_id'), name='one_live_job_for_the_same_work')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=100, verbose_name='列表')),
                ('name', models.CharField(max_length=20, verbose_name='名称')),
                ('query', models.CharField(max_length=300, verbose_name='条件')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'page', 'name'), name='filter_name_once')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='序号')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('actor_name', models.CharField(max_length=60, verbose_name='经办人姓名')),
                ('verb', models.CharField(db_index=True, max_length=60, verbose_name='事项')),
                ('object_type', models.CharField(max_length=60, verbose_name='对象类别')),
                ('object_id', models.CharField(max_length=40, verbose_name='对象')),
                ('object_label', models.CharField(max_length=200, verbose_name='对象名称')),
                ('details', models.JSONField(default=dict, verbose_name='内容')),
                ('previous_hash', models.CharField(max_length=64, verbose_name='前一条核对码')),
                ('hash', models.CharField(max_length=64, unique=True, verbose_name='核对码')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
            ],
            options={
                'ordering': ['-seq'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='common_audi_object__391397_idx')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('channel', models.CharField(choices=wuhou_craftsmen.common.messages.channels.labels, max_length=20, verbose_name='方式')),
                ('kind', models.CharField(choices=wuhou_craftsmen.common.messages.kinds.labels, max_length=40, verbose_name='类别')),
                ('address', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='地址')),
                ('subject', models.CharField(max_length=100, verbose_name='标题')),
                ('text', models.TextField(verbose_name='内容')),
                ('path', wuhou_craftsmen.common.security.crypto.EncryptedTextField(blank=True, verbose_name='链接')),
                ('created_at', models.DateTimeField(verbose_name='时间')),
                ('read_at', models.DateTimeField(null=True, verbose_name='阅读时间')),
                ('state', models.CharField(choices=[('waiting', '待发送'), ('sending', '发送中'), ('sent', '已发送'), ('failed', '未送达')], default='waiting', max_length=10, verbose_name='状态')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('due_at', models.DateTimeField(null=True, verbose_name='下次发送')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='发送时间')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='收件人')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['user', 'channel', 'read_at'], name='common_mess_user_id_2ee6f1_idx'), models.Index(fields=['state', 'due_at'], name='common_mess_state_5b6a83_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('channel', 'portal'), _negated=True), ('user__isnull', False), _connector='OR'), name='portal_notice_has_reader')],
            },
        ),
        migrations.CreateModel(
            name='OneTimeLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40, verbose_name='用途')),
                ('object_id', models.CharField(max_length=40, verbose_name='对象')),
                ('token_sha256', models.CharField(max_length=64, unique=True, verbose_name='核对码')),
                ('issued_at', models.DateTimeField(verbose_name='发出时间')),
                ('expires_at', models.DateTimeField(verbose_name='有效期至')),
                ('used_at', models.DateTimeField(null=True, verbose_name='使用时间')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('used_at__isnull', True)), fields=('purpose', 'object_id'), name='one_live_link')],
            },
        ),
        migrations.CreateModel(
            name='PendingAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=60, verbose_name='事项代码')),
                ('title', models.CharField(max_length=100, verbose_name='事项')),
                ('summary', models.TextField(verbose_name='内容')),
                ('params', models.JSONField(default=dict, verbose_name='参数')),
                ('same_sha256', models.CharField(max_length=64, verbose_name='事项和参数的核对码')),
                ('seen_sha256', models.CharField(blank=True, max_length=64, verbose_name='提出时所见内容的核对码')),
                ('state', models.CharField(choices=[('pending', '待复核'), ('confirmed', '已复核'), ('rejected', '已退回'), ('taken_back', '已收回')], default='pending', max_length=10, verbose_name='状态')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='复核时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='退回原因')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('same_sha256',), name='same_act_pending_once'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='second_person_differs', violation_error_message='复核人不能是提出人本人。'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state__in', ['pending', 'taken_back'])), models.Q(models.Q(('state__in', ['pending', 'taken_back']), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='decided_act_has_decider')],
            },
        ),
        insert_only("common_auditentry"),
    ]
