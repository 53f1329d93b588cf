"""What somebody thought of an event, by the link of the mail."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from woonoverlast.attendance import evaluating
from woonoverlast.attendance.forms.after import EvaluationForm
from woonoverlast.events.access import get_own_place
from woonoverlast.events.places import NotPossible
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def evaluation(request: HttpRequest, token: str) -> HttpResponse:
    own = get_own_place(token)
    form = EvaluationForm(request.POST or None, event=own.event)
    reason = evaluating.reason_against(own)
    if request.method == "POST" and not reason and form.is_valid():
        try:
            evaluating.answer(own, words=form.cleaned_data)
        except NotPossible as problem:
            reason = str(problem)
        else:
            return redirect(request.path)
    context = {"own": own, "event": own.event, "form": form, "reason": reason}
    return render(request, "attendance/evaluation.html", context, status=422 if form.errors and not reason else 200)
