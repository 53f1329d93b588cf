"""What somebody keeps: bookmarks, drafts and files that are not posted yet."""

from datetime import timedelta
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.forum import answering, showing
from woonoverlast.forum.access import get_attachment, get_post
from woonoverlast.forum.forms.writing import BookmarkForm, DraftForm
from woonoverlast.forum.models import Attachment, Bookmark, Draft, Post
from woonoverlast.lib.access import Level, access
from woonoverlast.people.limits import limited
from woonoverlast.people.persons import signed_in

MOST_DRAFTS = 50


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """What I kept, as far as I may still see it."""
    person = signed_in(request)
    visible = Post.objects.visible_to(person).values("pk")
    kept = Bookmark.objects.filter(person=person, post__in=visible).select_related("post__topic__theme", "post__author")
    return render(request, "forum/bookmarks.html", {"bookmarks": kept.order_by(F("remind_on").asc(nulls_last=True))})


@access(Level.MEMBER, rule="wie het bericht ziet")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def bookmark(request: HttpRequest, pk: int) -> HttpResponse:
    person = signed_in(request)
    post = get_post(person, pk)
    kept = Bookmark.objects.filter(person=person, post=post).first()
    initial = {"note": kept.note, "remind_on": kept.remind_on} if kept else {}
    form = BookmarkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answering.keep(post, by=person, **form.cleaned_data)
        messages.success(request, "Bewaard. Je vindt het terug bij Wat je bewaarde.")
        return redirect(showing.place_of(post))
    context = {"form": form, "post": post, "kept": kept}
    return render(request, "forum/bookmark.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(120, per=timedelta(hours=1))
def bookmark_removal(request: HttpRequest, pk: int) -> HttpResponse:
    answering.drop(get_post(request.user, pk), by=signed_in(request))
    messages.success(request, "Je bewaart dit bericht niet meer.")
    return redirect("forum:bookmarks")


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    kept = Draft.objects.filter(person=signed_in(request)).order_by("-saved_at")
    return render(request, "forum/drafts.html", {"drafts": [(draft, place_of_draft(draft.key)) for draft in kept]})


def place_of_draft(key: str) -> str:
    """The form that a draft belongs to."""
    kind, _, number = key.partition(":")
    places = {"topic": "/forum/nieuw/", "casus": "/forum/casus/nieuw/"}
    places |= {"reply": f"/forum/onderwerp/{number}/reageren/", "edit": f"/forum/reactie/{number}/wijzigen/"}
    return places.get(kind, "/forum/")


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(3000, per=timedelta(hours=1))
def draft(request: HttpRequest) -> HttpResponse:
    """Saved by the script while somebody types; an empty text removes the draft."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": False}, status=422)
    person, key, data = signed_in(request), form.cleaned_data["key"], form.cleaned_data["data"]
    mine = Draft.objects.filter(person=person)
    if not any(value.strip() for value in data.values()):
        mine.filter(key=key).delete()
    elif mine.exclude(key=key).count() < MOST_DRAFTS:
        mine.update_or_create(person=person, key=key, defaults={"data": data, "saved_at": timezone.now()})
    return JsonResponse({"saved": True, "at": timezone.localtime().strftime("%H:%M")})


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(120, per=timedelta(hours=1))
def draft_removal(request: HttpRequest, pk: int) -> HttpResponse:
    Draft.objects.filter(person=signed_in(request), pk=pk).delete()
    messages.success(request, "Het concept is weg.")
    return redirect("forum:drafts")


@access(Level.PUBLIC, rule="wie het bericht ziet; nog niet geplaatst: alleen eigen")
@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Always as a download, with the type that was found in the content."""
    found = get_attachment(request.user, pk)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=PurePath(found.name).name, content_type=found.media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@access(Level.MEMBER, rule="schrijver van het bericht")
@require_POST
@limited(60, per=timedelta(hours=1))
def attachment_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off one's own post."""
    found = get_attachment(request.user, pk)
    if found.by_id != signed_in(request).pk:
        raise PermissionDenied
    post = found.post
    Attachment.objects.filter(pk=found.pk).delete()
    found.file.delete(save=False)
    return redirect(showing.place_of(post)) if post else redirect("forum:new_topic")
