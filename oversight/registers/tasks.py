"""The register of the units' duties (clause 十一), by the policy's own table of 牵头、责任单位."""

from oversight.models import DutyTask
from oversight.models.owed import MATTERS
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import duties
from wuhou_craftsmen.registers.register import LEAD, Register, add

from .owed import STEPS

CLAUSES = {name: number for number, name in MATTERS.items()}
UNION_LEADS = (10,)  # 加强组织保障: 区总工会 sets tasks and closes them beside 两办、组织部


def check_task(task: DutyTask) -> None:
    if not duties.part_of(task.about, CLAUSES[task.matter]):
        raise Refusal(f"实施办法没有把“{task.matter}”分给{task.about}，请核对单位和事项。")
    if task.due_on.year != task.year:
        raise Refusal(f"办理期限应在{task.year}年内。")


add(
    Register(
        key="tasks", model=DutyTask, noun="单位任务", clause=11, also_led=UNION_LEADS, reporters=(LEAD,), concerns="about", check=check_task,
        fields=("about", "matter", "year", "name", "due_on"), columns=("matter", "year", "due_on"),
        called=lambda task: f"{task.about}{task.year}年{task.name}", once=lambda task: (task.about_id, task.matter, task.year, task.name),
        feeds="列入承办单位的待办，逾期标红；完成情况计入目标绩效", acts=STEPS,
    ),
)  # fmt: skip
