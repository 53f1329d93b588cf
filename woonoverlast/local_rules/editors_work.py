"""What the register leaves to the editors: statements that nobody confirmed yet."""

from django.urls import reverse

from woonoverlast.local_rules.models import Statement
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def unconfirmed() -> list[Item]:
    waiting = Statement.objects.waiting().select_related("municipality", "instrument", "entered_by")
    return [
        Item(
            kind="lokale-regel",
            title=f"Lokale regel: {one}",
            since=one.entered_at,
            detail=f"{one.get_answer_display()}. {one.article} {one.title}. Bron: {one.source or one.url or 'geen'}",
            why="Een collega vertrouwt erop dat dit instrument daar wel of niet kan.",
            weight=20,
            url=one.get_absolute_url(),
            buttons=[
                Button("Klopt", reverse("local_rules:confirmation", args=[one.pk]), "klopt", "primary"),
                Button("Haal weg", reverse("local_rules:refusal", args=[one.pk])),
            ],
        )
        for one in waiting.order_by("entered_at")[:AT_MOST]
    ]


KINDS = (Work("lokale-regel", "Lokale regels", unconfirmed),)
