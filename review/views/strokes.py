"""生僻字笔顺: where a rare sign stands in lists by strokes."""

from django.shortcuts import redirect, render

from wuhou_craftsmen.common.models import SignStrokes
from wuhou_craftsmen.common.text.stroke_order import strokes_in_words
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import rules
from ..domain.outcome import strokes as domain
from ..forms.outcome import StrokesForm


@allowed(rules.may_publish)
def strokes(request):
    """The signs that the standard lacks, those that were entered, and the form."""
    form = StrokesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "sign"):
            row = domain.enter(request.user, **form.cleaned_data)
            done(request, f"“{row.sign}”的笔顺已登记，以后的名单按它排列。")
            return redirect("review:strokes")
    page = page_of(request, SignStrokes.objects.select_related("entered_by"))
    for row in page:
        row.words = strokes_in_words(row.kinds)
    return render(request, "review/strokes.html", {"form": form, "lacking": domain.lacking(), "page": page})
