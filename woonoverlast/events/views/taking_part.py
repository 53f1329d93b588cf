"""Signing up, and what somebody does with the own place."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.events import guests, links, places, signing_up, wording
from woonoverlast.events.access import get_event, get_own_place, get_series
from woonoverlast.events.forms.taking_part import GuestForm, PlaceForm, SignUpForm, WishForm
from woonoverlast.events.models import Event, SignUp, Status
from woonoverlast.events.places import NotPossible
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
DONE = {
    Status.PLACE: "{who} aangemeld. De bevestiging komt per mail.",
    Status.WAITING: "Het is vol. {who} op de wachtlijst gezet, nummer {number}. Er komt een mail als er plaats is.",
    Status.OFFERED: "Er wacht al een aanbod. Neem het aan met de knop in de mail of op deze pagina.",
}


@access(Level.MEMBER, rule="wie de bijeenkomst mag zien en voor wie hij is")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def sign_up(request: PersonRequest, pk: int) -> HttpResponse:
    """One click posts an empty form: what is optional stays out. A GET shows the whole form."""
    event, by = get_event(request.user, pk), request.user
    form = SignUpForm(request.POST if request.method == "POST" else None, event=event, by=by)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, event, form, by)
    try:
        made = signing_up.sign_up(event, form.cleaned_data.get("colleague") or by, by=by, wish=form.said)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return show_form(request, event, form, by)
    say(request, made, by)
    return redirect(event)


def show_form(request: HttpRequest, event: Event, form: SignUpForm, by: Person) -> HttpResponse:
    context = {"event": event, "form": form, "reason_against": signing_up.reason_against(event, by)}
    return render(request, "events/sign_up.html", context, status=422 if form.is_bound and form.errors else 200)


def say(request: HttpRequest, made: SignUp, by: Person) -> None:
    who = "Je bent" if made.person_id == by.pk else f"{made.name} is"
    messages.success(request, DONE[Status(made.status)].format(who=who, number=made.place_in_line))


@access(Level.MEMBER, rule="wie de bijeenkomst mag zien en voor wie hij is")
@require_POST
@limited(30, per=HOUR)
def sign_up_series(request: PersonRequest, pk: int) -> HttpResponse:
    """All coming dates at once; a date that cannot be is named, the others go on."""
    by = request.user
    series, events = get_series(by, pk)
    done, refused = 0, []
    for event in events:
        try:
            signing_up.sign_up(event, by, by=by)
            done += 1
        except NotPossible as problem:
            refused.append(f"{wording.moment(event.starts_at)}: {problem}")
    messages.success(request, f"Je bent aangemeld voor {done} van de {len(events)} data van '{series}'.")
    for line in refused:
        messages.warning(request, line)
    return redirect(events[0])


@access(Level.PUBLIC, rule="wie de bijeenkomst mag zien; alleen als gasten welkom zijn")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=HOUR)
def guest(request: HttpRequest, pk: int) -> HttpResponse:
    """For who is no member. The answer is the same for every address."""
    event = get_event(request.user, pk)
    form = GuestForm(request.POST if request.method == "POST" else None, event=event)
    reason = signing_up.reason_against(event, None)
    if request.method == "POST" and form.is_valid() and not reason:
        guests.ask(event, form.guest, form.said)
        return render(request, "events/guest_asked.html", {"event": event, "email": form.guest.email})
    context = {"event": event, "form": form, "reason_against": reason}
    return render(request, "events/guest.html", context, status=422 if form.is_bound and form.errors else 200)


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def guest_confirmation(request: HttpRequest, token: str) -> HttpResponse:
    asked = guests.read(token)
    if asked is None:
        raise Http404
    if request.method == "POST":
        try:
            return redirect(links.path(guests.confirm(asked)))
        except NotPossible as problem:
            messages.warning(request, str(problem))
    return render(request, "events/guest_confirmation.html", {"asked": asked, "event": asked.event})


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def own_place(request: HttpRequest, token: str) -> HttpResponse:
    """What I signed up for: accept, give up, say what I come for. A GET changes nothing."""
    own = get_own_place(token)
    if request.method == "POST":
        act_on(request, own)
        return redirect(request.path)
    form = WishForm(initial={"wish": own.wish, "shares_wish": own.shares_wish})
    return render(request, "events/own_place.html", {"own": own, "event": own.event, "form": form, "token": token})


def act_on(request: HttpRequest, own: SignUp) -> None:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return
    attempt(request, lambda: messages.success(request, ACTS[form.cleaned_data["doen"]](request, own)))


def accept(request: HttpRequest, own: SignUp) -> str:
    places.accept(own, by=own.person)
    return "De plaats is van jou. De bevestiging komt per mail."


def give_up(request: HttpRequest, own: SignUp) -> str:
    places.cancel(own, by=own.person)
    return "Je bent afgemeld. Bedankt dat je het laat weten."


def wish(request: HttpRequest, own: SignUp) -> str:
    form = WishForm(request.POST)
    if not form.is_valid():
        raise NotPossible("Maak het korter: ten hoogste 400 tekens.")
    SignUp.objects.filter(pk=own.pk).update(**form.cleaned_data)
    return "Bewaard."


ACTS = {"neem": accept, "af": give_up, "wens": wish}
