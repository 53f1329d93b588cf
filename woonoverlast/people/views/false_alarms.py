"""Saying that the guard on personal data is wrong."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import false_alarms
from woonoverlast.people.forms.false_alarms import FalseAlarmForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.ACCOUNT, rule="iedereen met een account; alleen redacteuren lezen het")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def false_alarm(request: PersonRequest) -> HttpResponse:
    form = FalseAlarmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            false_alarms.explain(form.cleaned_data["words"], why=form.cleaned_data["why"], by=request.user)
        except NotPossible as answer:
            messages.success(request, str(answer))
        else:
            messages.success(request, "Bedankt. Een redacteur kijkt ernaar; je krijgt een mail met het antwoord.")
        return redirect("people:false_alarm")
    return render(request, "people/false_alarm.html", {"form": form}, status=422 if form.errors else 200)
