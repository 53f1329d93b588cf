"""What somebody keeps: bookmarks and files that are not posted yet."""

from datetime import timedelta
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.forum import reactions, topic_page
from woonoverlast.forum.access import get_attachment, get_post
from woonoverlast.forum.forms.writing import BookmarkForm
from woonoverlast.forum.models import Attachment, Bookmark, Post
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def bookmarks(request: PersonRequest) -> HttpResponse:
    """What I kept, as far as I may still see it."""
    person = request.user
    visible = Post.objects.visible_to(person).values("pk")
    kept = Bookmark.objects.filter(person=person, post__in=visible).select_related("post__topic__theme", "post__author")
    return render(request, "forum/bookmarks.html", {"bookmarks": kept.order_by(F("remind_on").asc(nulls_last=True))})


@access(Level.MEMBER, rule="wie het bericht ziet")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def bookmark(request: PersonRequest, pk: int) -> HttpResponse:
    person = request.user
    post = get_post(person, pk)
    kept = Bookmark.objects.filter(person=person, post=post).first()
    initial = {"note": kept.note, "remind_on": kept.remind_on} if kept else {}
    form = BookmarkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reactions.keep(post, by=person, **form.cleaned_data)
        messages.success(
            request, "Bewaard. Je vindt het terug bij Wat je bewaarde.", extra_tags=topic_page.element_of(post)
        )
        return redirect(topic_page.place_of(post))
    context = {"form": form, "post": post, "kept": kept}
    return render(request, "forum/bookmark.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(120, per=timedelta(hours=1))
def bookmark_removal(request: PersonRequest, pk: int) -> HttpResponse:
    reactions.drop(get_post(request.user, pk), by=request.user)
    messages.success(request, "Je bewaart dit bericht niet meer.")
    return redirect("forum:bookmarks")


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
def attachment_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a file off one's own post."""
    found = get_attachment(request.user, pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    post = found.post
    Attachment.objects.filter(pk=found.pk).delete()
    found.file.delete(save=False)
    return redirect(topic_page.place_of(post)) if post else redirect("forum:new_topic")
