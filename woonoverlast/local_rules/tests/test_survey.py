"""Once a year coordinators are asked how often the order was used; the outcome hides what is small."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from woonoverlast.local_rules import surveying
from woonoverlast.local_rules.models import SurveyAnswer, SurveyLetter
from woonoverlast.local_rules.tests.making import elsewhere, here
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db
FORM = {"intentions": "4", "imposed": "2", "forfeited": "1", "result": "less"}


def year() -> int:
    return timezone.localdate().year - 1


def address(cast: Cast, of: int | None = None) -> str:
    return f"/lokale-regels/peiling/{of or year()}/{here(cast).slug}/"


def fill(numbers: list[int], *, of: int | None = None) -> None:
    """An answer of as many municipalities, each with this many imposed."""
    places = Municipality.objects.current().order_by("code")[: len(numbers)]
    for place, number in zip(places, numbers, strict=True):
        SurveyAnswer.objects.create(
            year=of or year(), municipality=place, intentions=number, imposed=number, forfeited=0, result="less"
        )


def test_each_coordinator_is_asked_once_a_year(cast: Cast) -> None:
    assert surveying.send(today=date(2027, 1, 15)) == 2
    assert surveying.send(today=date(2027, 2, 15)) == 0
    assert sorted(one.to[0] for one in mail.outbox) == [cast.coordinator.email, cast.other_coordinator.email]
    assert "151d in 2026" in mail.outbox[0].subject
    assert surveying.send(today=date(2028, 1, 15)) == 2


def test_who_answered_already_is_not_asked(cast: Cast) -> None:
    surveying.answer(here(cast), 2026, by=cast.member, intentions=1, imposed=1, forfeited=0, result="less")
    assert surveying.send(today=date(2027, 1, 15)) == 1
    assert SurveyLetter.objects.get().municipality == elsewhere(cast)


def test_link_of_the_mail_leads_to_the_form(cast: Cast) -> None:
    surveying.send()
    link = address(cast)
    assert link in surveying.letter(cast.coordinator, here(cast), year(), link)
    coordinator = logged_in(cast.coordinator)
    assert coordinator.get(link).status_code == 200
    assert coordinator.post(link, FORM).status_code == 302
    made = SurveyAnswer.objects.get()
    assert (made.imposed, made.by, made.municipality) == (2, cast.coordinator, here(cast))


def test_better_answer_takes_the_place_of_the_former(cast: Cast) -> None:
    logged_in(cast.coordinator).post(address(cast), FORM)
    logged_in(cast.member).post(address(cast), {**FORM, "imposed": "3"})
    assert SurveyAnswer.objects.get(replaced_at=None).imposed == 3
    assert SurveyAnswer.objects.count() == 2


@pytest.mark.parametrize("changes", [{"imposed": "-1"}, {"imposed": "veel"}, {"imposed": "99999"}, {"result": ""}])
def test_what_is_wrong_is_said_beside_its_field(cast: Cast, changes: dict[str, str]) -> None:
    answer = logged_in(cast.coordinator).post(address(cast), {**FORM, **changes})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(changes)


def test_only_the_year_that_is_over_and_only_the_own_municipality(cast: Cast) -> None:
    assert logged_in(cast.coordinator).get(address(cast, year() - 1)).status_code == 404
    assert logged_in(cast.outsider).get(address(cast)).status_code == 403
    assert Client().get(address(cast)).status_code == 302


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([0, 20, 30], [0, 20, 30]),
        ([3, 20, 30], [None, None, 30]),
        ([3, 4, 30], [None, None, 30]),
        ([1, 2, 30, 40], [None, None, None, 40]),
        ([2, 0, 0], [None, 0, 0]),
    ],
)
def test_small_numbers_are_hidden_and_cannot_be_reckoned_back(numbers: list[int], shown: list[int | None]) -> None:
    assert surveying.hidden(numbers, [9] * len(numbers)) == shown


def test_numbers_of_few_municipalities_are_hidden_too() -> None:
    assert surveying.hidden([50, 60, 70], [2, 9, 9]) == [None, None, 70]


def test_outcome_has_no_small_number_in_page_and_file(cast: Cast) -> None:
    fill([1, 2])
    page = text_of(Client().get("/lokale-regels/peiling/"))
    total = Municipality.objects.denominator(on=date(year(), 12, 31))
    assert f"2 van de {total} gemeenten gaven antwoord over {year()}" in page
    content = Client().get(f"/lokale-regels/peiling/{year()}.csv").content.decode()
    assert f"{year()},Alle gemeenten,2,verborgen,verborgen,verborgen" in content


def test_outcome_adds_up_what_is_large_enough(cast: Cast) -> None:
    fill([7] * 40)
    content = Client().get(f"/lokale-regels/peiling/{year()}.csv").content.decode()
    assert f"{year()},Alle gemeenten,40,280,280,0" in content
    assert Client().get("/lokale-regels/peiling/2012/").status_code == 404
