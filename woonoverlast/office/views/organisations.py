"""Organisations: mail domains, stewards, and merging one that was entered twice."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.naming import NameSort
from woonoverlast.office.forms import DomainForm, MergeForm, SearchForm, StewardForm
from woonoverlast.office.organisation_mergers import merge
from woonoverlast.people import stewardship
from woonoverlast.people.models import Organisation, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt


@access(Level.EDITOR)
@require_safe
def organisations(request: PersonRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    every = Organisation.objects.select_related("municipality")
    found = every.named(text) if text else every
    page = Paginator(found, 25).get_page(request.GET.get("pagina"))
    return render(request, "office/organisations.html", {"form": form, "page": page})


@access(Level.EDITOR)
@require_safe
def organisation(request: PersonRequest, pk: int) -> HttpResponse:
    return show(request, get_object_or_404(Organisation, pk=pk))


@access(Level.EDITOR)
@require_POST
def domain(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    form = DomainForm(request.POST)
    return change(
        request,
        found,
        form,
        "domain_form",
        lambda: stewardship.add_domain(form.cleaned_data["domein"], organisation=found, by=request.user),
    )


@access(Level.EDITOR)
@require_POST
def steward(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    form = StewardForm(request.POST)
    return change(
        request,
        found,
        form,
        "steward_form",
        lambda: appoint(form.cleaned_data["adres"], organisation=found, by=request.user),
    )


def appoint(address: str, *, organisation: Organisation, by: Person) -> None:
    person = Person.objects.members().filter(email=address.lower()).first()
    if person is None:
        raise NotPossible("Er is geen lid met dit adres.")
    stewardship.appoint_steward(person, organisation=organisation, by=by)


@access(Level.EDITOR)
@require_POST
def merger(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    form = MergeForm(request.POST)
    return change(
        request,
        found,
        form,
        "merge_form",
        lambda: merge(found, into=form.cleaned_data["organisatie"], by=request.user, reason=form.cleaned_data["reden"]),
    )


def change(
    request: PersonRequest, found: Organisation, form: forms.Form, name: str, act: Callable[[], object]
) -> HttpResponse:
    if not form.is_valid():
        return show(request, found, status=422, **{name: form})
    attempt(request, act, done="Opgeslagen.")
    return redirect("office:organisation", pk=found.pk)


def show(request: PersonRequest, organisation: Organisation, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    running = organisation.memberships.active().select_related("person").order_by(NameSort("person__name"), "role")
    context = {
        "organisation": organisation,
        "domains": organisation.domains.order_by("domain"),
        "memberships": Paginator(running, 50).get_page(request.GET.get("pagina")),
        "domain_form": DomainForm(),
        "steward_form": StewardForm(),
        "merge_form": MergeForm(),
    } | bound
    return render(request, "office/organisation.html", context, status=status)
