"""The file while it is being written: by the firm's HR, or registered by a clerk or the union for a small firm."""

import datetime as dt
import re
from collections.abc import Iterable

from django.db import transaction

from nominations import queries
from nominations.models import AnnualRound, Lead, Nomination
from nominations.models.achievements import value_of
from nominations.models.application import WRITTEN
from nominations.rules.file.consent import consent_comes_first
from nominations.rules.file.nomination import may_create, may_delete, may_edit, open_fields, person_is_free
from nominations.rules.file.renewal import LASTING_EVIDENCE, TAKEN_OVER, may_renew
from nominations.states import LEAD
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.domain.staffing import when_handed_over
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, require
from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import moment_text
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.text.resident_id import sex_of
from wuhou_craftsmen.ladder import rules as ladder
from wuhou_craftsmen.ladder.domain import people

from . import achievements, evidence


def seen_of(nomination: Nomination, keys: Iterable[str]) -> str:
    """What stands in these fields, as a form carries it along: it tells later whether they were changed meanwhile."""
    return digest([[key, str(value_of(nomination, key))] for key in keys])


class ChangedMeanwhile(Refusal):
    """Somebody else saved the fields after the form was filled: `theirs` is what stands now where the two differ."""

    def __init__(self, nomination: Nomination, fields: dict) -> None:
        mine = {key: value for key, value in fields.items() if value_of(nomination, key) != value}
        self.theirs = {key: (WRITTEN[key], value_of(nomination, key)) for key in mine}
        last = audit.last_of(nomination)
        who = f"{last.actor_name}于 {moment_text(last.at)} " if last else "另一位同事"
        names = "、".join(heading for heading, _ in self.theirs.values()) or "其他栏目"
        super().__init__(
            f"{who}修改过这份申报，与您填写的不同之处：{names}。您填写的内容都还在，没有覆盖对方的修改。"
        )


@transaction.atomic
def create(
    actor: User, round: AnnualRound, firm: Organisation, *, id_number: str, phone: str, fields: dict, no: str = ""
) -> Nomination:  # fmt: skip
    """A draft for the person with this ID number. `fields`: the keys of application.FIELDS, maybe of REQUIREMENTS;
    the sex is that of the number, but where it was written it has to agree.

    Refused: outside the window, for another firm, for a person already in the round or already 诸葛工匠 or higher,
    and of 社会推荐 before the person has consented; for whom another firm keeps, or who is on record under another name.
    Whoever is registered with no firm yet is registered with this one; its HR keeps the ladder from now on.
    """
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    require(
        may_create(actor, round, firm)
    )  # the round's lock makes the firm's files count one after the other
    require(consent_comes_first(round, fields["route"], fields.get("consented_on")))
    fields = {"sex": sex_of(id_number)} | fields
    if no and round.nominations.filter(no=no).exists():
        raise Refusal(f"申报编号“{no}”已经用于另一份申报。")
    person = people.of_firm(
        actor,
        firm,
        name=fields["name"],
        id_number=id_number,
        sex=fields["sex"],
        ethnicity=fields.get("ethnicity", ""),
        phone=phone,
    )
    require(person_is_free(person, round))
    nomination = Nomination.objects.create(
        round=round,
        no=no or next_no(round),
        person=person,
        firm=firm,
        created_by=actor,
        created_at=clock.now(),
        **fields,
    )
    people.enrol_if_free(actor, person, firm, fields.get("trade", ""))
    audit.record(actor, "填报", nomination)
    return nomination


@transaction.atomic
def renew(actor: User, old: Nomination, *, consented_on: dt.date | None = None) -> Nomination:
    """A draft of the current round with what `old` says, begun as any other: every check is asked again.

    What is of its year stays behind (rules.file.renewal); 社会推荐 needs the person's consent of now.
    """
    round = queries.current_round()
    if round is None:
        raise Refusal("还没有评选批次，请等待评选通知。")
    require(may_renew(actor, old, round))
    nomination = create(
        actor,
        round,
        old.firm,
        id_number=old.person.id_number,
        phone=old.person.phone,
        fields={name: getattr(old, name) for name in TAKEN_OVER}
        | {"name": old.person.name, "consented_on": consented_on},
    )
    lists = {kind: rows for kind in ACHIEVEMENTS if (rows := value_of(old, kind))}
    if lists:
        nomination = edit(actor, nomination, fields=lists)
    lasting = old.evidence.filter(removed_at=None, kind__in=LASTING_EVIDENCE)
    for paper in lasting.exclude(file__scanned="infected").select_related("file"):
        evidence.attach(actor, nomination, paper.kind, paper.file)
    audit.record(actor, "沿用以前的申报", nomination, of=old.no)
    return nomination


def next_no(round: AnnualRound) -> str:
    """ZG2021-001 and on; numbers are given once, also when a file is withdrawn."""
    prefix = f"ZG{round.year}-"
    numbers = Nomination.objects.filter(round=round, no__startswith=prefix).order_by(ByNumber("no"))
    last = numbers.values_list("no", flat=True).last()
    tail = last.removeprefix(prefix) if last else "0"
    taken = Nomination.objects.filter(round=round).count()
    return f"{prefix}{(int(tail) if tail.isascii() and tail.isdigit() else taken) + 1:03d}"


def number_rule(round: AnnualRound) -> str:
    """How a number of this round is written."""
    return f"ZG{round.year}-加三位顺序号"


def is_number_of(round: AnnualRound, no: str) -> bool:
    """ZG2021-001 to ZG2021-999, ZG2021-1000 and on: one way to write each."""
    return bool(re.fullmatch(rf"ZG{round.year}-(\d{{3}}|[1-9]\d{{3,5}})", no, re.ASCII))


@transaction.atomic
def edit(
    actor: User,
    nomination: Nomination,
    *,
    fields: dict,
    phone: str = "",
    seen_version: int | None = None,
    seen: tuple[Iterable[str], str] | None = None,
) -> Nomination:
    """Change some of application.WRITTEN, a list of achievements as a whole; a returned file opens only its marked fields.

    `seen_version`, of a workbook, is the version that it was compared with; `seen`, of a step of the form, its keys and
    what stood there (`seen_of`). Another person's change in between is refused, so that nothing is overwritten silently.
    `phone`: the person's, where it is said anew.
    """
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination.pk)
    )
    require(may_edit(actor, nomination))
    stale = seen_version is not None and seen_version != nomination.version
    if stale or (seen is not None and seen[1] != seen_of(nomination, seen[0])):
        raise ChangedMeanwhile(nomination, fields)
    changed = {key: value for key, value in fields.items() if value_of(nomination, key) != value}
    _keep_to_what_is_open(nomination, changed)
    if phone:
        people.set_phone(actor, nomination.person, phone)
    if not changed:
        return nomination
    if "route" in changed:
        consented_on = changed.get("consented_on", nomination.consented_on)
        require(consent_comes_first(nomination.round, changed["route"], consented_on))
    if {"name", "sex"} & set(changed):
        _keep_to_the_record(actor, nomination, changed)
    _write(nomination, changed)
    audit.record(actor, "修改申报", nomination, fields=sorted(changed))
    return nomination


def _write(nomination: Nomination, changed: dict) -> None:
    for key, value in changed.items():
        if key in ACHIEVEMENTS:
            achievements.replace(nomination, key, value)
        else:
            setattr(nomination, key, value)
    nomination.version += 1
    nomination.save()


def _keep_to_what_is_open(nomination: Nomination, changed: dict) -> None:
    if closed := sorted(set(changed) - open_fields(nomination)):
        names = "、".join(WRITTEN[key] for key in closed)
        raise Refusal(f"退回补正时只能修改标出的栏目；“{names}”没有标出。")


def _keep_to_the_record(actor: User, nomination: Nomination, changed: dict) -> None:
    """The name stays that of the person, the sex that of the ID number. A slip in a record that this draft alone began is
    corrected with it; any other change of name has its document (登记变更)."""
    person = nomination.person
    require(ladder.fits_id(person.id_number, changed.get("sex", nomination.sex)))
    if "name" not in changed or ladder.goes_by(person, changed["name"]):
        return
    require(may_be_named(nomination, changed["name"]))
    people.rename(actor, person, name=changed["name"], basis=f"{nomination.no}填报时更正")


def may_be_named(nomination: Nomination, name: str) -> Answer:
    """The name on record, or another while this draft alone began the record."""
    person = nomination.person
    if known := ladder.goes_by(person, name):
        return known
    alone = people.stands_alone(person) and person.nominations.count() == 1 and not nomination.submissions
    return YES if alone else known


@when_handed_over
def hand_over(old: User, new: User) -> None:
    """What an office wrote for a firm and has not handed in goes on with the successor."""
    Nomination.objects.filter(created_by=old, state__in=["draft", "returned"]).update(created_by=new)


@transaction.atomic
def delete_draft(actor: User, nomination: Nomination) -> None:
    """Only a draft that was never submitted; the number is not given again while later ones exist."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(may_delete(actor, nomination))
    leads = list(Lead.objects.select_for_update().filter(nomination=nomination))
    audit.record(actor, "删除草稿", nomination)
    nomination.evidence.all().delete()
    for lead in leads:  # it waits for the firm again
        LEAD.move(lead, "hand_back")
        lead.nomination = None
        lead.save()
        audit.record(actor, "线索退回转办", lead)
    nomination.delete()
