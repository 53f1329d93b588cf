"""The front page: for visitors what this is, for members what is new for them, in one screen."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.cases import for_me as cases_for_me
from woonoverlast.events import for_me as own_events
from woonoverlast.events import links
from woonoverlast.experts import for_me as experts_for_me
from woonoverlast.forum import for_me, topic_lists
from woonoverlast.instruments import facets
from woonoverlast.notifications import notices
from woonoverlast.people.access import applications_to_decide
from woonoverlast.people.models import Application, DepartureReport, Invitation, Membership, Organisation, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.places.maps import front_map
from woonoverlast.places.models import Municipality
from woonoverlast.targets.summary import standing
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.visitor_pages import same_for_visitors

NEW_FOR = timedelta(days=60)
CONFIRM_AFTER = timedelta(days=365)
NEWCOMERS = 4
PUBLIC_TOPICS = 4
TELL_EXPERTISE = "Vertel waar je veel van weet: zo vinden collega's jou"


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def start(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person) and request.user.is_member:
        return render(request, "website/start_member.html", member_context(request.user))
    return render(request, "website/start.html", visitor_context(request))


def visitor_context(request: HttpRequest) -> dict[str, Any]:
    """Three figures and the map. An applicant also reads where the request stands."""
    applicant = request.user if isinstance(request.user, Person) else None
    return {**remember("start", public_figures, stamp=current_stamp()), "applicant": applicant}


def public_figures() -> dict[str, Any]:
    active = Membership.objects.active()
    organisations = Organisation.objects.joinable().filter(memberships__in=active)
    return {
        "target": standing(),
        "members": active.values("person").distinct().count(),
        "organisations": organisations.distinct().count(),
        "map": front_map(),
        "kinds": list(facets.NUISANCE.items()),
        "topics": list(topic_lists.latest(AnonymousUser()).select_related("theme")[:PUBLIC_TOPICS]),
    }


def member_context(person: Person) -> dict[str, Any]:
    unread = notices.count_unread(person)
    return {
        "person": person,
        "unread_notices": unread,  # the header shows it too, and need not count again
        "tasks": tasks(person, unread=unread),
        "topics": for_me.unread_lines(person),
        "open_questions": experts_for_me.open_in_field(person),
        "events": own_events.lines(person),
        "newcomers": newcomers(person),
        "target": remember("standing", standing, stamp=current_stamp()),
        "steps": guided_steps(person) if person.guided_at is None else [],
    }


def tasks(person: Person, *, unread: int) -> list[dict[str, str]]:
    """What waits for this person: short sentences with a link, the most urgent first."""
    found = [offer_task(person), asks_task(person), checks_task(person), profile_task(person), invitations_task(person)]
    if person.is_steward or person.is_editor:
        found = [applications_task(person), departures_task(person), *found]
    return [task for task in [*found, notices_task(unread)] if task]


def notices_task(number: int) -> dict[str, str]:
    text = f"{number} nieuwe melding{'' if number == 1 else 'en'}"
    return {"url": reverse("notifications:notices"), "text": text} if number else {}


def applications_task(person: Person) -> dict[str, str]:
    waiting = applications_to_decide(person).filter(status=Application.Status.WAITING)
    first = waiting.order_by("submitted_at").first()
    if first is None:
        return {}
    number = waiting.count()
    url = reverse("office:queue") if person.is_editor else reverse("people:application", args=[first.pk])
    return {"url": url, "text": f"{number} aanmelding{'en' if number > 1 else ''} om te bekijken"}


def departures_task(person: Person) -> dict[str, str]:
    if not person.is_editor:
        return {}
    number = DepartureReport.objects.filter(settled_at=None).count()
    text = f"{number} vertrekmelding{'en' if number > 1 else ''} om te controleren"
    return {"url": reverse("office:queue"), "text": text} if number else {}


def asks_task(person: Person) -> dict[str, str]:
    number = experts_for_me.count_asks(person)
    text = (
        "Een collega hoopt op jouw antwoord" if number == 1 else f"{number} vragen waarop collega's jouw antwoord hopen"
    )
    return {"url": reverse("experts:asked"), "text": text} if number else {}


def offer_task(person: Person) -> dict[str, str]:
    """A place that somebody may accept, before it goes on to the next in line."""
    offer = own_events.offer(person)
    if offer is None:
        return {}
    return {"url": links.path(offer), "text": f"Er is een plaats voor je bij '{offer.event}': neem hem aan"}


def checks_task(person: Person) -> dict[str, str]:
    number = cases_for_me.count_checks(person)
    text = f"{number} casusvra{'gen' if number > 1 else 'ag'} om te controleren op herkenbaarheid"
    return {"url": reverse("cases:checks"), "text": text} if number else {}


def profile_task(person: Person) -> dict[str, str]:
    if timezone.now() - person.created_at < NEW_FOR and not person.expertise.exists():
        return {"url": f"{reverse('people:edit_profile')}#id_expertise", "text": TELL_EXPERTISE}
    checked = person.profile_confirmed_at
    if checked and timezone.now() - checked < CONFIRM_AFTER:
        return {}
    return {"url": reverse("people:edit_profile"), "text": "Controleer je profiel: klopt alles nog?"}


def invitations_task(person: Person) -> dict[str, str]:
    number = Invitation.objects.pending().filter(by=person).count()
    text = f"{number} uitnodiging{'en' if number > 1 else ''} nog niet aangenomen"
    return {"url": reverse("people:invitations"), "text": text} if number else {}


def newcomers(person: Person) -> list[Person]:
    """Who joined lately: first in my province, then elsewhere; without myself."""
    since = timezone.now() - NEW_FOR
    recent = Person.objects.members().filter(created_at__gte=since).exclude(pk=person.pk)
    recent = recent.select_related("municipality").order_by("-created_at")
    province = Municipality.objects.filter(pk=person.municipality_id or 0).values("province")
    near = list(recent.filter(municipality__province__in=province)[:NEWCOMERS])
    elsewhere = recent[:NEWCOMERS] if len(near) < NEWCOMERS else []
    return list(dict.fromkeys([*near, *elsewhere]))[:NEWCOMERS]


def guided_steps(person: Person) -> list[dict[str, Any]]:
    """The first visit: three short steps, ticked off by what the person did."""
    return [
        {
            "title": "Maak je profiel compleet",
            "text": "Dan vinden collega's je op wat je weet.",
            "url": reverse("people:edit_profile"),
            "done": person.expertise.exists(),
        },
        {
            "title": "Stel een vraag of geef een antwoord",
            "text": "Je hoort binnen een paar dagen van collega's die het weten.",
            "url": reverse("forum:themes"),
            "done": person.posts.exists(),
        },
        {
            "title": "Nodig iemand uit",
            "text": "Uit je eigen organisatie, of uit een gemeente die nog mist.",
            "url": reverse("people:invitations"),
            "done": person.invitations.exists(),
        },
    ]


@access(Level.MEMBER)
@require_POST
@limited(20, per=timedelta(hours=1))
def guided(request: PersonRequest) -> HttpResponse:
    """The person has seen the guided start and does not need it any more."""
    Person.objects.filter(pk=request.user.pk).update(guided_at=timezone.now())
    return redirect("website:start")
