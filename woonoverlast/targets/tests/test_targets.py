"""The public pages of the targets."""

import csv
import re
from datetime import date

import time_machine
from django.test import Client, TestCase

from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import logged_in, make_person, municipal_organisation
from woonoverlast.places.loading import load_reference
from woonoverlast.places.models import Municipality
from woonoverlast.targets.loading import load_targets
from woonoverlast.targets.models import Cycle, Target
from woonoverlast.targets.summary import standing
from woonoverlast.web import page_cache

NOW = "2026-11-24 12:00+01:00"
OLD_DAY = date(2015, 1, 1)


def connect(number: int, *, since: date) -> None:
    """Give this many municipalities, of 2015 that still exist, one member each."""
    for municipality in Municipality.objects.on(OLD_DAY).current().order_by("code")[:number]:
        join(municipality, since=since)


def join(municipality: Municipality, *, since: date) -> None:
    person = Person.objects.create_user(f"{municipality.slug}@werk.example", name=municipality.name)
    organisation = municipal_organisation(municipality)
    Membership.objects.create(person=person, organisation=organisation, started_on=since)


def text_of(path: str, client: Client | None = None) -> str:
    """The page as text on one line, after a check that it is there."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, (path, response.status_code)
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class PagesTests(TestCase):
    """Ninety municipalities connected since before 2015."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_reference()
        load_targets()
        connect(90, since=date(2014, 1, 1))

    def setUp(self) -> None:
        clock = time_machine.travel(NOW, tick=False)
        clock.start()
        self.addCleanup(clock.stop)

    def test_first_sentence_says_where_we_stand(self) -> None:
        page = text_of("/doelen/")
        assert "Nu zijn 90 van de 342 gemeenten aangesloten: 26,3%." in page
        assert "Het doel is 75% op 31 december 2030: nog 167 gemeenten te gaan." in page

    def test_a_91st_municipality_changes_every_day_it_should(self) -> None:
        assert "1 januari 2015 90 393 22,9%" in text_of("/doelen/2016-2020/1/")
        join(Municipality.objects.on(OLD_DAY).current().order_by("-code")[0], since=OLD_DAY)
        assert "1 januari 2015 91 393 23,2%" in text_of("/doelen/2016-2020/1/")
        assert "Nu zijn 91 van de 342 gemeenten aangesloten: 26,6%." in text_of("/doelen/")
        assert "nog 166 gemeenten te gaan" in text_of("/doelen/2030/1/")

    def test_who_joins_today_changes_today_and_not_the_past(self) -> None:
        join(Municipality.objects.current().order_by("-code")[0], since=date(2026, 11, 24))
        page = text_of("/doelen/2030/1/")
        assert "24 november 2026 91 342 26,6%" in page
        assert "1 november 2026 90 342 26,3%" in page

    def test_recorded_baseline_stays(self) -> None:
        page = text_of("/doelen/2016-2020/1/")
        assert "90 van de 393 gemeenten op 1 januari 2015: 22,9%" in page
        assert "Dat is 90 van ongeveer 400." in page

    def test_targets_without_figures_say_so(self) -> None:
        page = text_of("/doelen/2030/2/")
        assert "De cijfers volgen zodra gemeenten hun plannen op het platform vastleggen." in page
        assert "chart" not in Client().get("/doelen/2030/2/").content.decode()

    def test_the_other_baselines_are_counts_of_dated_wholes(self) -> None:
        page = text_of("/doelen/2016-2020/")
        for figures in ("6,6% 26 van de 393 gemeenten", "1,5% 6 van de 393 gemeenten", "50% 3 van de 6 plannen"):
            assert figures in page

    def test_pace_is_one_sentence(self) -> None:
        page = text_of("/doelen/2030/1/")
        assert "moeten er gemiddeld 3,4 gemeenten per maand bij komen; in de afgelopen 12 maanden" in page
        assert "kwam er per saldo geen gemeente bij." in page

    def test_chart_has_its_table_and_carries_no_style(self) -> None:
        page = Client().get("/doelen/2030/1/").content.decode()
        assert page.count('class="chart chart--') == 2
        assert "style=" not in page
        assert 'id="tabel-verloop"' in page

    def test_csv_of_the_line(self) -> None:
        lines = Client().get("/doelen/2016-2020/1/cijfers.csv").content.decode("utf-8-sig").splitlines()
        rows = list(csv.reader(lines, delimiter=";"))
        assert rows[0] == ["datum", "soort", "aantal", "van", "aandeel"]
        assert rows[1] == ["2015-01-01", "beginstand", "90", "393", "22,9%"]
        assert rows[2] == ["2015-01-01", "telling", "90", "393", "22,9%"]

    def test_csv_of_all_municipalities(self) -> None:
        content = Client().get("/doelen/2030/1/gemeenten.csv").content.decode("utf-8-sig")
        assert len(content.splitlines()) == 343
        assert content.count(";ja;") == 90

    def test_list_filters_on_name_province_and_joining(self) -> None:
        path = "/doelen/2030/1/gemeenten/"
        assert "252 gemeenten" in text_of(path + "?meedoen=nee")
        assert "12 gemeenten" in text_of(path + "?provincie=Drenthe")
        assert "1 gemeente " in text_of(path + "?zoek=hertogenbosch")
        assert "Geen gemeente gevonden" in text_of(path + "?zoek=xyz")

    def test_list_survives_unknown_filters(self) -> None:
        page = text_of("/doelen/2030/1/gemeenten/?provincie=%00Atlantis&meedoen=misschien&pagina=-9")
        assert "342 gemeenten" in page

    def test_member_sees_how_many_are_near_and_may_invite(self) -> None:
        leusden = Municipality.objects.get(name="Leusden")
        member = make_person("lid", municipal_organisation(Municipality.objects.get(name="Amersfoort")))
        path = f"/doelen/2030/1/gemeenten/?meedoen=nee&zoek={leusden.name}"
        page = text_of(path, logged_in(member))
        assert re.search(r"Leusden Utrecht nog niet [1-9]\d* Nodig iemand uit in Leusden", page)
        assert "Nodig iemand uit" not in text_of(path)

    def test_unknown_cycles_and_targets_are_404(self) -> None:
        for path in ("/doelen/1999/", "/doelen/2030/9/", "/doelen/2030/2/gemeenten/", "/doelen/2030/2/gemeenten.csv"):
            assert Client().get(path).status_code == 404, path

    def test_reading_is_all_that_is_possible(self) -> None:
        for path in ("/doelen/", "/doelen/2030/", "/doelen/2030/1/", "/doelen/2030/1/cijfers.csv"):
            assert Client().post(path).status_code == 405, path

    def test_few_queries(self) -> None:
        for path, number in {"/doelen/": 9, "/doelen/2030/1/": 8, "/doelen/2030/1/gemeenten/": 5}.items():
            page_cache.remembered.clear()
            with self.subTest(path), self.assertNumQueries(number):
                Client().get(path)

    def test_front_page_figures_in_three_queries(self) -> None:
        with self.assertNumQueries(3):
            found = standing()
        assert (found.connected, found.denominator, found.goal_percent) == (90, 342, 75.0)
        assert round(found.percent, 1) == 26.3

    def test_editors_change_goals_without_code(self) -> None:
        Target.objects.filter(cycle__slug="2030", number=1).update(goal="0.2000")
        assert "Het doel is 20% op 31 december 2030. Dat is gehaald." in text_of("/doelen/")

    def test_loading_again_keeps_what_an_editor_changed(self) -> None:
        Cycle.objects.filter(slug="2030").update(name="Andere naam")
        assert load_targets() == 0
        assert "Andere naam" in text_of("/doelen/")

    def test_the_end_of_a_cycle_is_a_fact_of_its_last_day(self) -> None:
        with time_machine.travel("2031-02-01 12:00+01:00", tick=False):
            page = text_of("/doelen/2030/1/")
        assert "Op 31 december 2030 waren 90 van de 342 gemeenten aangesloten: 26,3%." in page
        assert "Dat is niet gehaald: 167 gemeenten te weinig." in page


class IncompletePastTests(TestCase):
    """Fewer members in 2015 than were recorded then: the platform does not know those years."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_reference()
        load_targets()
        connect(7, since=date(2014, 1, 1))

    def test_no_line_is_drawn_from_incomplete_rows(self) -> None:
        page = text_of("/doelen/2016-2020/1/")
        assert "Op 1 januari 2015 waren 90 van de 393 gemeenten aangesloten: 22,9%." in page
        assert "Of dat is gehaald, is niet bekend." in page
        assert "Verloop" not in page


class EmptyTests(TestCase):
    def test_without_cycles(self) -> None:
        Cycle.objects.all().delete()
        assert "Er zijn nog geen doelen ingevoerd" in text_of("/doelen/")
        assert standing().connected == 0

    def test_without_members(self) -> None:
        load_reference()
        load_targets()
        assert "De cijfers volgen zodra gemeenten lid zijn van het platform." in text_of("/doelen/2030/1/")
        assert standing().denominator == 342
