"""The markup of what a page has by the dozen: posts and lines of lists.

Written here and not in templates because a template in a loop costs ten times as much. What people wrote goes through
`escape`; the text of a post is clean HTML already. `tests/test_printing.py` tries to break out of every value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from woonoverlast.forum.topic_page import Shown

NOTHING = SafeString("")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
NEW = SafeString(' <span class="badge badge--accent">nieuw</span>')


@dataclass(frozen=True)
class Place:
    """What the viewer may do on this page, and which page it is."""

    number: int
    viewer: int
    is_member: bool
    may_answer: bool
    may_solve: bool
    may_moderate: bool
    is_editor: bool = False
    # What was just done with a post, by the id of its article.
    said: Mapping[str, SafeString] = field(default_factory=dict)


def day(moment: datetime) -> str:
    """As "4 maart 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def ago(moment: datetime) -> str:
    """Near moments by distance, others by their day."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "zojuist"
    if minutes < 60:
        return f"{minutes} {'minuut' if minutes == 1 else 'minuten'} geleden"
    if minutes < 24 * 60:
        return f"{minutes // 60} uur geleden"
    days = minutes // (24 * 60)
    return f"{days} {'dag' if days == 1 else 'dagen'} geleden" if days < 7 else day(timezone.localtime(moment))


def article(shown: "Shown", place: Place) -> SafeString:
    """One post with its acts. Put together from strings: each value that is no number goes through `escape`."""
    post = shown.post
    looks = (
        f"post{' post--opening' if post.number == 1 else ''}{' post--accepted' if shown.accepted else ''}"
        f"{' post--new' if shown.is_new and not shown.copy else ''}"
    )
    label = "Beste antwoord" if shown.copy else f"Bericht {post.number}"
    element = "" if shown.copy else f"bericht-{post.pk}"
    mark = f' id="{element}"' if element else ""
    return SafeString(
        f'<article class="{looks}"{mark} aria-label="{label} van {escape(shown.author)}">{place.said.get(element, "")}'
        f"{flags(shown, place)}{head(shown)}"
        f'<div class="prose">{shown.html}</div>{files(shown)}{below(shown, place)}</article>'
    )


def flags(shown: "Shown", place: Place) -> str:
    """What stands above: the best answer, and why not everybody reads it."""
    flag = ""
    if shown.copy:
        link = f'<a href="{escape(shown.place)}">Naar de plek in het gesprek</a>'
        flag = f'<p class="post__flag">Beste antwoord {link}</p>'
    elif shown.accepted:
        flag = '<p class="post__flag">Beste antwoord</p>'
    if not shown.withheld:
        return flag
    return flag + render_to_string("forum/withheld.html", {"shown": shown, "place": place})


def head(shown: "Shown") -> str:
    post, at = shown.post, timezone.localtime(shown.post.posted_at)
    author = escape(shown.author)
    named = f'<a href="{escape(shown.author_url)}">{author}</a>' if shown.author_url else author
    about = f' <span class="post__about">{escape(shown.about)}</span>' if shown.about else ""
    changed = changed_mark(shown) if post.edited_at else ""
    return (
        f'<header class="post__head"><p class="post__author">{named}{about}</p><p class="post__when">'
        f'<a href="{escape(shown.place)}"><time datetime="{at.isoformat()}">{day(at)}, {at:%H:%M}</time></a>{changed}'
        f"{NEW if shown.is_new and not shown.copy else ''}</p></header>"
    )


def changed_mark(shown: "Shown") -> str:
    """How it read before is for members."""
    link = f'<a href="/forum/reactie/{shown.post.pk}/geschiedenis/">gewijzigd</a>'
    return f" {link if shown.for_member else 'gewijzigd'}"


def files(shown: "Shown") -> SafeString:
    if not shown.attachments:
        return NOTHING
    line = '<li><a href="/forum/bijlagen/{}/">{}</a> <span class="muted">{}</span></li>'
    rows = format_html_join("", line, ((file.pk, file.name, size_of(file.size)) for file in shown.attachments))
    return format_html('<ul class="attachments" role="list">{}</ul>', rows)


def size_of(size: int) -> str:
    return f"{max(size // 1024, 1)} kB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def below(shown: "Shown", place: Place) -> str:
    """Buttons for members, the count for others."""
    if shown.copy:
        return ""
    if place.is_member:
        return f'<div class="post__acts">{"".join(acts(shown, place))}</div>'
    count = shown.post.useful_count
    return f'<p class="muted">{count} keer nuttig</p>' if count else ""


def acts(shown: "Shown", place: Place) -> list[str]:
    pk = shown.post.pk
    found = [useful(shown, mine=shown.post.author_id == place.viewer)]
    if place.may_answer:
        page = f"pagina={place.number}&amp;" if place.number > 1 else ""
        found.append(f'<a class="post__act" href="?{page}citaat={pk}#reageren">Citeer</a> ')
    if place.may_solve and shown.post.number > 1:
        found.append(acceptance(pk, accepted=shown.accepted))
    if shown.may_edit:
        found.append(f'<a class="post__act" href="/forum/reactie/{pk}/wijzigen/">Wijzig</a> ')
    kept = "Bewaard" if shown.bookmarked else "Bewaar"
    found.append(f'<a class="post__act" href="/forum/reactie/{pk}/bewaren/">{kept}</a> ')
    return [*found, *moderation(shown, place)]


def moderation(shown: "Shown", place: Place) -> list[str]:
    """Report it, and what moderators do."""
    pk, mine = shown.post.pk, shown.post.author_id == place.viewer
    found = [] if mine else [f'<a class="post__act" href="/forum/reactie/{pk}/melden/">Meld</a> ']
    if place.may_moderate and not shown.is_hidden:
        found.append(f'<a class="post__act" href="/forum/reactie/{pk}/verbergen/">Verberg</a> ')
    if place.is_editor and not shown.is_wiped:
        found.append(f'<a class="post__act" href="/forum/reactie/{pk}/wissen/">Wis voorgoed</a> ')
    if place.may_moderate and not mine:
        found.append(f'<a class="post__act" href="/forum/reactie/{pk}/maatregel/">Waarschuw</a> ')
    return found


def useful(shown: "Shown", *, mine: bool) -> str:
    """One's own post has the count only: that button would refuse."""
    value, pressed = ("", "true") if shown.found_useful else ("ja", "false")
    number = shown.post.useful_count
    count = f'<span class="post__count">{number}</span>' if number else ""
    if mine:
        return f'<span class="muted post__found">Nuttig{count}</span> ' if number else ""
    return (
        f'<button class="post__act" form="doen" formaction="/forum/reactie/{shown.post.pk}/nuttig/" name="aan" '
        f'value="{value}" type="submit" aria-pressed="{pressed}">Nuttig{count}</button> '
    )


def acceptance(pk: int, *, accepted: bool) -> str:
    look, value = ("", "") if accepted else (" post__act--accept", "ja")
    words = "Niet meer het beste antwoord" if accepted else "Dit is het beste antwoord"
    return (
        f'<button class="post__act{look}" form="doen" formaction="/forum/reactie/{pk}/beste-antwoord/" name="aan" '
        f'value="{value}" type="submit">{words}</button> '
    )


def line(found: Any, *, show_theme: bool) -> SafeString:
    """A topic in a list: `found` is a `listing.Line`."""
    topic = found.topic
    at = topic.last_posted_at
    theme = f" in {escape(topic.theme.name)}" if show_theme else ""
    return SafeString(
        f'<li class="topic-line{" topic-line--unread" if found.unread else ""}"><p class="topic-line__title">'
        f'<a href="/forum/onderwerp/{topic.pk}/">{escape(topic.title)}</a></p>'
        f'<p class="topic-line__marks">{unread_badge(found)}{standing_badge(found)}</p>'
        f'<p class="topic-line__about">{found.kind}{theme}, van {escape(found.author)} <span class="topic-line__count">'
        f"{topic.reply_count} {'reactie' if topic.reply_count == 1 else 'reacties'}</span> "
        f'<time datetime="{timezone.localtime(at).isoformat()}">{ago(at)}</time></p></li>'
    )


def unread_badge(found: Any) -> str:
    if not found.unread:
        return ""
    return (
        f'<a class="badge badge--accent" href="/forum/onderwerp/{found.topic.pk}/ongelezen/">'
        f'{"99+" if found.unread > 99 else found.unread} nieuw<span class="visually-hidden"> in {escape(found.topic.title)}'
        "</span></a> "
    )


def standing_badge(found: Any) -> str:
    look = f" badge--{found.standing_kind}" if found.standing_kind else ""
    return f'<span class="badge{look}">{escape(found.standing)}</span>' if found.standing else ""
