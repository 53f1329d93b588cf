"""The register as open data. It may be used under CC BY 4.0."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.places.models import Municipality

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.nl"
WORDS = {Answer.YES: "ja", Answer.NO: "nee", Answer.PREPARED: "voorbereiding", Answer.UNKNOWN: "onbekend"}
COLUMNS = [
    "instrument", "gemeentecode", "gemeente", "provincie", "stand", "opgave", "artikel", "regeling", "vastgesteld_op", "geldt_vanaf", "geldt_tot",
    "link", "link_beleid", "toelichting", "bron", "nagekeken_op", "ingevuld_op", "bevestigd_op", "adres",
]  # fmt: skip


def standing(day: date, instrument: Instrument | None = None) -> Iterable[Statement]:
    """What stands on this day, by instrument and municipality. One query. Who entered it is for members."""
    said = Statement.objects.standing().with_state(day).select_related("instrument", "municipality__province")
    found = said.filter(instrument=instrument) if instrument else said
    return found.defer("text").order_by("instrument__slug", "municipality__sort_name").iterator()


def rows(statements: Iterable[Statement]) -> Iterator[list[object]]:
    """A line per statement, under `COLUMNS`."""
    for one in statements:
        yield [
            one.instrument.slug,
            one.municipality.code,
            one.municipality.name,
            one.municipality.province.name,
            WORDS[Answer(one.state)],
            WORDS[Answer(one.answer)],
            one.article,
            one.title,
            one.rule_date,
            one.valid_from,
            one.valid_to,
            one.url,
            one.policy_url,
            one.note,
            one.source,
            one.as_of,
            one.entered_at.date(),
            one.confirmed_at.date() if one.confirmed_at else "",
            f"{settings.SITE_URL}/lokale-regels/gemeente/{one.municipality.slug}/{one.instrument.slug}/",
        ]


def everything(day: date, instrument: Instrument | None = None) -> dict[str, Any]:
    return {
        "peildatum": day.isoformat(),
        "licentie": LICENCE,
        "bron": f"Register van lokale regels, Platform Woonoverlast, {settings.SITE_URL}/lokale-regels/",
        "aantal_gemeenten": Municipality.objects.denominator(on=day),
        "let_op": f"Opgave van gemeenten.{example()} Na 18 maanden zonder controle is de stand onbekend.",
        "opgaven": [dict(zip(COLUMNS, row, strict=True)) for row in rows(standing(day, instrument))],
    }


def example() -> str:
    return " Dit zijn verzonnen voorbeeldgegevens." if settings.DEMONSTRATION else ""
