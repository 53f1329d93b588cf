"""Everything held about me: reading it, taking it along, deleting it."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.people import departures, exporting, retention
from woonoverlast.people.forms.departures import DeleteForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited
from woonoverlast.web.proof import asks_proof


@access(Level.ACCOUNT, rule="alleen eigen gegevens")
@require_safe
def my_data(request: PersonRequest) -> HttpResponse:
    person = request.user
    parts = exporting.parts(person)
    context = {"filled": [part for part in parts if part.rows], "empty": [part for part in parts if not part.rows]}
    return render(request, "people/my_data.html", context)


@access(Level.ACCOUNT, rule="alleen eigen gegevens")
@require_safe
@asks_proof
def my_data_json(request: PersonRequest) -> HttpResponse:
    response = JsonResponse(exporting.as_json(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@access(Level.ACCOUNT, rule="alleen eigen account")
@require_http_methods(["GET", "HEAD", "POST"])
@asks_proof
@limited(10, per=timedelta(hours=1))
def delete_account(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = DeleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        retention.anonymise(person)
        logout(request)
        messages.success(request, "Je gegevens zijn verwijderd. Bedankt voor je bijdrage aan het netwerk.")
        return redirect("website:start")
    context = {"form": form, "warnings": departures.last_of_its_kind(person)}
    return render(request, "people/delete_account.html", context, status=422 if form.errors else 200)
