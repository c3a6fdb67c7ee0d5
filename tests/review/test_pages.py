"""What the pages of the review say of what is asked for, decided, and yet to be chosen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from review.forms.outcome import FindingForm
from tests.people import make_id
from tests.small_year import Year
from tests.workbooks import EXPERT_HEADINGS, workbook
from wuhou_craftsmen.common.kernel.two_person import propose, take_back

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def page(client, user, path) -> str:
    client.force_login(user, backend=BACKEND)
    return client.get(path).content.decode()


def test_a_committee_put_forward_leaves_the_secretarys_list_until_it_is_taken_back(client):
    checked = Year().play("check")
    secretary, room = checked.secretary, f"/review/rounds/{checked.round.pk}/"
    rows = [
        [
            f"P{n:02d}",
            f"专家{'一二三四五六七'[n - 1]}",
            make_id(900 + n),
            "示例学院",
            "教授",
            "第一组",
            "10000000900",
        ]
        for n in range(1, 8)
    ]
    roster = SimpleUploadedFile("专家名册.xlsx", workbook(EXPERT_HEADINGS, rows).getvalue())
    client.force_login(secretary, backend=BACKEND)
    looked = client.post(f"{room}roster/", {"workbook": roster}, follow=True)
    assert "工作表《Sheet》读到 7 行" in looked.content.decode()
    confirmed = f"{looked.redirect_chain[-1][0]}confirm/"
    entered = client.post(confirmed, {"seen": looked.context["plan"].digest}, follow=True).content.decode()
    assert "已导入专家 7 人" in entered
    assert "组建并提请审批专家委员会" in page(client, secretary, "/home/")
    asked = propose(secretary, "review.approve_committee", round_id=checked.round.pk)
    assert "组建并提请审批专家委员会" not in page(client, secretary, "/home/")
    shown = page(client, secretary, room)
    assert "提请“审批专家委员会”，等待另一人" in shown
    assert "导入名册" not in shown
    take_back(secretary, asked)
    assert "组建并提请审批专家委员会" in page(client, secretary, "/home/")
    assert "导入名册" in page(client, secretary, room)


def test_a_tie_waits_for_the_group_only_until_it_has_met(client):
    ranked = Year().play("score")
    path = f"/review/rounds/{ranked.round.pk}/ranking/"
    assert "并列，待领导小组议定" in page(client, ranked.first, path)
    ranked.deliberate()
    shown = page(client, ranked.first, path)
    assert "并列" in shown
    assert "待领导小组议定" not in shown


def test_an_objection_has_no_outcome_before_one_is_chosen():
    assert not FindingForm({"finding": "经核查。", "outcome": ""}).is_valid()
    assert FindingForm({"finding": "经核查。", "outcome": "dismissed"}).is_valid()
