import django.db.models.deletion
import wuhou_craftsmen.common.security.crypto
from django.conf import settings
from django.db import migrations, models

from wuhou_craftsmen.common.kernel.insert_only import insert_only, refuse_insert

SCORING_CLOSED = """NOT EXISTS (SELECT 1 FROM review_candidacy c JOIN review_committee k ON k.round_id = c.round_id
 JOIN review_committeemember m ON m.committee_id = k.id
 WHERE c.id = NEW.candidacy_id AND m.id = NEW.member_id
 AND k.scoring_opened_at IS NOT NULL AND k.scoring_closed_at IS NULL)"""
RECUSED = "EXISTS (SELECT 1 FROM review_recusal r WHERE r.candidacy_id = NEW.candidacy_id AND r.member_id = NEW.member_id)"

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


class Migration(migrations.Migration):

    replaces = [('review', '0001_initial'), ('review', '0002_insert_only'), ('review', '0003_departments_and_pledges'), ('review', '0004_left_after_approval'), ('review', '0005_marks_by_criterion'), ('review', '0006_check_code_words')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_email'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('common', '0001_squashed_0010_check_code_words'),
        ('nominations', '0001_squashed_0018_names'),
        ('policy', '0001_squashed_0002_rubrics'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('in_review', '专家评审'), ('proposed', '建议人选'), ('not_selected', '未入选'), ('approved', '领导小组审定'), ('on_notice', '公示中'), ('held', '异议核查'), ('cleared', '公示无异议'), ('disqualified', '取消资格'), ('withdrawn', '已撤回')], default='in_review', max_length=20, verbose_name='状态')),
                ('outcome_reason', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('left_approved_at', models.DateTimeField(null=True, verbose_name='审定后退出的时间')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='candidacy', to='nominations.nomination')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='nominations.annualround')),
            ],
            options={
                'ordering': ['nomination__no'],
                'permissions': [('score_candidacy', '为候选人评分')],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['in_review', 'proposed', 'not_selected', 'approved', 'on_notice', 'held', 'cleared', 'disqualified', 'withdrawn'])), name='candidacy_state')],
            },
        ),
        migrations.CreateModel(
            name='CandidacyUserObjectPermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='review.candidacy')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'unique_together': {('user', 'permission', 'content_object')},
            },
        ),
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='审批时间')),
                ('scoring_opened_at', models.DateTimeField(null=True, verbose_name='评分开始')),
                ('scoring_closes_at', models.DateTimeField(null=True, verbose_name='评分截止')),
                ('scoring_closed_at', models.DateTimeField(null=True, verbose_name='评分已截止于')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='nominations.annualround')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('approved_by__isnull', False), ('confirmed_by__isnull', False), models.Q(('approved_by', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='committee_approved_by_two'), models.CheckConstraint(condition=models.Q(('scoring_opened_at__isnull', True), ('approved_at__isnull', False), _connector='OR'), name='scoring_after_approval')],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('id_number', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='身份证号')),
                ('id_fingerprint', models.CharField(max_length=64, unique=True)),
                ('employer', models.CharField(max_length=100, verbose_name='工作单位')),
                ('title', models.CharField(max_length=60, verbose_name='职称（技能等级）')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='expert', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, verbose_name='专家编号')),
                ('group', models.CharField(blank=True, max_length=20, verbose_name='评审组')),
                ('pledged_at', models.DateTimeField(null=True, verbose_name='回避与保密承诺时间')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='review.committee')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='review.expert')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'code'), name='member_code_once'), models.UniqueConstraint(fields=('committee', 'expert'), name='member_once')],
            },
        ),
        migrations.CreateModel(
            name='DraftMarks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marks', models.JSONField(default=dict, verbose_name='评分')),
                ('endorsed', models.BooleanField(null=True, verbose_name='认可')),
                ('comment', models.CharField(blank=True, max_length=1000, verbose_name='评语')),
                ('saved_at', models.DateTimeField()),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.candidacy')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.committeemember')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('candidacy', 'member'), name='draft_marks_once')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='会议日期')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='应到人数')),
                ('minutes', models.TextField(verbose_name='会议纪要')),
                ('list_sha256', models.CharField(max_length=64, verbose_name='审定名单核对码')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('minutes_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.privatefile')),
                ('present', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='到会')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='nominations.annualround')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='公示开始')),
                ('ends_on', models.DateField(verbose_name='公示结束')),
                ('days', models.PositiveSmallIntegerField(verbose_name='工作日数')),
                ('contact', models.CharField(max_length=200, verbose_name='受理异议的联系方式')),
                ('list_sha256', models.CharField(max_length=64, verbose_name='名单核对码')),
                ('published_at', models.DateTimeField(verbose_name='发布时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='结束登记')),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='nominations.annualround')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='notice_dates_in_order'), models.CheckConstraint(condition=models.Q(('published_by', models.F('confirmed_by')), _negated=True), name='notice_by_two_people')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(choices=[('visit', '来访'), ('letter', '信函'), ('call', '来电'), ('mail', '电子邮件')], max_length=10, verbose_name='方式')),
                ('objector', wuhou_craftsmen.common.security.crypto.EncryptedTextField(verbose_name='异议人及联系方式')),
                ('real_name', models.BooleanField(verbose_name='实名或加盖公章')),
                ('dated_on', models.DateField(verbose_name='收到日期（信函为邮戳日期）')),
                ('allegation', models.TextField(verbose_name='异议内容')),
                ('accepted', models.BooleanField(verbose_name='受理')),
                ('not_accepted_reason', models.CharField(blank=True, max_length=200, verbose_name='不受理原因')),
                ('finding', models.TextField(blank=True, verbose_name='核查报告')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', '异议成立'), ('dismissed', '异议不成立')], max_length=10, verbose_name='结论')),
                ('received_at', models.DateTimeField(verbose_name='登记时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='review.candidacy')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='review.publicnotice')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('finding', ''), _negated=True), _connector='OR'), name='outcome_has_finding'), models.CheckConstraint(condition=models.Q(('accepted', True), models.Q(('not_accepted_reason', ''), _negated=True), _connector='OR'), name='not_accepted_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='NoticeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('firm', models.CharField(max_length=100, verbose_name='工作单位')),
                ('trade', models.CharField(max_length=60, verbose_name='职业（工种）')),
                ('position', models.PositiveIntegerField(verbose_name='姓氏笔画次序')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_entries', to='review.candidacy')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='review.publicnotice')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'candidacy'), name='on_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='RankingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rubric_version', models.CharField(max_length=10, verbose_name='评分标准版本')),
                ('pass_line', models.PositiveIntegerField(verbose_name='合格线（百分之一分）')),
                ('quota', models.PositiveIntegerField(verbose_name='名额')),
                ('sha256', models.CharField(max_length=64, verbose_name='核对码')),
                ('frozen_at', models.DateTimeField(verbose_name='生成时间')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='nominations.annualround')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RankingRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveIntegerField(null=True, verbose_name='名次')),
                ('final', models.PositiveIntegerField(null=True, verbose_name='最后得分')),
                ('experts', models.PositiveSmallIntegerField(verbose_name='评分专家数')),
                ('endorsements', models.PositiveSmallIntegerField(verbose_name='认可数')),
                ('passes', models.BooleanField(verbose_name='合格')),
                ('tied', models.BooleanField(verbose_name='并列')),
                ('undecided', models.BooleanField(default=False, verbose_name='待领导小组议定')),
                ('tie_means', models.JSONField(default=list, verbose_name='同分比较的平均分')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranking_rows', to='review.candidacy')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='review.rankingrun')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('rank'), nulls_last=True), 'candidacy__nomination__no'],
                'constraints': [models.UniqueConstraint(fields=('run', 'candidacy'), name='ranked_once')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('employer', '同一工作单位'), ('same_person', '本人为候选人'), ('kin', '亲属关系'), ('mentorship', '师徒关系'), ('shared_work', '共同完成参评成果'), ('other', '其他可能影响公正的关系')], max_length=20, verbose_name='回避原因')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='review.candidacy')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='review.committeemember')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('candidacy', 'member'), name='recusal_once')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marks', models.JSONField(default=dict, verbose_name='评分')),
                ('endorsed', models.BooleanField(null=True, verbose_name='认可')),
                ('comment', models.CharField(blank=True, max_length=1000, verbose_name='评语')),
                ('sealed_at', models.DateTimeField(verbose_name='封存时间')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='review.candidacy')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='review.committeemember')),
                ('rubric', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.rubric', to_field='version')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['candidacy', 'member'], name='review_scor_candida_80d3ea_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('endorsed__isnull', False)), name='score_says_whether_endorsed')],
            },
        ),
        migrations.CreateModel(
            name='ScoreVoid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('score', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='void', to='review.score')),
            ],
        ),
        insert_only("review_score"),
        insert_only("review_scorevoid"),
        insert_only("review_rankingrun"),
        insert_only("review_rankingrow"),
        refuse_insert("review_score", "review_score_in_time", SCORING_CLOSED, "评分未开始或已截止"),
        refuse_insert("review_score", "review_score_not_recused", RECUSED, "应回避的专家不能评分"),
        refuse_insert(
            "review_score", "review_score_marks", MARKS_WRONG, "评分不全或超出分值", on_postgres=MARKS_WRONG_ON_POSTGRES
        ),
    ]
