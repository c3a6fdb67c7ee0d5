"""What the register of experts says of an expert, who reads it and says whether it is right."""

from django.shortcuts import redirect, render

from review import queries_of_experts as experts
from review import rules
from review.forms.experts import OwnEntryForm
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on
from wuhou_craftsmen.registers import fields
from wuhou_craftsmen.registers.register import REGISTERS

from ..domain.committee import entries


@allowed(rules.is_expert)
def own_entry(request):
    entry = entries.own(request.user)
    form = OwnEntryForm(request.POST if request.POST.get("act") == "ask" else None)
    if request.method == "POST":
        if request.POST.get("act") == "confirm":
            entries.confirm_own(request.user)
            done(request, "已确认，登记内容无误。")
            return redirect("review:own_entry")
        if form.is_valid():
            with refusals_on(form):
                entries.ask_correction(request.user, form.cleaned_data["remark"])
                done(request, "已提出更正，由区总工会、区人社局办理。")
                return redirect("review:own_entry")
    context = {"entry": entry, "form": form}
    if entry:
        register = REGISTERS[entries.EXPERTS]
        shown = [name for name in register.fields if name != "phone"]
        context |= {
            "lines": [
                (register.label(n), fields.shown(register.column(n), getattr(entry, n))) for n in shown
            ],
            "jobs": entry.jobs,
            "services": [row for row in entry.services.all() if row.state == "verified"],
            "years": experts.years_served([entry])[entry.pk],
            "to_confirm": experts.to_confirm().filter(pk=entry.pk).exists(),
        }
    return render(request, "review/own_entry.html", context)
