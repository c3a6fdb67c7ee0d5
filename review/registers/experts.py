"""The registers of experts and referees (clause 六): persons, their trades, employers, and the contests they served at."""

from review.domain.committee.entries import EMPLOYERS, EXPERTS
from review.models import Expert, ExpertEmployer, ExpertService, ExpertTrade, RegisteredExpert
from review.queries_of_experts import career_of, with_careers
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.ladder.domain import people as ladder
from wuhou_craftsmen.registers.register import Act, Register, add

KEEPERS = (Role.EXPERT_SECRETARY,)

MOST_YEARS = 60  # that somebody serves before the portal


def check_entry(entry: RegisteredExpert) -> None:
    """Somebody's own number, and a licence where one is asked for."""
    for wanted in contradictions(entry.id_number, today=clock.today()).values():
        raise Refusal(f"“身份证号”应为{wanted}，请对照身份证核对。")
    if entry.served_before > MOST_YEARS:
        raise Refusal(f"“此前任职年数”应为 0 至 {MOST_YEARS} 的整数。")
    if entry.kind != "expert" and not entry.licence_no:
        raise Refusal("裁判员须填写裁判员证的编号。")
    if entry.licence_until and not entry.licence_no:
        raise Refusal("填写了证书有效期的，请一并填写证书编号。")
    entry.id_fingerprint = ladder.id_fingerprint(entry.id_number)
    entry.person = ladder.find(entry.id_number)


def settle(actor: User, entry: RegisteredExpert) -> None:
    """A telephone is kept with the account where there is one; what the person asked to be put right has been."""
    account = Expert.objects.filter(entry=entry).select_related("user").first()
    if account and entry.phone:
        if not account.user.phone:
            account.user.phone = entry.phone
            account.user.save(update_fields=["phone"])
        entry.phone = ""
    if entry.own_word == "asked":
        entry.own_word = entry.own_remark = ""
    entry.save()


def keep_with_account(entry: RegisteredExpert) -> None:
    if Expert.objects.filter(entry=entry).exists():
        raise Refusal(f"{entry.name}已开通专家账号，登记不能撤下；不再聘任的，请办理“退出名录”。")


def check_leaving(entry: RegisteredExpert) -> None:
    if entry.left_on and entry.left_on > clock.today():
        raise Refusal("退出日期不能晚于今天。")


def check_job(job: ExpertEmployer) -> None:
    """Days in order and none ahead; the same employer begins once."""
    if job.since and job.until and job.until < job.since:
        raise Refusal("离开日期不能早于开始日期。")
    if (job.since and job.since > clock.today()) or (job.until and job.until > clock.today()):
        raise Refusal("开始日期、离开日期不能晚于今天。")


def check_service(service: ExpertService) -> None:
    if service.served_on.year != service.event.held_on.year:
        raise Refusal(f"{service.event}在{service.event.held_on.year}年举办，日期应在这一年。")
    if service.served_on > clock.today():
        raise Refusal("日期不能晚于今天，执裁以后再填报。")


add(
    Register(
        key=EXPERTS, model=RegisteredExpert, noun="专家和裁判员", clause=6, called=lambda e: e.name, check=check_entry, verified=settle,
        fields=("name", "id_number", "kind", "qualification", "licence_no", "licence_level", "licence_until", "served_before", "phone"),
        columns=("kind", "qualification", "licence_until"), once=lambda e: (ladder.id_fingerprint(e.id_number),),
        feeds="专家委员会从在库的专家中选聘、抽取；回避按工作单位和师徒关系办理", keepers=KEEPERS, tells=career_of, prepared=with_careers,
        beside=(("工种", lambda e: e.crafts), ("现工作单位", lambda e: e.employer)),
        stands=lambda rows: rows.filter(in_register=True), check_withdrawal=keep_with_account,
        acts=(
            Act("leave", "退出名录", ("left_on", "left_reason"), sets={"in_register": False}, when={"in_register": (True,)}, check=check_leaving),
            Act("return", "重新入库", sets={"left_on": None, "left_reason": "", "in_register": True}, when={"in_register": (False,)}),
            Act("answer", "本人的更正要求已办理", sets={"own_word": "", "own_remark": ""}, when={"own_word": ("asked",)}),
        ),
    ),
    Register(
        key="expert-trades", model=ExpertTrade, noun="专家的工种", clause=6, parent="expert", keepers=KEEPERS, fields=("expert", "trade", "level"),
        columns=("expert", "trade", "level"), called=lambda t: f"{t.expert}{t.trade}", once=lambda t: (t.expert_id, match_key(t.trade)),
        feeds="专家委员会按工种选聘、抽取专家",
    ),
    Register(
        key=EMPLOYERS, model=ExpertEmployer, noun="专家的工作单位", clause=6, parent="expert", keepers=KEEPERS, check=check_job,
        fields=("expert", "employer", "post", "since", "until"), columns=("expert", "employer", "post", "since", "until"),
        called=lambda j: f"{j.expert}{j.employer}", once=lambda j: (j.expert_id, match_key(j.employer), j.since or ""),
        feeds="现在和近年的工作单位与人选相同的，评分时自动回避",
        acts=(Act("end", "登记离开", ("until",), when={"until": (None,)}, check=check_job),),
    ),
    Register(
        key="expert-services", model=ExpertService, noun="执裁记录", clause=6, parent="expert", keepers=KEEPERS, check=check_service, dated="served_on",
        fields=("expert", "event", "duty", "served_on"), columns=("expert", "event", "duty", "served_on"),
        called=lambda s: f"{s.expert}{s.event}", once=lambda s: (s.expert_id, s.event_id), feeds="计入任职年数",
    ),
)  # fmt: skip
