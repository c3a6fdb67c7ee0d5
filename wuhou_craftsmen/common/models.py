"""What every room uses: the audit chain, the clock of a rehearsal, holidays, private files, jobs, two-person acts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .messages import channels, kinds
from .request_models import Attempt as Attempt  # tables of this room, too
from .request_models import FormPress as FormPress
from .security.crypto import EncryptedTextField
from .text_models import SignStrokes as SignStrokes


class AuditEntry(models.Model):
    """One act, chained to the one before by hash; rows are only ever inserted (triggers refuse the rest)."""

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="经办人", related_name="+"
    )
    actor_name = models.CharField("经办人姓名", max_length=60)
    verb = models.CharField("事项", max_length=60, db_index=True)
    object_type = models.CharField("对象类别", max_length=60)
    object_id = models.CharField("对象", max_length=40)
    object_label = models.CharField("对象名称", max_length=200)
    details = models.JSONField("内容", default=dict)
    previous_hash = models.CharField("前一条核对码", max_length=64)
    hash = models.CharField("核对码", max_length=64, unique=True)

    class Meta:
        ordering = ["-seq"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class BusinessClock(models.Model):
    """The rehearsal's clock: at `set_at` (database time) it was `moment`; it runs on from there. One row at most."""

    moment = models.DateTimeField("演练时间")
    set_at = models.DateTimeField("设定于")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_business_clock")]

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M}"


class Holiday(models.Model):
    """A day that is not as its weekday says: a statutory holiday, or a weekend day worked in exchange."""

    day = models.DateField("日期", unique=True)
    working = models.BooleanField("上班")
    source = models.CharField("依据", max_length=100)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'上班' if self.working else '放假'}"


class PrivateFile(models.Model):
    """A stored file known by its content's SHA-256; reached only through the page rule of what it belongs to."""

    sha256 = models.CharField("核对码", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.BigIntegerField("字节数")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="上传人", related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间")
    rehearsal = models.BooleanField("演练材料", default=False)
    SCANS = [
        ("not_needed", "无须安全检查"),
        ("waiting", "正在安全检查"),
        ("clean", "已通过安全检查"),
        ("infected", "未通过安全检查"),
    ]
    WITHHELD = {
        "waiting": "文件正在安全检查，请稍后再看。",
        "infected": "文件未通过安全检查，请更换。",
    }
    scanned = models.CharField("安全检查", max_length=10, choices=SCANS, default="not_needed")
    scanned_at = models.DateTimeField("检查时间", null=True)
    kept_until = models.DateTimeField("保留至", null=True)  # of a workbook that waits for its confirmation
    # what `files/pages.py` drew: None not yet, 0 cannot be drawn; of each page drawn [width, height, hash]
    page_count = models.PositiveSmallIntegerField("页数", null=True)
    pages = models.JSONField("各页图片", default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scanned__in=["not_needed", "waiting"], scanned_at__isnull=True)
                | Q(scanned__in=["clean", "infected"], scanned_at__isnull=False),
                name="file_scan_known",
            )
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(scanned="waiting"), name="files_waiting_for_scan"),
            models.Index(
                fields=["kept_until"], condition=Q(kept_until__isnull=False), name="files_kept_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def withheld(self) -> str:
        """Why nobody may read it now, or nothing."""
        return self.WITHHELD.get(self.scanned, "")


class Job(models.Model):
    """Long work as a row: what runs, how far it is, what came of it. The queue only carries its number."""

    STATES = [("queued", "排队中"), ("running", "进行中"), ("done", "已完成"), ("failed", "未成功")]
    kind = models.CharField("类别", max_length=60)
    label = models.CharField("名称", max_length=200)
    object_id = models.CharField("对象", max_length=40)
    state = models.CharField("状态", max_length=10, choices=STATES, default="queued")
    total = models.PositiveIntegerField("总数", default=0)
    finished = models.PositiveIntegerField("已完成", default=0)
    message = models.CharField("说明", max_length=500, blank=True)
    asked = models.JSONField("内容", default=dict)  # what its work needs to know (`jobs/exported.py`)
    result = models.ForeignKey(
        PrivateFile, models.SET_NULL, null=True, verbose_name="结果文件", related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="发起人", related_name="+"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    heartbeat = models.DateTimeField("最近活动", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    # of its file, set by `jobs/exported.marked`: may be taken; may be taken once; was there and is not any more
    fresh: bool
    once: bool
    gone: bool

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(finished__lte=F("total")), name="job_finished_within_total"),
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                condition=Q(state__in=["queued", "running"]),
                name="one_live_job_for_the_same_work",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def percent(self) -> int:
        return self.finished * 100 // self.total if self.total else (100 if self.state == "done" else 0)


class SavedFilter(models.Model):
    """A filter that a user wants to find again: the list's address and what stands behind the question mark."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    page = models.CharField("列表", max_length=100)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="filter_name_once")]

    def __str__(self) -> str:
        return self.name


class PendingAct(models.Model):
    """An act that needs a second, different person: proposed by one, confirmed or turned down by another."""

    STATES = [
        ("pending", "待复核"),
        ("confirmed", "已复核"),
        ("rejected", "已退回"),
        ("taken_back", "已收回"),
    ]
    act = models.CharField("事项代码", max_length=60)
    title = models.CharField("事项", max_length=100)
    summary = models.TextField("内容")
    params = models.JSONField("参数", default=dict)
    same_sha256 = models.CharField("事项和参数的核对码", max_length=64)
    seen_sha256 = models.CharField("提出时所见内容的核对码", max_length=64, blank=True)
    state = models.CharField("状态", max_length=10, choices=STATES, default="pending")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提出人", related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="复核人", related_name="+"
    )
    decided_at = models.DateTimeField("复核时间", null=True)
    reason = models.CharField("退回原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["same_sha256"], condition=Q(state="pending"), name="same_act_pending_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="second_person_differs",
                violation_error_message="复核人不能是提出人本人。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "taken_back"], decided_by__isnull=True)
                | (~Q(state__in=["pending", "taken_back"]) & Q(decided_by__isnull=False)),
                name="decided_act_has_decider",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OneTimeLink(models.Model):
    """A link that opens one thing for one purpose, once. Of its secret only the hash is kept."""

    purpose = models.CharField("用途", max_length=40)
    object_id = models.CharField("对象", max_length=40)
    token_sha256 = models.CharField("核对码", max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True)
    replaced_at = models.DateTimeField("作废时间", null=True)
    # fingerprint of the code that only the person knows, else who tells the person one; without either the link is enough
    own_code = models.CharField(max_length=64, blank=True)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    wrong_codes = models.PositiveSmallIntegerField("口令输错次数", default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("issued_by")), name="link_and_code_by_two"
            ),
            models.UniqueConstraint(
                fields=["purpose", "object_id"],
                condition=Q(used_at__isnull=True, replaced_at__isnull=True),
                name="one_live_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_id}"


class Message(models.Model):
    """A notice to one recipient by one channel, the portal among them. Its key makes it one."""

    STATES = [("waiting", "待发送"), ("sending", "发送中"), ("sent", "已发送"), ("failed", "未送达")]
    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="收件人", related_name="notices"
    )
    channel = models.CharField("方式", max_length=20, choices=channels.labels)
    kind = models.CharField("类别", max_length=40, choices=kinds.labels)
    address = EncryptedTextField("地址", blank=True)
    subject = models.CharField("标题", max_length=100)
    text = models.TextField("内容")
    path = EncryptedTextField("链接", blank=True)  # a nominee's link opens a file
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    state = models.CharField("状态", max_length=10, choices=STATES, default="waiting")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("下次发送", null=True)
    sent_at = models.DateTimeField("发送时间", null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "channel", "read_at"]),
            models.Index(fields=["state", "due_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(channel=channels.PORTAL) | Q(user__isnull=False), name="portal_notice_has_reader"
            )
        ]

    def __str__(self) -> str:
        return self.subject
