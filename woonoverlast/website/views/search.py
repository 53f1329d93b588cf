"""One box for municipalities, organisations and, for members, people."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.lib.access import Level, access
from woonoverlast.people.models import Organisation, Person
from woonoverlast.places.models import Municipality

MOST = 20


class SearchForm(forms.Form):
    q = forms.CharField(label="Zoek naar", max_length=100, required=False)


@access(Level.PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Visitors find municipalities; members also organisations and the people they may see."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    member = isinstance(request.user, Person) and (request.user.is_member or request.user.is_editor)
    context = {
        "form": form,
        "search_text": text,
        "municipalities": Municipality.objects.search(text).select_related("province")[:MOST] if text else [],
        "organisations": organisations(text) if text and member else [],
        "people": people(request, text) if text and member else [],
    }
    return render(request, "website/search.html", context)


def organisations(text: str) -> list[Organisation]:
    found = Organisation.objects.joinable().filter(name__unaccent__icontains=text)
    return list(found.order_by("name")[:MOST])


def people(request: HttpRequest, text: str) -> list[Person]:
    assert isinstance(request.user, Person)
    visible = Person.objects.visible_to(request.user)
    return list(visible.filter(name__unaccent__icontains=text).order_by("name")[:MOST])
