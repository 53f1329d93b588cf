"""The catalogue as it comes with the platform: whole, right for its day, and shown with what it lacks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from woonoverlast.instruments import catalogue, source
from woonoverlast.instruments.loading import CATALOGUE, load_instruments
from woonoverlast.instruments.models import Instrument, Review, Version
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db


def test_all_instruments_and_tools_are_there() -> None:
    assert Instrument.objects.filter(is_tool=False).count() == 51
    assert Instrument.objects.filter(is_tool=True).count() == 7


def test_no_demanded_field_is_empty_without_a_reason() -> None:
    """Of what stands in the database: the files are refused by `source` already."""
    empty = [
        f"{version.instrument.slug}: {name}"
        for version in Version.objects.standing().select_related("instrument")
        for name in source.DEMANDED
        if not filled(version, name) and not version.why_empty.get(name)
    ]
    assert empty == []


def filled(version: Version, name: str) -> bool:
    if name in {"laws", "relations"}:
        return bool(getattr(version, name).exists())
    return version.rulings.exists() if name == "cases" else bool(getattr(version, name))


@pytest.mark.parametrize(
    ("spoiled", "complaint"),
    [
        (("summary = ", "samenvatting = "), "summary is empty without a reason"),
        (('costs = "', 'cost = "'), "unknown field cost"),
        (('housing = ["all"]', 'housing = ["kasteel"]'), "housing: unknown kasteel"),
        (('law = "Gemeentewet"', 'law = "Gemeentewt"'), "unknown law Gemeentewt"),
        (('other = "151d-lob"', 'other = "151d-lop"'), "relation with 151d-lop"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, spoiled: tuple[str, str], complaint: str) -> None:
    folder = copy_of_catalogue(tmp_path, "151d-lod", spoiled)
    with pytest.raises(source.NotWhole) as told:
        source.read_all(folder)
    assert complaint in str(told.value)


def copy_of_catalogue(place: Path, slug: str, change: tuple[str, str]) -> Path:
    folder = place / "catalogue"
    folder.mkdir()
    (place / "laws.toml").write_bytes((CATALOGUE.parent / "laws.toml").read_bytes())
    for path in CATALOGUE.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert path.stem != slug or change[0] in text
        (folder / path.name).write_text(text.replace(*change) if path.stem == slug else text, encoding="utf-8")
    return folder


def test_loading_again_changes_nothing() -> None:
    before = list(Version.objects.order_by("pk").values_list("pk", "corrected_at"))
    assert load_instruments() == 0
    assert list(Version.objects.order_by("pk").values_list("pk", "corrected_at")) == before


def test_file_that_changed_is_loaded_and_the_old_text_stays(tmp_path: Path) -> None:
    """Also when its days are others: the law turns out to hold since a day, or there were two versions."""
    old = Version.objects.standing().get(instrument__slug="151d-lod")
    folder = copy_of_catalogue(tmp_path, "151d-lod", ("valid_from = 2017-07-01", "valid_from = 2017-06-01"))
    assert load_instruments(folder) == 1
    new = Version.objects.standing().get(instrument__slug="151d-lod")
    assert new.valid_from == date(2017, 6, 1)
    old.refresh_from_db()
    assert old.corrected_at is not None


def test_law_of_the_day(client: Client) -> None:
    """Wet Victoria got grounds on 1 January 2024: violence, threat and weapons (law of 25 October 2023)."""
    before = text_of(client.get("/instrumenten/174a/?op=2023-06-01"))
    after = text_of(client.get("/instrumenten/174a/?op=2024-06-01"))
    assert "Zo was het op 1 juni 2023" in before
    assert "wapens" not in before.lower()
    assert "wapens" in after.lower()
    assert "Deze tekst geldt vanaf 1 januari 2024" in after


def test_every_instrument_opens_and_warns(client: Client) -> None:
    for instrument in Instrument.objects.all():
        page = text_of(client.get(instrument.get_absolute_url()))
        assert "Nog niet juridisch getoetst" in page, instrument.slug


def test_two_versions_on_one_day_are_impossible() -> None:
    version = Version.objects.standing().get(instrument__slug="151d-lod")
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(instrument=version.instrument, valid_from=date(2020, 1, 1), summary="x", local_rule="no")


def test_check_by_a_jurist_shows_and_runs_out(client: Client, cast: Cast) -> None:
    version = Version.objects.standing().get(instrument__slug="151d-lod")
    today = timezone.localdate()
    review = Review.objects.create(
        version=version, reviewer="mr. A. Voorbeeld, jurist", on=today, next_on=date(today.year + 1, 1, 2)
    )
    page = text_of(client.get("/instrumenten/151d-lod/"))
    assert "door mr. A. Voorbeeld, jurist" in page
    assert "Nog niet juridisch getoetst" not in page
    Review.objects.filter(pk=review.pk).update(on=date(2020, 1, 1), next_on=today)
    assert "Nog niet juridisch getoetst" in text_of(client.get("/instrumenten/151d-lod/"))
    assert "Opnieuw toetsen: " + version.instrument.name in text_of(logged_in(cast.editor).get("/beheer/"))


def test_ladder_shows_each_instrument_on_its_side(client: Client) -> None:
    page = client.get("/instrumenten/ladder/").content.decode()
    for instrument in Instrument.objects.filter(is_tool=False):
        assert page.count(f'href="{instrument.get_absolute_url()}"') == (2 if instrument.track == "both" else 1)


def test_filters_show_what_suits(client: Client) -> None:
    page = text_of(client.get("/instrumenten/?spoor=help&soort=VWG"))
    assert "passen bij je keuze" in page
    found = [
        entry
        for entry in catalogue.on(timezone.localdate())
        if "VWG" in entry.version.nuisance and entry.instrument.track != "pressure"
    ]
    assert f"{len(found)} van de 58" in page
    assert Instrument.objects.get(slug="bemoeizorg").name in page


def test_unknown_filter_is_no_filter(client: Client) -> None:
    assert "58 instrumenten" in text_of(client.get("/instrumenten/?soort=XYZ&spoor=;drop"))


def test_number_of_questions_to_the_database(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/instrumenten/?soort=GEL")
    with django_assert_max_num_queries(6):
        client.get("/instrumenten/?soort=GEL")
    with django_assert_max_num_queries(18):  # with the panels of higher contexts
        client.get("/instrumenten/151d-lod/?op=2026-01-01")
