"""Accounts, budget, ledger and payment batches."""

from itertools import combinations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound
from wuhou_craftsmen.common.security.crypto import EncryptedTextField
from wuhou_craftsmen.ladder.models import Craftsman

from ..states import BATCH
from .claims import ClaimVerdict
from .naming import Title


def _differ(*names: str) -> Q:
    """No two of these columns hold the same person; an empty one is nobody."""
    apart = Q()
    for one, other in combinations(names, 2):
        apart &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})
    return apart


class BankAccount(models.Model):
    """A craftsman's own account; a new one is a new row, the last one counts."""

    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="accounts")
    holder = models.CharField("户名", max_length=60)
    bank = models.CharField("开户银行", max_length=100)
    number = EncryptedTextField("银行账号")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")
    rehearsal = models.BooleanField("演练材料", default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.holder} {self.bank}"


class BudgetLine(models.Model):
    """The approved money of a year (clause 十); payments beyond it are refused."""

    year = models.PositiveSmallIntegerField("年度")
    amount_fen = models.BigIntegerField("预算（分）")
    document = models.CharField("依据", max_length=100)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gte=0), name="budget_not_negative")]

    def __str__(self):
        return f"{self.year}年预算"


class LedgerEntry(models.Model):
    """台账: what is owed to a person and why. Insert-only; a correction is a reversal and a new entry."""

    KINDS = [("naming", "一次性奖励"), ("matching", "配套奖励"), ("reversal", "冲销")]
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="entries")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="entries")
    title = models.ForeignKey(Title, models.PROTECT, related_name="entries")
    verdict = models.OneToOneField(ClaimVerdict, models.PROTECT, null=True, related_name="entry")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    award_fen = models.BigIntegerField("奖励额（分，税前规则额）")
    gross_fen = models.BigIntegerField("应发（分）")
    tax_fen = models.BigIntegerField("代扣税（分）")
    net_fen = models.BigIntegerField("实发（分）")
    tax_mode = models.CharField("计税方式", max_length=10)
    basis = models.CharField("依据", max_length=200)
    reason = models.CharField("冲销原因", max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(net_fen=F("gross_fen") - F("tax_fen")), name="entry_adds_up"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False, gross_fen__lte=0)
                | (Q(reverses__isnull=True, gross_fen__gt=0) & ~Q(kind="reversal")),
                name="only_reversals_are_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind="matching", verdict__isnull=False)
                | (~Q(kind="matching") & Q(verdict__isnull=True)),
                name="matching_has_verdict",
            ),
        ]

    def __str__(self):
        return f"第 {self.pk} 号 {self.person} {self.get_kind_display()}"


class PaymentBatch(models.Model):
    """发放批次: made by one, approved by another, paid by a third."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="batches")
    no = models.CharField("批次号", max_length=30, unique=True)
    state = models.CharField("状态", max_length=10, choices=BATCH.choices, default="drafted")
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )
    payer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="付款人"
    )
    # the second of each pair; null: taken on before two had to
    approved_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("编制时间")
    approved_at = models.DateTimeField("审批时间", null=True)
    sent_at = models.DateTimeField("送银行时间", null=True)
    paid_at = models.DateTimeField("办结时间", null=True)
    bank_reference = models.CharField("银行回单号", max_length=60, blank=True)
    file_sha256 = models.CharField("送银行清单核对码", max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_differ("maker", "approver", "approved_with", "payer", "sent_with")
                & _differ("settled_by", "settled_with"),
                name="five_people_make_approve_and_pay",
                violation_error_message="编制、审批、付款须由不同的人办理。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "failed"])
                | Q(approver__isnull=False, state="approved")
                | Q(approver__isnull=False, payer__isnull=False, state__in=["sent", "paid"]),
                name="batch_state_has_its_people",
            ),
        ]

    def __str__(self):
        return self.no


class PaymentLine(models.Model):
    """One ledger entry in one batch; an entry can be in one live batch only."""

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="lines")
    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="lines")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    outcome = models.CharField(
        "结果", max_length=10, choices=[("", "待发放"), ("paid", "已发放"), ("failed", "退回")], blank=True
    )
    failure = models.CharField("退回原因", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=~Q(outcome="failed"), name="entry_paid_once")
        ]

    def __str__(self):
        return f"{self.batch} {self.entry}"
