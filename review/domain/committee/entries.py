"""The register of experts as the committee needs it: found by the ID number, taken in, with an account."""

from django.db import transaction

from review.models import Expert, ExpertEmployer, RegisteredExpert
from review.queries_of_experts import ON_COMMITTEES
from review.rules import is_expert
from wuhou_craftsmen.accounts.domain import people as accounts
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.ladder.domain.people import id_fingerprint
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

EXPERTS, EMPLOYERS = "experts", "expert-employers"


def known(id_numbers: list[str]) -> dict[str, RegisteredExpert]:
    """Fingerprint -> entry of those whom the register knows, with employers and account; not what was withdrawn."""
    prints = [id_fingerprint(number) for number in id_numbers]
    found = RegisteredExpert.objects.filter(id_fingerprint__in=prints).exclude(state="withdrawn")
    rows = found.select_related("account__user").prefetch_related("employers")
    return {entry.id_fingerprint: entry for entry in rows}


def not_to_be_chosen(entry: RegisteredExpert) -> str:
    """Why nobody may choose this entry, in words, or nothing."""
    if entry.state != "verified":
        return f"{entry.name}的登记还没有核实，请先在“专家和裁判员”中核实"
    if entry.left_on:
        return f"{entry.name}已于{cn_date(entry.left_on)}退出名录，要再聘任，请先办理“重新入库”"
    if entry.kind not in ON_COMMITTEES:
        return f"{entry.name}只登记为裁判员，不能担任评审专家；兼任专家的，请先在“专家和裁判员”中更正类别"
    return ""


def from_roster(actor: User, values: dict) -> RegisteredExpert:
    """The entry of the person of a row of the roster: a new one, or the known one as the row says; the caller checked it."""
    words = {"name": values["name"], "qualification": values["title"] or ""}
    entry = known([values["id_number"]]).get(id_fingerprint(values["id_number"]))
    if entry is None:
        words |= {"id_number": values["id_number"], "kind": "expert"}
        entry = records.bring_about(actor, REGISTERS[EXPERTS], _union(), words)
    else:
        entry = records.amend(actor, entry, words)
    _works_at(actor, entry, values["employer"])
    return entry


def _union() -> Organisation:
    return Organisation.objects.get(kind="union")


def _works_at(actor: User, entry: RegisteredExpert, employer: str) -> None:
    """Another employer: the old one ends today and the new one begins; the same, written otherwise, is written so."""
    today = clock.today()
    jobs = list(entry.employers.filter(state="verified").order_by("pk"))
    current = [job for job in jobs if job.is_current]
    if same := _called(employer, current):
        records.amend(actor, same, {"employer": employer})
        return
    for job in current:
        records.amend(actor, job, {"until": today})
    if back := _called(employer, [job for job in jobs if job.until == today]):
        records.amend(actor, back, {"until": None})  # left and come back on one day: never gone
        return
    values = {"expert": entry, "employer": employer, "since": today if jobs else None}
    records.bring_about(actor, REGISTERS[EMPLOYERS], _union(), values)


def _called(employer: str, jobs: list[ExpertEmployer]) -> ExpertEmployer | None:
    return next((job for job in jobs if match_key(job.employer) == match_key(employer)), None)


def account_of(actor: User, entry: RegisteredExpert, phone: str = "") -> Expert:
    """The account with which the person signs in and scores, opened where there is none; a telephone goes to it."""
    expert = Expert.objects.filter(entry=entry).select_related("user").first()
    if expert is None:
        number = Expert.objects.count() + 1
        while User.objects.filter(username=f"expert{number}").exists():
            number += 1
        user = accounts.open_account(
            actor, username=f"expert{number}", full_name=entry.name, role=Role.EXPERT,
            organisation=_union(), phone=phone or entry.phone,
        )  # fmt: skip
        expert = Expert.objects.create(user=user, entry=entry)
    if not expert.user.is_active:
        raise Refusal(f"{entry.name}的账号已停用，不能登录评分，请先在“账号”中启用。")
    if not expert.user.has_role(Role.EXPERT):
        accounts.give_role(actor, expert.user, Role.EXPERT, _union())
    if (phone or entry.phone) and not expert.user.phone:  # what the expert gave himself stays
        expert.user.phone = phone or entry.phone
        expert.user.save(update_fields=["phone"])
    if entry.phone:
        entry.phone = ""
        entry.save()
    return expert


def own(user: User) -> RegisteredExpert | None:
    """The entry of the person who signed in."""
    rows = RegisteredExpert.objects.filter(account__user=user).exclude(state="withdrawn")
    return rows.prefetch_related("employers", "trades", "services__event").first()


@transaction.atomic
def confirm_own(actor: User) -> RegisteredExpert:
    """The person has read the entry: it is right."""
    return _say(actor, "confirmed", "")


@transaction.atomic
def ask_correction(actor: User, remark: str) -> RegisteredExpert:
    """The person says what is wrong; who keeps the register puts it right."""
    return _say(actor, "asked", require_text(remark, "请写明哪里不对、应当怎样改。")[:200])


def _say(actor: User, word: str, remark: str) -> RegisteredExpert:
    require(is_expert(actor))
    entry = RegisteredExpert.objects.select_for_update(of=("self",)).filter(account__user=actor).first()
    if entry is None or entry.state != "verified":
        raise Refusal("专家和裁判员名录里没有您的登记，请向专家委员会秘书提出。")
    entry.own_word, entry.own_word_on, entry.own_remark = word, clock.today(), remark
    entry.save()
    audit.record(actor, entry.get_own_word_display(), entry, reason=remark)
    return entry
