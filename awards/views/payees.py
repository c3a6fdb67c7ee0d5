"""Somebody who is paid: bank and numbers, masked, and whole for those who must compare them."""

from django.shortcuts import get_object_or_404, render

from awards import queries, rules
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed

from ..domain.money import payees


@repeatable
@allowed(rules.may_see_payees)
def payee(request, pk):
    """Masked; asked for by a button the whole numbers, on a page that is kept nowhere."""
    person = get_object_or_404(queries.payees(request.user), pk=pk)
    numbers, refused = None, ""
    if request.method == "POST":
        try:
            numbers = payees.read(request.user, person, request.POST.get("reason", ""))
        except Refusal as refusal:
            refused = refusal.reason
    context = {
        "person": person,
        "account": person.accounts.last(),
        "numbers": numbers,
        "refused": refused,
        "may_read": rules.may_read_payee(request.user, person),
        "says_why": not rules.employs(request.user, person),
    }
    response = render(request, "awards/payee.html", context, status=403 if refused else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response
