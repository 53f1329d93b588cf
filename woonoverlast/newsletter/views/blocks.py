"""One block of an edition on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.lib.errors import NotPossible
from woonoverlast.newsletter import writing
from woonoverlast.newsletter.access import get_block, get_edition
from woonoverlast.newsletter.forms.editions import ItemForm, TextForm, block_form
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.newsletter.views.editions import HOUR
from woonoverlast.newsletter.writing import Overtaken
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.forms import renew
from woonoverlast.web.limits import limited


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(300, per=HOUR)
def new_text(request: PersonRequest, pk: int) -> HttpResponse:
    edition = get_edition(pk)
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            block = writing.add_text(edition, by=request.user, **form.words())
            return redirect(place_of(block))
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return show(request, edition, None, form)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(600, per=HOUR)
def block(request: PersonRequest, pk: int, block_pk: int) -> HttpResponse:
    edition = get_edition(pk)
    found = get_block(edition, block_pk)
    form = block_form(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return save(request, found, form)
    return show(request, edition, found, form)


def save(request: PersonRequest, found: Block, form: ItemForm | TextForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    try:
        writing.save_block(found, words=form.words(), version=version, by=request.user)
    except Overtaken:
        found.refresh_from_db()
        renew(form, "version", found.version)
        return show(request, found.edition, found, form, theirs=block_form(found))
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return show(request, found.edition, found, form)
    messages.success(request, "Het blok is opgeslagen.")
    return redirect(place_of(found))


def show(
    request: HttpRequest,
    edition: Edition,
    block: Block | None,
    form: ItemForm | TextForm,
    *,
    theirs: ItemForm | TextForm | None = None,
) -> HttpResponse:
    context = {"edition": edition, "piece": block, "form": form, "theirs": theirs, "step": "write"}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "newsletter/block.html", context, status=status)


def place_of(block: Block) -> str:
    return f"{reverse('editions:edition', args=[block.edition_id])}#blok-{block.pk}"


@access(Level.EDITOR)
@require_POST
@limited(300, per=HOUR)
def block_removal(request: PersonRequest, pk: int, block_pk: int) -> HttpResponse:
    edition = get_edition(pk)
    attempt(
        request,
        lambda: writing.remove_block(get_block(edition, block_pk), by=request.user),
        done="Het blok is weg.",
    )
    return redirect("editions:edition", pk)
