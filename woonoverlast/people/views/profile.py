"""Profiles: looking at one, and changing one's own."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.lib import searching
from woonoverlast.people import profile_panels
from woonoverlast.people.access import get_person
from woonoverlast.people.forms.profile import ProfileForm
from woonoverlast.people.models import Membership, Person, VisibleField
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.MEMBER, rule="leden zien leden; verborgen velden alleen zelf en redacteuren")
@require_safe
def profile(request: PersonRequest, pk: int) -> HttpResponse:
    viewer = request.user
    person = get_person(viewer, pk)
    sees_all = viewer.is_editor or viewer.pk == person.pk
    memberships = Membership.objects.active().filter(person=person).select_related("organisation")
    context = {
        "person": person,
        "is_self": viewer.pk == person.pk,
        "memberships": memberships,
        "shown": {field.value: sees_all or person.shows(field) for field in VisibleField},
        "expertise": person.expertise.all(),
        "panels": profile_panels.panels_for(viewer, person),
    }
    return render(request, "people/profile.html", context)


@access(Level.ACCOUNT, rule="alleen eigen profiel")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def edit_profile(request: PersonRequest) -> HttpResponse:
    person = Person.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        person.profile_confirmed_at = timezone.now()
        with transaction.atomic():
            form.save()
            searching.changed(person)
        messages.success(request, "Je profiel is opgeslagen.")
        return redirect("people:profile", person.pk) if person.is_member else redirect("people:join")
    return render(request, "people/edit_profile.html", {"form": form}, status=422 if form.errors else 200)
