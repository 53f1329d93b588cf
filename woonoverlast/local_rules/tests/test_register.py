"""The register to read: states that fade, shares with a dated denominator, map, list, files, and two side by side."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules import comparison, register
from woonoverlast.local_rules.availability import states_for
from woonoverlast.local_rules.models import Answer, Statement, oldest_known
from woonoverlast.local_rules.tests.making import LONG_AGO, elsewhere, here, order, path, say
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/lokale-regels/151d-lod/"


@pytest.mark.parametrize(
    ("day", "oldest"),
    [
        (date(2026, 12, 1), date(2025, 6, 1)),
        (date(2026, 6, 1), date(2024, 12, 1)),
        (date(2026, 8, 31), date(2025, 2, 28)),
        (date(2025, 8, 31), date(2024, 2, 29)),
        (date(2027, 6, 30), date(2025, 12, 30)),
    ],
)
def test_eighteen_months_back(day: date, oldest: date) -> None:
    assert oldest_known(day) == oldest


def test_register_holds_what_depends_on_a_local_rule() -> None:
    slugs = {instrument.slug for instrument in register.kept(timezone.localdate())}
    assert {"151d-lod", "151d-huisverbod", "apv", "13b"} <= slugs
    assert "mediation" not in slugs


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, Answer.YES),
        ({"valid_from": date(2099, 1, 1)}, Answer.PREPARED),
        ({"valid_to": date(2021, 1, 1)}, Answer.UNKNOWN),
        ({"as_of": LONG_AGO}, Answer.UNKNOWN),
        ({"answer": Answer.NO, "valid_to": date(2021, 1, 1)}, Answer.NO),
    ],
)
def test_state_of_a_day(cast: Cast, facts: dict[str, Any], state: str) -> None:
    say(here(cast), **facts)
    assert Statement.objects.with_state(timezone.localdate()).get().state == state


def test_a_statement_is_known_to_the_last_day_of_its_eighteen_months(cast: Cast) -> None:
    edge = oldest_known(timezone.localdate())
    say(here(cast), as_of=edge)
    say(elsewhere(cast), as_of=edge - timedelta(days=1))
    assert states_for(here(cast))["151d-lod"].yes
    other = states_for(elsewhere(cast))["151d-lod"]
    assert (other.unknown, other.faded, other.known, other.no) == (True, True, False, False)


def test_states_cost_one_query(cast: Cast) -> None:
    for instrument in register.kept(timezone.localdate()):
        say(here(cast), instrument=instrument, url="https://regels.example/")
    with CaptureQueriesContext(connection) as queries:
        found = states_for(here(cast))
    assert len(queries) == 1
    assert len(found) > 20
    assert (found["apv"].article, found["apv"].url) == ("2:79", "https://regels.example/")


def test_two_standing_statements_are_impossible(cast: Cast) -> None:
    say(here(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        say(here(cast), Answer.NO)
    say(here(cast), Answer.NO, replaced_at=timezone.now())


def test_page_tells_share_of_the_municipalities_of_today(cast: Cast) -> None:
    say(here(cast))
    say(elsewhere(cast), Answer.NO)
    total = Municipality.objects.current().count()
    shown = text_of(Client().get(PAGE))
    assert f"Van 2 van de {total} gemeenten bekend: 1 ja, 0 in voorbereiding, 1 nee." in shown
    assert f"{here(cast).name}: ja" in shown
    assert f"{total} gemeenten (CBS)" in shown


def test_faded_statement_is_unknown_with_what_was_known_last(cast: Cast) -> None:
    say(here(cast), as_of=LONG_AGO)
    shown = text_of(Client().get(PAGE))
    assert "Van 0 van de" in shown
    assert "Onbekend laatst bekend: ja op 1 januari 2020" in shown


def test_municipality_that_ended_does_not_count(cast: Cast) -> None:
    ended = Municipality.objects.exclude(valid_to=None).earliest("code")
    say(ended)
    assert "Van 0 van de" in text_of(Client().get(PAGE))


@pytest.mark.parametrize(
    ("query", "sees_here", "sees_other"),
    [("stand=ja", True, False), ("stand=nee", False, True), ("", True, True), ("stand=onbekend", False, False)],
)
def test_list_is_filtered_by_state(cast: Cast, query: str, sees_here: bool, sees_other: bool) -> None:
    say(here(cast))
    say(elsewhere(cast), Answer.NO)
    rows = Client().get(f"{PAGE}?{query}").context["page"].object_list
    found = {row.municipality.pk for row in rows}
    assert (here(cast).pk in found, elsewhere(cast).pk in found) == (sees_here, sees_other)


def test_list_is_filtered_by_name_and_province(cast: Cast) -> None:
    place = here(cast)
    rows = Client().get(PAGE, {"zoek": place.name}).context["page"].object_list
    assert rows[0].municipality == place
    rows = Client().get(PAGE, {"provincie": place.province.code, "stand": "alle"}).context["page"].object_list
    assert {row.municipality.province for row in rows} == {place.province}


def test_nothing_is_what_a_filter_makes_up(cast: Cast) -> None:
    say(here(cast))
    assert Client().get(f"{PAGE}?stand=raar&provincie=x&pagina=9").status_code == 200


def test_pages_cost_a_handful_of_queries_however_much_is_said(cast: Cast) -> None:
    instruments = list(register.kept(timezone.localdate()))
    Statement.objects.bulk_create(
        Statement(municipality=place, instrument=one, answer=Answer.YES, article="2:79")
        for place in Municipality.objects.current()
        for one in instruments
    )
    one = f"/lokale-regels/gemeente/{here(cast).slug}/"
    both = f"/lokale-regels/vergelijk/?a={here(cast).slug}&b={elsewhere(cast).slug}"
    for address, most in (("/lokale-regels/", 7), (PAGE, 8), (one, 6), (path(cast), 7), (both, 9)):
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200
        assert len(queries) <= most, (address, len(queries))


def test_visitor_sees_a_new_statement_at_once(cast: Cast) -> None:
    assert "Van 0 van de" in text_of(Client().get(PAGE))
    say(here(cast))
    assert "Van 1 van de" in text_of(Client().get(PAGE))


def test_who_entered_it_is_for_members(cast: Cast) -> None:
    say(here(cast), entered_by=cast.colleague)
    assert cast.colleague.name not in text_of(Client().get(path(cast)))
    assert cast.colleague.name in text_of(logged_in(cast.outsider).get(path(cast)))


def test_csv_and_json_are_open_data_with_source_and_date(cast: Cast) -> None:
    say(here(cast), entered_by=cast.colleague)
    say(elsewhere(cast), as_of=LONG_AGO)
    answer = Client().get("/lokale-regels/151d-lod.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["gemeentecode"], row["stand"], row["opgave"]) for row in rows] == sorted(
        [(here(cast).code, "ja", "ja"), (elsewhere(cast).code, "onbekend", "ja")],
        key=lambda row: Municipality.objects.get(code=row[0]).sort_name,
    )
    found = json.loads(Client().get("/lokale-regels/lokale-regels.json").content)
    assert found["licentie"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert found["peildatum"] == timezone.localdate().isoformat()
    assert {row["bron"] for row in found["opgaven"]} == {"Website"}
    assert cast.colleague.name not in json.dumps(found)


def test_unknown_instrument_and_one_without_local_rule_are_absent() -> None:
    assert Client().get("/lokale-regels/bestaat-niet/").status_code == 404
    assert Client().get("/lokale-regels/mediation/").status_code == 404
    assert Client().get("/lokale-regels/mediation.csv").status_code == 404


def test_panels_stand_on_both_pages(cast: Cast) -> None:
    say(here(cast), article="2:77a")
    assert "Het staat vaak in artikel 2:77a." in text_of(Client().get("/instrumenten/151d-lod/"))
    assert "Waar mag het?" not in text_of(Client().get("/instrumenten/mediation/"))
    assert "artikel 2:77a" in text_of(Client().get(here(cast).get_absolute_url()))


def test_two_municipalities_side_by_side_with_their_texts(cast: Cast) -> None:
    model = comparison.model_texts()["151d-lod"].text
    say(here(cast), text=model.replace("ernstige en herhaaldelijke", "ernstige"))
    say(elsewhere(cast), article="2:49a", text=model)
    say(here(cast), Answer.NO, instrument=Instrument.objects.get(slug="13b"))
    address = f"/lokale-regels/vergelijk/?a={here(cast).slug}&b={elsewhere(cast).slug}"
    answer = Client().get(address)
    shown = text_of(answer)
    assert "artikel 2:49a" in shown
    assert "weggelaten: en herhaaldelijke" in shown
    assert answer.content.count(b"rule-compare__differs") == 1


def test_without_both_texts_there_is_no_difference_to_show(cast: Cast) -> None:
    say(here(cast), text="Een eigen tekst.")
    say(elsewhere(cast))
    answer = Client().get(f"/lokale-regels/vergelijk/?a={here(cast).slug}&b={elsewhere(cast).slug}")
    assert "Voorbeeldartikel" not in text_of(answer)
    assert order().name in text_of(answer)


def test_comparison_asks_for_two_known_municipalities() -> None:
    assert Client().get("/lokale-regels/vergelijk/").status_code == 200
    assert "Kies een" in text_of(Client().get("/lokale-regels/vergelijk/?a=zwolle&b=nergens"))
