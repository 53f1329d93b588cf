"""What the catalogue leaves to the editors: doubts of members, and legal checks that ran out."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from woonoverlast.instruments.models import Doubt, Review
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def doubts() -> list[Item]:
    waiting = Doubt.objects.filter(settled_at=None).select_related("instrument", "by").order_by("at")
    return [
        Item(
            kind="klopt-niet",
            title=f"Klopt niet meer? {doubt.instrument}",
            since=doubt.at,
            detail=f"Van {doubt.by}",
            why="Wie een verkeerd artikel volgt, verliest zijn zaak.",
            weight=70,
            url=doubt.instrument.get_absolute_url(),
            buttons=[Button("Bekijk en antwoord", reverse("instruments:settling", args=[doubt.pk]), look="primary")],
        )
        for doubt in waiting[:AT_MOST]
    ]


def lapsed_reviews() -> list[Item]:
    """The last check of a text that stands now, and it ran out."""
    today = timezone.localdate()
    lapsed = Review.objects.lapsed(on=today).select_related("version__instrument").order_by("next_on")
    return [
        Item(
            kind="toets",
            title=f"Opnieuw toetsen: {review.version.instrument}",
            since=timezone.make_aware(datetime.combine(review.next_on, time.min)),
            detail=f"Laatst getoetst door {review.reviewer}",
            why="De bladzijde zegt nu weer dat zij niet getoetst is.",
            weight=30,
            url=review.version.instrument.get_absolute_url(),
            buttons=[
                Button(
                    "Leg een toets vast",
                    reverse("instruments:reviewing", args=[review.version.instrument.slug]),
                    look="primary",
                )
            ],
        )
        for review in lapsed[:AT_MOST]
    ]


KINDS = (Work("klopt-niet", "Klopt niet meer?", doubts), Work("toets", "Juridisch opnieuw toetsen", lapsed_reviews))
