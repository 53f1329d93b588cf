"""What waits for moderators: reports, posts to look at first, and what authors answered. Editors see all themes."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from woonoverlast.forum.models import Theme, Withholding
from woonoverlast.moderation.models import Objection, Report
from woonoverlast.people.models import Person
from woonoverlast.web.work_items import AT_MOST, Button, Item

LABELS = {"melding": "Meldingen", "nakijken": "Eerst nakijken", "weerwoord": "Weerwoord"}


def items(person: Person) -> list[Item]:
    """For this moderator, most urgent first."""
    themes = themes_of(person)
    found = [*reports(themes), *reviews(themes), *objections(themes, about_persons=person.is_editor)]
    return sorted(found, key=lambda item: item.urgency, reverse=True)


def themes_of(person: Person) -> QuerySet[Theme]:
    return Theme.objects.all() if person.is_editor else Theme.objects.filter(moderators=person)


def reports(themes: QuerySet[Theme] | None = None) -> list[Item]:
    waiting = Report.objects.filter(settled_at=None).select_related("post__topic__theme", "post__author", "by")
    if themes is not None:
        waiting = waiting.filter(post__topic__theme__in=themes)
    return [report_item(report) for report in waiting.order_by("at")[:AT_MOST]]


def report_item(report: Report) -> Item:
    url = reverse("moderation:report", args=[report.pk])
    post = report.post
    return Item(
        kind="melding",
        title=f"{report.get_reason_display().capitalize()}: bericht van {post.author}",
        since=report.at,
        detail=f"“{shortened(post.text)}” {report.by} zegt: {report.text or 'geen toelichting'}",
        why=f"Gemeld in {post.topic.theme}: {post.topic.title}",
        weight=150,
        url=url,
        buttons=[
            Button("Verberg", url, "hide"),
            Button("Laat staan", url, "keep"),
            Button("Bekijk en schrijf erbij", url, look="primary"),
        ],
    )


def reviews(themes: QuerySet[Theme] | None = None) -> list[Item]:
    taken_away = Withholding.objects.active().filter(post=OuterRef("post"), kind=Withholding.Kind.REMOVED)
    waiting = Withholding.objects.active().filter(~Exists(taken_away), kind=Withholding.Kind.REVIEW)
    if themes is not None:
        waiting = waiting.filter(post__topic__theme__in=themes)
    waiting = waiting.select_related("post__topic__theme", "post__author").prefetch_related("post__attachments")
    return [review_item(row) for row in waiting.order_by("at")[:AT_MOST]]


def review_item(row: Withholding) -> Item:
    url = reverse("moderation:review", args=[row.pk])
    post = row.post
    return Item(
        kind="nakijken",
        title=f"Staan hier gegevens van personen in? Bericht van {post.author}",
        since=row.at,
        detail=f"“{shortened(post.text)}” De schrijver zegt: {row.reason or 'geen uitleg'}",
        why=f"Tot je beslist, leest niemand anders dit. In {post.topic.theme}: {post.topic.title}",
        weight=180,
        url=url,
        buttons=[
            Button("Mag op het forum", url, "release", "primary", read=post.read_mark),
            Button("Bekijk of houd verborgen", url),
        ],
    )


def objections(themes: QuerySet[Theme] | None = None, *, about_persons: bool = True) -> list[Item]:
    waiting = Objection.objects.filter(settled_at=None)
    if themes is not None:
        here = Q(withholding__post__topic__theme__in=themes) | Q(sanction__post__topic__theme__in=themes)
        without_post = Q(sanction__isnull=False, sanction__post=None) if about_persons else Q(pk=None)
        waiting = waiting.filter(here | without_post)
    waiting = waiting.select_related("withholding__post__topic", "sanction__post__topic", "by")
    return [objection_item(objection) for objection in waiting.order_by("at")[:AT_MOST]]


def objection_item(objection: Objection) -> Item:
    url = reverse("moderation:objection", args=[objection.pk])
    row, sanction = objection.withholding, objection.sanction
    what = "een verborgen bericht" if row else sanction.get_kind_display() if sanction else ""
    reason = row.reason if row else sanction.reason if sanction else ""
    return Item(
        kind="weerwoord",
        title=f"{objection.by} antwoordt op: {what}",
        since=objection.at,
        detail=objection.text,
        why=f"De reden was: {shortened(reason)}",
        weight=90,
        url=url,
        buttons=[Button("Lees en antwoord", url, look="primary")],
    )


def shortened(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(120)
