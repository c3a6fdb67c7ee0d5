"""A version of the policy as it is entered by the page and confirmed by a second person."""

from wuhou_craftsmen.common.models import PendingAct
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
