"""One box for everything: the page, and suggestions while typing."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.models import Person
from woonoverlast.search import hits
from woonoverlast.search.forms import SearchForm, SuggestionForm
from woonoverlast.search.hits import PER_PAGE, Found
from woonoverlast.web.access import Level, access


@access(Level.PUBLIC, rule="alleen wat de zoeker mag zien")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, user=request.user)
    text = form.text
    number = PageForm(request.GET).number
    ask = partial(hits.search, filters=form.filters, page=number, readable=form.readable)
    found = ask(text, request.user) if text else Found()
    context = {
        "form": form,
        "search_text": text,
        "found": found,
        "page": Paginator(range(found.shown), PER_PAGE).get_page(number),
        "is_member": isinstance(request.user, Person) and (request.user.is_member or request.user.is_editor),
    }
    return render(request, "search/search.html", context)


@access(Level.PUBLIC, rule="alleen wat de zoeker mag zien")
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = hits.suggestions(text, request.user) if text else []
    rows = [
        {"label": document.title or document.heading, "detail": document.detail, "url": document.url}
        for _, document in found
    ]
    return JsonResponse({"results": rows})
