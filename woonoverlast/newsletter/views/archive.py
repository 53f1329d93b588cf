"""The archive, its feed, and subscribing without an account."""

from datetime import timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.newsletter import edition_page, feeds, subscribing
from woonoverlast.newsletter.access import get_published, visible_editions
from woonoverlast.newsletter.forms.subscribing import SubscribeForm
from woonoverlast.newsletter.models import Picture
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

ATOM = "application/atom+xml; charset=utf-8"
PER_PAGE = 20
GONE = 410


@access(Level.PUBLIC)
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    found = visible_editions(request.user).select_related("mailing").order_by("-mailing__due_at")
    page = Paginator(found, PER_PAGE).get_page(PageForm(request.GET).number)
    return render(request, "newsletter/archive.html", {"page": page, "form": SubscribeForm()})


@access(Level.PUBLIC, rule="wat is verstuurd en in het archief hoort")
@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_published(request.user, slug)
    context = {"edition": found, "shown": edition_page.show(found, request.user), "form": SubscribeForm()}
    return render(request, "newsletter/edition.html", context)


@access(Level.PUBLIC)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(feeds.atom(visible_editions(request.user), path=request.path), content_type=ATOM)


@access(Level.PUBLIC, rule="wie het adres van de afbeelding heeft")
@require_safe
def picture(request: HttpRequest, key: UUID) -> FileResponse:
    found = Picture.objects.filter(key=key).first()
    if found is None:
        raise Http404
    answer = FileResponse(found.file.open(), content_type=found.media_type)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    # Mailboxes in a browser show it from another site.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@access(Level.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def subscribe(request: HttpRequest) -> HttpResponse:
    """The same answer for every address."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        subscribing.ask(form.cleaned_data["adres"])
        return redirect("newsletter:asked")
    return render(request, "newsletter/subscribe.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.PUBLIC)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletter/asked.html")


@access(Level.PUBLIC, rule="wie de mail heeft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """A GET shows a button: scanners open every link."""
    subscriber = subscribing.read(token)
    if subscriber is None:
        return render(request, "newsletter/too_old.html", status=GONE)
    if request.method == "POST":
        subscribing.confirm(subscriber)
    context = {"subscriber": subscriber, "confirmed": request.method == "POST"}
    return render(request, "newsletter/confirmation.html", context)
