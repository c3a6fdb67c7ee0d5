"""Experts, blind scores that never change, the ranking, the leading group's meeting, the public notice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from nominations.models import AnnualRound, Nomination
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.security.crypto import EncryptedTextField

from .states import CANDIDACY

CRITERIA = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]
WEIGHTS = [15, 20, 10, 10, 10, 10, 10, 15]


class Expert(models.Model):
    """One entry of the expert register (clause 六): known by the ID number, signs in as `user`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expert")
    name = models.CharField("姓名", max_length=60)
    id_number = EncryptedTextField("身份证号")
    id_fingerprint = models.CharField(max_length=64, unique=True)
    employer = models.CharField("工作单位", max_length=100)
    title = models.CharField("职称（技能等级）", max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Committee(models.Model):
    """“诸葛工匠”专家评审委员会 of one round; approved by two people before scoring (clause 八)."""

    round = models.OneToOneField(AnnualRound, models.PROTECT, related_name="committee")
    approved_at = models.DateTimeField("审批时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    scoring_opened_at = models.DateTimeField("评分开始", null=True)
    scoring_closes_at = models.DateTimeField("评分截止", null=True)
    scoring_closed_at = models.DateTimeField("评分已截止于", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(approved_by=F("confirmed_by"))
                ),
                name="committee_approved_by_two",
            ),
            models.CheckConstraint(
                condition=Q(scoring_opened_at__isnull=True) | Q(approved_at__isnull=False),
                name="scoring_after_approval",
            ),
        ]

    def __str__(self):
        return f"{self.round}专家评审委员会"

    @property
    def scoring_open(self) -> bool:
        return self.scoring_opened_at is not None and self.scoring_closed_at is None


class CommitteeMember(models.Model):
    """An expert in this round's committee, with the code that stands for the name (P01)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    code = models.CharField("专家编号", max_length=10)
    group = models.CharField("评审组", max_length=20, blank=True)
    pledged_at = models.DateTimeField("回避与保密承诺时间", null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="member_code_once"),
            models.UniqueConstraint(fields=["committee", "expert"], name="member_once"),
        ]

    def __str__(self):
        return self.code


class Candidacy(models.Model):
    """A qualified nomination before the experts; which expert scores it is a grant on this row."""

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="candidacy")
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="candidacies")
    state = models.CharField("状态", max_length=20, choices=CANDIDACY.choices, default="in_review")
    outcome_reason = models.CharField("说明", max_length=200, blank=True)
    # the meeting approved its list with this candidate, who left before the notice
    left_approved_at = models.DateTimeField("审定后退出的时间", null=True)

    class Meta:
        ordering = ["nomination__no"]
        default_permissions = ()
        permissions = [("score_candidacy", "为候选人评分")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(CANDIDACY.labels)), name="candidacy_state")
        ]

    def __str__(self):
        return self.nomination.no

    def mark_leaving(self) -> None:
        """Before a move out of the list that the leading group approved: the rest of it can still be shown."""
        if self.state == "approved":
            self.left_approved_at = clock.now()


class CandidacyUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows as real foreign keys: expert ↔ file."""

    content_object = models.ForeignKey(Candidacy, models.CASCADE)


class Recusal(models.Model):
    """回避: this expert neither sees nor scores this file. By employer it is computed, otherwise declared."""

    CAUSES = [
        ("employer", "同一工作单位"),
        ("same_person", "本人为候选人"),
        *CONFLICT_CAUSES,
    ]
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="recusals")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="recusals")
    cause = models.CharField("回避原因", max_length=20, choices=CAUSES)
    note = models.CharField("说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "member"], name="recusal_once")]

    def __str__(self):
        return f"{self.member} 回避 {self.candidacy}"


class MarkSheet(models.Model):
    """Eight marks in half points (0.5 = 1), the endorsement, the comment: the shape of a draft and of a seal."""

    c1 = models.PositiveSmallIntegerField(null=True)
    c2 = models.PositiveSmallIntegerField(null=True)
    c3 = models.PositiveSmallIntegerField(null=True)
    c4 = models.PositiveSmallIntegerField(null=True)
    c5 = models.PositiveSmallIntegerField(null=True)
    c6 = models.PositiveSmallIntegerField(null=True)
    c7 = models.PositiveSmallIntegerField(null=True)
    c8 = models.PositiveSmallIntegerField(null=True)
    endorsed = models.BooleanField("认可", null=True)
    comment = models.CharField("评语", max_length=1000, blank=True)

    class Meta:
        abstract = True

    @property
    def marks(self) -> tuple[int | None, ...]:
        return tuple(getattr(self, code) for code in CRITERIA)


class DraftMarks(MarkSheet):
    """What an expert has filled in so far; nobody else reads it."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="+")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidacy", "member"], name="draft_marks_once")]

    def __str__(self):
        return f"{self.member} {self.candidacy} 草稿"


class Score(MarkSheet):
    """A sealed sheet. Insert-only; refused by the database once scoring is closed; the last of a pair counts."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="scores")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="scores")
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{code}__isnull": False for code in CRITERIA})
                & Q(**{f"{code}__lte": weight * 2 for code, weight in zip(CRITERIA, WEIGHTS, strict=True)})
                & Q(endorsed__isnull=False),
                name="score_complete_and_within_weights",
            )
        ]
        indexes = [models.Index(fields=["candidacy", "member"])]

    def __str__(self):
        return f"{self.member} {self.candidacy}"


class ScoreVoid(models.Model):
    """A sealed score that does not count: its expert had to stand aside. The score itself stays."""

    score = models.OneToOneField(Score, models.PROTECT, related_name="void")
    reason = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.score} 作废"


class RankingRun(models.Model):
    """A frozen ranking; the first of a round counts, a recount ordered by the leading group is kept beside it."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="rankings")
    rubric_version = models.CharField("评分标准版本", max_length=10)
    pass_line = models.PositiveIntegerField("合格线（百分之一分）")
    quota = models.PositiveIntegerField("名额")
    sha256 = models.CharField("校验值", max_length=64)
    frozen_at = models.DateTimeField("生成时间")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.round}排名"


class RankingRow(models.Model):
    """One line of the ranking. Scores in hundredths of a point; `rank` null = 评审不足."""

    run = models.ForeignKey(RankingRun, models.PROTECT, related_name="rows")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="ranking_rows")
    rank = models.PositiveIntegerField("名次", null=True)
    final = models.PositiveIntegerField("最后得分", null=True)
    experts = models.PositiveSmallIntegerField("评分专家数")
    endorsements = models.PositiveSmallIntegerField("认可数")
    passes = models.BooleanField("合格")
    tied = models.BooleanField("并列")
    undecided = models.BooleanField("待领导小组议定", default=False)
    c2_mean = models.PositiveIntegerField(null=True)
    c8_mean = models.PositiveIntegerField(null=True)
    c6_mean = models.PositiveIntegerField(null=True)
    reason = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "candidacy__nomination__no"]
        constraints = [models.UniqueConstraint(fields=["run", "candidacy"], name="ranked_once")]

    def __str__(self):
        return f"{self.rank} {self.candidacy}"


class Meeting(models.Model):
    """A meeting of the 评选管理领导小组: who was there, what was decided over exactly which list."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="meetings")
    held_on = models.DateField("会议日期")
    seats = models.PositiveSmallIntegerField("应到人数")
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="到会")
    minutes = models.TextField("会议纪要")
    list_sha256 = models.CharField("审定名单校验值", max_length=64)
    minutes_file = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.round}领导小组会议"


class PublicNotice(models.Model):
    """公示: an exact list, on show for working days of which the first counts."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="notices")
    starts_on = models.DateField("公示开始")
    ends_on = models.DateField("公示结束")
    days = models.PositiveSmallIntegerField("工作日数")
    contact = models.CharField("受理异议的联系方式", max_length=200)
    list_sha256 = models.CharField("名单校验值", max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("发布时间")
    ended_at = models.DateTimeField("结束登记", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="notice_dates_in_order"),
            models.CheckConstraint(condition=~Q(published_by=F("confirmed_by")), name="notice_by_two_people"),
        ]

    def __str__(self):
        return f"{self.round}公示"


class NoticeEntry(models.Model):
    """One person on the notice, with nothing but what the public may read."""

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="entries")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="notice_entries")
    name = models.CharField("姓名", max_length=60)
    firm = models.CharField("工作单位", max_length=100)
    trade = models.CharField("职业（工种）", max_length=60)
    position = models.PositiveIntegerField("姓氏笔画次序")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "candidacy"], name="on_notice_once")]

    def __str__(self):
        return self.name


class Objection(models.Model):
    """异议: real name or sealed unit letter, in time; it holds one person, never the list."""

    MEANS = [("visit", "来访"), ("letter", "信函"), ("call", "来电"), ("mail", "电子邮件")]
    OUTCOMES = [("upheld", "异议成立"), ("dismissed", "异议不成立")]
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="objections")
    means = models.CharField("方式", max_length=10, choices=MEANS)
    objector = EncryptedTextField("异议人及联系方式")
    real_name = models.BooleanField("实名或加盖公章")
    dated_on = models.DateField("收到日期（信函为邮戳日期）")
    allegation = models.TextField("异议内容")
    accepted = models.BooleanField("受理")
    not_accepted_reason = models.CharField("不受理原因", max_length=200, blank=True)
    finding = models.TextField("核查报告", blank=True)
    outcome = models.CharField("结论", max_length=10, choices=OUTCOMES, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField("登记时间")
    decided_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome="") | ~Q(finding=""), name="outcome_has_finding"),
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(not_accepted_reason=""), name="not_accepted_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.candidacy} 异议"
