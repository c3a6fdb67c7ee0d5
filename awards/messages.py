"""Who is notified of what of naming, certificates and money: called by the verbs, in their transaction.

HR of the firm of the file as it is now, which is the one that may take the certificate. No number but the decision's
and the certificate's stands in a notice.
"""

from collections.abc import Iterable

from django.urls import reverse

from nominations.models import Nomination
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.accounts.queries import holders, hr_by_firm
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.messages.outbox import Notice

from .models import NamingDecision, PaymentBatch, PaymentLine, Title

MAX_NAMES = 10  # in one notice; it may go out as a text message


def named(decision: NamingDecision, titles: Iterable[Title]) -> None:
    """One notice for each person named, with the number of the decision."""
    files = {title.pk: title.candidacy.nomination for title in titles}
    hr = hr_by_firm({file.firm_now for file in files.values()})
    outbox.notify_all(
        Notice(
            hr[file.firm_now.pk],
            "named",
            f"{file.no} 命名",
            f"{file.name_now}已被命名为武侯区{decision.round.year}年度“诸葛工匠”，命名决定文号 {decision.number}。",
            f"title {pk} named",
            _person(file),
        )
        for pk, file in files.items()
    )


def certificate_made(title: Title) -> None:
    """HR fetches it on the page of the person."""
    file = title.candidacy.nomination
    outbox.notify_all(
        [
            Notice(
                hr_by_firm([file.firm_now])[file.firm_now.pk],
                "certificate_made",
                f"{file.no} 证书制成",
                f"{title.name}的“诸葛工匠”荣誉证书（{title.certificate_no}）已制成，可以下载。",
                f"title {title.pk} certificate",
                _person(file),
            )
        ]
    )


def payment_sent(batch: PaymentBatch) -> None:
    """One notice for each firm, with the names of its people; the sums stand on the papers, not here."""
    lines = batch.lines.select_related("entry__title__candidacy__nomination__firm")
    people: dict[int, dict[int, Nomination]] = {}
    firms = {}
    for line in lines.prefetch_related("entry__title__candidacy__nomination__changes__firm"):
        file = line.entry.title.candidacy.nomination
        firms[file.firm_now.pk] = file.firm_now
        people.setdefault(file.firm_now.pk, {})[file.person_id] = file
    hr = hr_by_firm(firms.values())
    outbox.notify_all(
        Notice(
            hr[firm],
            "payment_sent",
            "奖励已送银行",
            f"{_names(file.name_now for file in files.values())}的{batch.round.year}年度“诸葛工匠”奖励已送银行发放，"
            "请提醒本人查收。",
            f"batch {batch.pk} sent to firm {firm}",
            reverse("ladder:list"),
        )
        for firm, files in people.items()
    )


def batch_turned_back(batch: PaymentBatch, by: User, reason: str) -> None:
    """Whoever made it makes another."""
    outbox.notify_all(
        [
            Notice(
                [batch.maker],
                "batch_turned_back",
                f"{batch.no} 退回",
                f"发放批次 {batch.no} 由{by}退回：{reason}。其中的奖励须重新编制批次。",
                f"batch {batch.pk} turned back",
                reverse("awards:batch", args=[batch.pk]),
            )
        ]
    )


def payment_returned(batch: PaymentBatch, lines: Iterable[PaymentLine]) -> None:
    """The union corrects the accounts; what the bank wrote may hold a number and stays on the page of the batch."""
    names = _names(dict.fromkeys(line.entry.person.name for line in lines))
    outbox.notify(
        holders(Role.UNION_STAFF),
        "payment_returned",
        f"{batch.no} 银行退回",
        f"发放批次 {batch.no} 中{names}的奖励被银行退回，请核对、更正收款账号后重新编制批次。",
        path=reverse("awards:batch", args=[batch.pk]),
        key=f"batch {batch.pk} returned",
    )


def _person(file: Nomination) -> str:
    return reverse("ladder:person", args=[file.person_id])


def _names(names: Iterable[str]) -> str:
    known = list(names)
    more = f"等 {len(known)} 人" if len(known) > MAX_NAMES else ""
    return "、".join(known[:MAX_NAMES]) + more
