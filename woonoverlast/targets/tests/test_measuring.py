"""What the platform counts itself, from real municipalities and membership rows."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.test import TestCase

from woonoverlast.people.models import Discipline, Membership, Organisation, Person
from woonoverlast.people.testing import make_person, municipal_organisation
from woonoverlast.places.loading import load_reference
from woonoverlast.places.models import Municipality
from woonoverlast.targets.coverage import Reading
from woonoverlast.targets.measuring import connected_municipalities

TODAY = date(2026, 11, 24)


def reading(on: date = TODAY) -> Reading:
    return connected_municipalities().reading(on=on)


class MeasuringTests(TestCase):
    zwolle: Organisation

    @classmethod
    def setUpTestData(cls) -> None:
        load_reference()
        cls.zwolle = municipal_organisation(Municipality.objects.get(name="Zwolle"))
        make_person("zwolle", cls.zwolle)

    def test_denominators_are_those_of_the_day(self) -> None:
        days = (date(2015, 1, 1), date(2019, 1, 1), date(2023, 1, 1), TODAY)
        assert [reading(day).of for day in days] == [393, 355, 342, 342]
        assert [Municipality.objects.denominator(on=day) for day in days] == [393, 355, 342, 342]

    def test_two_members_of_one_municipality_count_once(self) -> None:
        make_person("tweede", self.zwolle)
        assert reading().count == 1

    def test_another_kind_of_organisation_does_not_count(self) -> None:
        leeuwarden = Municipality.objects.get(name="Leeuwarden")
        housing = Organisation.objects.create(name="W", slug="w", kind=Discipline.HOUSING, municipality=leeuwarden)
        make_person("corporatie", housing)
        assert reading().count == 1

    def test_suspended_member_stops_counting_and_the_past_stays(self) -> None:
        Person.objects.update(suspended_at=datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))
        assert [reading(day).count for day in (date(2026, 5, 31), date(2026, 6, 1), TODAY)] == [1, 0, 0]

    def test_anonymised_member_stops_counting_and_the_past_stays(self) -> None:
        Person.objects.update(anonymised_at=datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))
        assert [reading(day).count for day in (date(2026, 5, 31), TODAY)] == [1, 0]

    def test_suspended_before_the_membership_began(self) -> None:
        Person.objects.update(suspended_at=datetime(2019, 6, 1, tzinfo=ZoneInfo("UTC")))
        assert connected_municipalities().periods == []

    def test_ended_membership_leaves_a_gap(self) -> None:
        Membership.objects.update(ended_on=date(2022, 1, 1))
        make_person("later", self.zwolle).memberships.update(started_on=date(2024, 1, 1))
        assert [reading(date(year, 6, 1)).count for year in (2021, 2023, 2024)] == [1, 0, 1]

    def test_merged_municipalities_count_once_from_the_merger(self) -> None:
        merged = [
            Municipality.objects.get(name=name, valid_to=date(2023, 1, 1)) for name in ("Brielle", "Hellevoetsluis")
        ]
        for municipality in merged:
            make_person(municipality.slug, municipal_organisation(municipality))
        assert reading(date(2022, 12, 31)).count == 3
        assert reading(date(2023, 1, 1)).count == 2

    def test_two_queries_for_any_number_of_days(self) -> None:
        with self.assertNumQueries(2):
            connected_municipalities().readings(date(2020, month, 1) for month in range(1, 13))
