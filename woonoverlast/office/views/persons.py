"""Persons: find one, look at roles, block and let in again."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.forum.models import Sanction
from woonoverlast.lib.naming import NameSort
from woonoverlast.office import suspension
from woonoverlast.office.forms import ReasonForm, SearchForm
from woonoverlast.people.models import Act, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt


@access(Level.EDITOR)
@require_safe
def persons(request: PersonRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = Person.objects.filter(anonymised_at=None)
    if text:
        found = found.filter(Q(pk__in=Person.objects.named(text).order_by().values("pk")) | Q(email__icontains=text))
    page = Paginator(found.order_by(NameSort("name"), "pk"), 25).get_page(request.GET.get("pagina"))
    return render(request, "office/persons.html", {"form": form, "page": page})


@access(Level.EDITOR)
@require_safe
def person(request: PersonRequest, pk: int) -> HttpResponse:
    return show_person(request, get_person(pk), ReasonForm())


@access(Level.EDITOR, rule="niet jezelf; een beheerder alleen door een beheerder")
@require_POST
def suspension_of(request: PersonRequest, pk: int) -> HttpResponse:
    """Block with a reason; `/herstel/` does the opposite."""
    return act(request, pk, suspend=True)


@access(Level.EDITOR, rule="niet jezelf; een beheerder alleen door een beheerder")
@require_POST
def restoration(request: PersonRequest, pk: int) -> HttpResponse:
    return act(request, pk, suspend=False)


def act(request: PersonRequest, pk: int, *, suspend: bool) -> HttpResponse:
    found = get_person(pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_person(request, found, form, status=422)
    change = suspension.suspend if suspend else suspension.restore
    if attempt(request, lambda: change(found, by=request.user, reason=form.cleaned_data["reden"])):
        text = f"{found} kan niet meer inloggen." if suspend else f"{found} kan weer inloggen."
        messages.success(request, text)
    return redirect("office:person", pk=pk)


def get_person(pk: int) -> Person:
    return get_object_or_404(Person.objects.filter(anonymised_at=None).select_related("municipality"), pk=pk)


def show_person(request: PersonRequest, person: Person, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    acts = Act.objects.filter(target_type=ContentType.objects.get_for_model(Person), target_id=person.pk)
    context = {
        "person": person,
        "form": form,
        "memberships": person.memberships.select_related("organisation"),
        "sanctions": Sanction.objects.filter(person=person).select_related("by", "post").order_by("-at")[:20],
        "acts": acts.select_related("by")[:20],
        "may_block": person.pk != request.user.pk and (request.user.is_administrator or not person.is_superuser),
    }
    return render(request, "office/person.html", context, status=status)
