"""The map of one instrument: an area per municipality by what is known of it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString

from woonoverlast.local_rules.register import Row, Share
from woonoverlast.places import maps
from woonoverlast.places.maps import Area


def rule_map(rows: Iterable[Row], share: Share, *, instrument: str, slug: str) -> SafeString:
    """The country in hexagons, each a link to what that municipality says."""
    root = reverse("local_rules:index")
    areas = {
        row.municipality.code: Area(
            f"map-area--rule-{row.state}",
            f"{row.municipality.name}: {row.label.lower()}",
            f"{root}gemeente/{row.municipality.slug}/{slug}/",
        )
        for row in rows
    }
    label = f"Kaart van Nederland, {instrument}: {share.yes} van de {share.total} gemeenten ja. De lijst staat op deze bladzijde."
    return maps.hexagon_map(areas, label=label)
