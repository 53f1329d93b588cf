"""What was done by whom, and who may do what."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.office import urlwalk
from woonoverlast.office.forms import LogbookFilter
from woonoverlast.people.models import Act, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access


@access(Level.EDITOR)
@require_safe
def logbook(request: PersonRequest) -> HttpResponse:
    form = LogbookFilter(request.GET)
    acts = Act.objects.select_related("by")
    if form.is_valid():
        acts = acts.filter(chosen(form))
    page = Paginator(acts, 50).get_page(request.GET.get("pagina"))
    return render(request, "office/logbook.html", {"form": form, "page": page})


def chosen(form: LogbookFilter) -> Q:
    """The acts that the filter asks for: by or about the person, within the days."""
    wanted, data = Q(), form.cleaned_data
    if data["wie"]:
        who = data["wie"]
        wanted &= (
            Q(by__in=Person.objects.named(who).order_by().values("pk"))
            | Q(by__email__icontains=who)
            | Q(target_label__icontains=who)
        )
    if data["vanaf"]:
        wanted &= Q(at__date__gte=data["vanaf"])
    if data["tot"]:
        wanted &= Q(at__date__lt=data["tot"] + timedelta(days=1))
    return wanted


@access(Level.EDITOR)
@require_safe
def access_table(request: PersonRequest) -> HttpResponse:
    """Every view with the access that it declares, straight from the code."""
    rows = [
        [
            address.route,
            address.access.level if address.access else "niemand",
            address.access.rule if address.access else "",
        ]
        for address in urlwalk.addresses()
    ]
    return render(request, "office/access.html", {"rows": rows, "headers": ["Adres", "Wie", "Extra regel"]})
