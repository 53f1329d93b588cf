"""What the register leaves to the editors: statements that nobody confirmed yet."""

from django.db.models import Q
from django.urls import reverse

from woonoverlast.local_rules import links
from woonoverlast.local_rules.models import CheckedLink, Statement
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


def broken_links() -> list[Item]:
    """With the first statement that holds the link: that is where it is mended."""
    found = links.broken()[:AT_MOST]
    urls = [one.url for one in found]
    holding: dict[str, Statement] = {}
    said = Statement.objects.standing().select_related("municipality", "instrument")
    for statement in said.filter(Q(url__in=urls) | Q(policy_url__in=urls)).order_by("-pk"):
        holding |= {statement.url: statement, statement.policy_url: statement}
    return [broken_item(one, holding[one.url]) for one in found if one.url in holding]


def broken_item(link: CheckedLink, statement: Statement) -> Item:
    assert link.broken_since
    form = reverse("local_rules:stating", args=[statement.municipality.slug, statement.instrument.slug])
    return Item(
        kind="kapotte-link",
        title=f"Link werkt niet meer: {statement}",
        since=link.broken_since,
        detail=f"{link.url}: {link.why}",
        why="Wie de regel wil lezen, komt nergens uit.",
        weight=5,
        url=statement.get_absolute_url(),
        buttons=[Button("Vul een nieuwe link in", form, look="primary")],
    )


KINDS = (
    Work("lokale-regel", "Lokale regels", unconfirmed),
    Work("kapotte-link", "Kapotte links", broken_links),
)
