"""What practices leave to the editors: texts that two peers agree with."""

from django.db.models import Count, Q
from django.urls import reverse

from woonoverlast.practices.models import REVIEWERS, Revision
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def to_publish() -> list[Item]:
    agreed = Count("reviews", filter=Q(reviews__agrees=True))
    ready = Revision.objects.waiting().annotate(agreed=agreed).filter(agreed__gte=REVIEWERS)
    return [
        Item(
            kind="praktijk",
            title=f"Plaatsen? {revision.practice}",
            since=revision.asked_at,  # type: ignore[arg-type]
            detail=f"Van {revision.practice.organisation}",
            why="Twee leden van andere organisaties vinden het goed.",
            weight=40,
            url=revision.practice.get_absolute_url(),
            buttons=[
                Button(
                    "Bekijk en plaats", reverse("practices:publishing", args=[revision.practice.slug]), look="primary"
                )
            ],
        )
        for revision in ready.select_related("practice__organisation").order_by("asked_at")[:AT_MOST]
    ]


KINDS = (Work("praktijk", "Praktijkvoorbeelden plaatsen", to_publish),)
