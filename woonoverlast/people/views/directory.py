"""The list of members and the pages of organisations."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.naming import NameSort
from woonoverlast.people import departures, stewardship
from woonoverlast.people import directory as finding
from woonoverlast.people.access import get_organisation, get_organisation_to_steward
from woonoverlast.people.forms.directory import DirectoryForm, DomainForm, PageForm, StewardForm
from woonoverlast.people.models import Application, Membership, Organisation, Person, Role
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited
from woonoverlast.web.paging import DeepPaginator


@access(Level.MEMBER)
@require_safe
def directory(request: PersonRequest) -> HttpResponse:
    form = DirectoryForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    people = finding.find(request.user, filters=filters)
    fields = ("name", "job_title", "discipline", "hidden_fields", "municipality__name")
    paginator = DeepPaginator(people.select_related("municipality").only(*fields), finding.PER_PAGE)
    page = PageForm(request.GET)
    try:
        shown = paginator.page(page.number)
    except EmptyPage:
        shown = paginator.page(paginator.num_pages)
    context = {"form": form, "page": shown, "rows": finding.rows(list(shown)), "count": paginator.count}
    return render(request, "people/directory.html", context)


@access(Level.MEMBER, rule="nieuwe organisaties alleen de indiener en redacteuren")
@require_safe
def organisation(request: PersonRequest, slug: str) -> HttpResponse:
    person = request.user
    found = get_organisation(person, slug)
    if found.merged_into:
        return redirect(found.merged_into, permanent=True)
    page = DeepPaginator(people_of(found, person), finding.PER_PAGE)
    shown = page.get_page(PageForm(request.GET).number)
    memberships = Membership.objects.active().filter(organisation=found, role=Role.STEWARD)
    context = {
        "organisation": found,
        "working_area": found.working_area.order_by("sort_name"),
        "stewards": Person.objects.members().filter(memberships__in=memberships),
        "page": shown,
        "rows": finding.rows(list(shown)),
        "count": page.count,
        "may_steward": person.is_editor or person.is_steward_of(found),
        "is_mine": any(role.organisation_id == found.pk for role in person.active_roles),
    }
    return render(request, "people/organisation.html", context)


def people_of(organisation: Organisation, person: Person) -> QuerySet[Person]:
    members = Membership.objects.active().filter(organisation=organisation)
    people = finding.find(person, filters={}).filter(pk__in=members.order_by().values("person"))
    return people.select_related("municipality")


@access(Level.STEWARD, rule="eigen organisatie; redacteuren alle")
@require_safe
def organisation_management(request: PersonRequest, slug: str) -> HttpResponse:
    found = get_organisation_to_steward(request.user, slug)
    return show_management(request, found, DomainForm())


def show_management(request: PersonRequest, found: Organisation, form: DomainForm) -> HttpResponse:
    person = request.user
    memberships = (
        Membership.objects.active()
        .filter(organisation=found)
        .select_related("person")
        .order_by(NameSort("person__name"))
    )
    roles: dict[Person, list[Membership]] = {}
    for membership in memberships[:500]:
        roles.setdefault(membership.person, []).append(membership)
    waiting = Application.objects.filter(organisation=found, status=Application.Status.WAITING)
    context = {
        "organisation": found,
        "people": [
            (member, ", ".join(m.get_role_display() for m in rows), any(m.role == Role.STEWARD for m in rows))
            for member, rows in roles.items()
        ],
        "domains": found.domains.order_by("domain"),
        "waiting": waiting.select_related("person"),
        "reports": departures.reports_to_settle(person).filter(person__in=list(roles)),
        "form": form if person.is_editor else None,
    }
    return render(request, "people/organisation_management.html", context, status=422 if form.errors else 200)


@access(Level.STEWARD, rule="eigen organisatie; redacteuren alle")
@require_POST
@limited(60, per=timedelta(hours=1))
def stewardship_change(request: PersonRequest, slug: str) -> HttpResponse:
    found = get_organisation_to_steward(request.user, slug)
    form = StewardForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    member = get_object_or_404(Person.objects.living(), pk=form.cleaned_data["person"])
    change = stewardship.appoint_steward if form.cleaned_data["role"] == Role.STEWARD else stewardship.dismiss_steward
    attempt(
        request,
        lambda: change(member, organisation=found, by=request.user),
        done=f"De rol van {member} is aangepast.",
    )
    return redirect("people:organisation_management", found.slug)


@access(Level.EDITOR)
@require_http_methods(["POST"])
@limited(60, per=timedelta(hours=1))
def organisation_domains(request: PersonRequest, slug: str) -> HttpResponse:
    found = get_organisation_to_steward(request.user, slug)
    form = DomainForm(request.POST)
    if form.is_valid():
        try:
            stewardship.add_domain(form.cleaned_data["domain"], organisation=found, by=request.user)
            messages.success(request, "Het maildomein is toegevoegd.")
            return redirect("people:organisation_management", found.slug)
        except NotPossible as problem:
            form.add_error("domain", str(problem))
    return show_management(request, found, form)
