import django.db.models.deletion
import django.db.models.expressions
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models

from wuhou_craftsmen.common.kernel.insert_only import insert_only, refuse_insert

PAID_BEFORE = """NEW.kind = 'naming' AND EXISTS (SELECT 1 FROM awards_ledgerentry e WHERE e.person_id = NEW.person_id
 AND e.kind = 'naming' AND NOT EXISTS (SELECT 1 FROM awards_ledgerentry r WHERE r.reverses_id = e.id))"""


class Migration(migrations.Migration):

    replaces = [('awards', '0001_initial'), ('awards', '0002_initial'), ('awards', '0003_insert_only'), ('awards', '0004_direct_titles_have_no_rank'), ('awards', '0005_outcome_words'), ('awards', '0006_check_code_words')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
        ('common', '0001_squashed_0010_check_code_words'),
        ('ladder', '0001_squashed_0004_upward_recommendations'),
        ('nominations', '0001_squashed_0018_names'),
        ('review', '0001_squashed_0006_check_code_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaymentBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.CharField(max_length=30, unique=True, verbose_name='批次号')),
                ('state', models.CharField(choices=[('drafted', '已编制'), ('approved', '已审批'), ('sent', '已送银行'), ('paid', '已发放'), ('failed', '未成功')], default='drafted', max_length=10, verbose_name='状态')),
                ('made_at', models.DateTimeField(verbose_name='编制时间')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='审批时间')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='送银行时间')),
                ('paid_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('bank_reference', models.CharField(blank=True, max_length=60, verbose_name='银行回单号')),
                ('file_sha256', models.CharField(blank=True, max_length=64, verbose_name='送银行清单核对码')),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审批人')),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人')),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='付款人')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='nominations.annualround')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approver__isnull', True), models.Q(('approver', models.F('maker')), _negated=True), _connector='OR'), models.Q(('payer__isnull', True), models.Q(models.Q(('payer', models.F('maker')), _negated=True), models.Q(('payer', models.F('approver')), _negated=True)), _connector='OR')), name='maker_approver_payer_differ', violation_error_message='编制、审批、付款须由三名不同的人办理。'), models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'failed']), models.Q(('approver__isnull', False), ('state', 'approved')), models.Q(('approver__isnull', False), ('payer__isnull', False), ('state__in', ['sent', 'paid'])), _connector='OR'), name='batch_state_has_its_people')],
            },
        ),
        migrations.CreateModel(
            name='BankAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(max_length=60, verbose_name='户名')),
                ('bank', models.CharField(max_length=100, verbose_name='开户银行')),
                ('number', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='银行账号')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('rehearsal', models.BooleanField(default=False, verbose_name='演练材料')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='ladder.craftsman')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('amount_fen', models.BigIntegerField(verbose_name='预算（分）')),
                ('document', models.CharField(max_length=100, verbose_name='依据')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0)), name='budget_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='MatchingClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.CharField(max_length=30, unique=True, verbose_name='申请编号')),
                ('position', models.PositiveIntegerField(verbose_name='表内次序')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('id_number', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='身份证号')),
                ('id_fingerprint', models.CharField(db_index=True, max_length=64)),
                ('award', models.CharField(max_length=200, verbose_name='奖项（称号）')),
                ('kind', models.CharField(choices=[('工匠称号', '工匠称号'), ('技能竞赛', '技能竞赛'), ('世界技能大赛', '世界技能大赛'), ('其他荣誉', '其他荣誉')], max_length=20, verbose_name='类别')),
                ('level', models.CharField(choices=[('国家级', '国家级'), ('省级', '省级'), ('市级', '市级'), ('区县级', '区县级')], max_length=10, verbose_name='级别')),
                ('award_date', models.DateField(verbose_name='颁奖日期')),
                ('cash_fen', models.BigIntegerField(verbose_name='奖金总额（分）')),
                ('share_fen', models.BigIntegerField(verbose_name='本人应得奖金（分）')),
                ('achievement', models.CharField(max_length=200, verbose_name='同一成果标识')),
                ('achievement_key', models.CharField(db_index=True, max_length=200)),
                ('document_no', models.CharField(max_length=100, verbose_name='颁奖文件文号')),
                ('flagged', models.CharField(blank=True, max_length=200, verbose_name='待裁定事由')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='nominations.annualround')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('share_fen__gte', 0), ('cash_fen__gte', models.F('share_fen'))), name='share_within_cash', violation_error_message='本人应得奖金不能多于奖金总额。')],
            },
        ),
        migrations.CreateModel(
            name='ClaimVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, verbose_name='结论')),
                ('match_fen', models.BigIntegerField(verbose_name='应配套（分）')),
                ('before_fen', models.BigIntegerField(verbose_name='此前已配套（分）')),
                ('pays_fen', models.BigIntegerField(verbose_name='本次配套（分）')),
                ('at', models.DateTimeField(verbose_name='审核时间')),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='awards.matchingclaim')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code__in', ['PAY', 'TOP_UP']), ('pays_fen__gt', 0)), models.Q(models.Q(('code__in', ['PAY', 'TOP_UP']), _negated=True), ('pays_fen', 0)), _connector='OR'), name='only_pay_and_top_up_pay')],
            },
        ),
        migrations.CreateModel(
            name='NamingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True, verbose_name='发文字号')),
                ('decided_on', models.DateField(verbose_name='命名日期')),
                ('issuers', models.JSONField(default=list, verbose_name='颁发单位')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.meeting')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='nominations.annualround')),
            ],
        ),
        migrations.CreateModel(
            name='Title',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('certificate_no', models.CharField(max_length=40, unique=True, verbose_name='证书编号')),
                ('check_code', models.CharField(max_length=32, unique=True, verbose_name='查验码')),
                ('named_on', models.DateField(verbose_name='命名日期')),
                ('rank', models.PositiveIntegerField(null=True, verbose_name='名次')),
                ('revoked_on', models.DateField(null=True, verbose_name='撤销日期')),
                ('revoked_reason', models.CharField(blank=True, max_length=300, verbose_name='撤销原因')),
                ('certificate_made_at', models.DateTimeField(null=True, verbose_name='制证时间')),
                ('candidacy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='title', to='review.candidacy')),
                ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='titles', to='awards.namingdecision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='titles', to='ladder.craftsman')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('rank'), nulls_last=True), 'candidacy__nomination__no'],
                'constraints': [models.CheckConstraint(condition=models.Q(('revoked_on__isnull', True), models.Q(('revoked_reason', ''), _negated=True), _connector='OR'), name='revocation_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('naming', '一次性奖励'), ('matching', '配套奖励'), ('reversal', '冲销')], max_length=10, verbose_name='类别')),
                ('award_fen', models.BigIntegerField(verbose_name='奖励额（分，税前规则额）')),
                ('gross_fen', models.BigIntegerField(verbose_name='应发（分）')),
                ('tax_fen', models.BigIntegerField(verbose_name='代扣税（分）')),
                ('net_fen', models.BigIntegerField(verbose_name='实发（分）')),
                ('tax_mode', models.CharField(max_length=10, verbose_name='计税方式')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='冲销原因')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ladder.craftsman')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='awards.ledgerentry')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='nominations.annualround')),
                ('verdict', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='awards.claimverdict')),
                ('title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='awards.title')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('net_fen', django.db.models.expressions.CombinedExpression(models.F('gross_fen'), '-', models.F('tax_fen')))), name='entry_adds_up'), models.CheckConstraint(condition=models.Q(models.Q(('gross_fen__lte', 0), ('kind', 'reversal'), ('reverses__isnull', False)), models.Q(('gross_fen__gt', 0), ('reverses__isnull', True), models.Q(('kind', 'reversal'), _negated=True)), _connector='OR'), name='only_reversals_are_negative'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'matching'), ('verdict__isnull', False)), models.Q(models.Q(('kind', 'matching'), _negated=True), ('verdict__isnull', True)), _connector='OR'), name='matching_has_verdict')],
            },
        ),
        migrations.CreateModel(
            name='PaymentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(blank=True, choices=[('', '待发放'), ('paid', '已发放'), ('failed', '退回')], max_length=10, verbose_name='结果')),
                ('failure', models.CharField(blank=True, max_length=200, verbose_name='退回原因')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.bankaccount')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.paymentbatch')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.ledgerentry')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', 'failed'), _negated=True), fields=('entry',), name='entry_paid_once')],
            },
        ),
        insert_only("awards_ledgerentry"),
        insert_only("awards_claimverdict"),
        refuse_insert("awards_ledgerentry", "awards_naming_reward_once", PAID_BEFORE, "一次性奖励一人一生只发一次"),
    ]
