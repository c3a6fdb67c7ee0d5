"""A version of the policy as it is entered by the page and confirmed by a second person."""

from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.common.text.chinese import numeral
from wuhou_craftsmen.policy.domain.text import without_draft_mark
from wuhou_craftsmen.policy.models import PolicyVersion

ADDRESS = "/policy/register/"


def typed_of(client, **changed) -> dict:
    """What stands in the form, the new document's number and dates typed in."""
    form = client.get(ADDRESS).context["form"]
    typed = {field.name: field.value() or "" for field in form if field.name != "file"}
    return (
        typed
        | {"document_number": "示例〔2021〕3号", "issuer": "示例机关", "issued_on": "2021-01-04"}
        | changed
    )


def confirmed(client) -> PolicyVersion:
    """The version that waits, confirmed by the client's user."""
    act = PendingAct.objects.get(state="pending")
    answer = client.post(f"/pending/{act.pk}/", {"confirm": ""})
    act.refresh_from_db()
    assert act.state == "confirmed", answer.content.decode()
    return PolicyVersion.objects.first()


def entered(first, second, **changed) -> PolicyVersion:
    """The version that one types with these changes and another confirms."""
    answer = first.post(ADDRESS, typed_of(first, propose="", **changed))
    assert answer.status_code == 302, answer.context["form"].errors
    return confirmed(second)


def amended(text: str) -> str:
    """The draft's text with a seventh clause put in, so that 七 to 十二 move on, and with other words, units and numbers."""
    text = without_draft_mark(text)
    for number in range(12, 6, -1):
        text = text.replace(f"（{numeral(number)}）", f"（{numeral(number + 1)}）")
    inserted = "（七）建设工匠学院，提升工匠素养。依托职业院校建设工匠学院。\n（牵头单位：区总工会；责任单位：各街道）\n（八）"
    for old, new in (
        ("（八）", inserted), ("甄选5家", "甄选8家"), ("奖励1万元", "奖励1.2万元"), ("1：0.5比例", "1：0.6比例"),
        ("区教育局、区人社局；责任单位：区新经济局、区总工会", "区教育局；责任单位：区新经济局、区科技局、区总工会"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)
    return text
