"""Downloads carry no formulas, and what is only for members is not on the public pages."""

import csv

import pytest
from django.test import Client

from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality
from woonoverlast.targets.views import downloads

LIST = "/doelen/2030/1/gemeenten/"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_download_of_a_target_carries_no_formula(start: str) -> None:
    response = downloads.csv_file("a.csv", ["naam", "aantal"], [[f"{start}1+1", -3]])
    lines = response.content.decode("utf-8-sig").splitlines(keepends=True)
    assert list(csv.reader(lines, delimiter=";"))[1] == [f"'{start}1+1", "-3"]


def test_name_that_is_a_formula_is_text_in_the_list(cast: Cast) -> None:
    assert cast.here.municipality
    Municipality.objects.filter(pk=cast.here.municipality.pk).update(name="=1+1")
    assert ";'=1+1;" in Client().get("/doelen/2030/1/gemeenten.csv").content.decode("utf-8-sig")


def test_where_members_work_is_for_members(cast: Cast) -> None:
    for client, shown in ((Client(), False), (logged_in(cast.applicant), False), (logged_in(cast.member), True)):
        assert ("Leden binnen" in client.get(LIST).content.decode()) == shown
