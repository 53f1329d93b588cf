"""A municipality tells what it uses; colleagues see it and know whom to ask."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.local_rules.models import Use
from woonoverlast.local_rules.tests.making import here
from woonoverlast.people.retention import anonymise
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/instrumenten/mediation/"
FORM = {"status": "uses", "since_year": "2019", "frequency": "yearly", "result": "better", "text": "Begin vroeg.", "ask_me": "on"}  # fmt: skip


def address(cast: Cast, tail: str = "") -> str:
    return f"/lokale-regels/gemeente/{here(cast).slug}/mediation/gebruik/{tail}"


def tell(cast: Cast, **changes: Any) -> Use:
    logged_in(cast.member).post(address(cast), {**FORM, **changes})
    return Use.objects.standing().get()


def test_member_tells_and_it_shows_in_three_places(cast: Cast) -> None:
    assert tell(cast).contact == cast.member
    outsider = logged_in(cast.outsider)
    shown = text_of(outsider.get(PAGE))
    assert f"Vraag het deze gemeenten {here(cast).name} Minder overlast" in shown
    assert f"Vraag het {cast.member.name}" in shown
    assert "Begin vroeg." in text_of(outsider.get(f"/lokale-regels/gemeente/{here(cast).slug}/"))
    assert "vertelt over het gebruik van" in text_of(outsider.get(here(cast).get_absolute_url()))
    assert f"Vraag {cast.member.name} over" in text_of(outsider.get(cast.member.get_absolute_url()))


def test_visitor_reads_no_name(cast: Cast) -> None:
    tell(cast)
    shown = text_of(Client().get(PAGE))
    assert "Begin vroeg." in shown
    assert cast.member.name not in shown
    assert cast.member.name not in text_of(Client().get(f"/lokale-regels/gemeente/{here(cast).slug}/"))


def test_without_consent_there_is_nobody_to_ask(cast: Cast) -> None:
    changes = {key: value for key, value in FORM.items() if key != "ask_me"}
    logged_in(cast.member).post(address(cast), changes)
    assert Use.objects.standing().get().contact is None


def test_consent_is_of_who_enters_it(cast: Cast) -> None:
    tell(cast)
    logged_in(cast.colleague).post(address(cast), {**FORM, "result": "same"})
    use = Use.objects.standing().get()
    assert (use.contact, use.result) == (cast.colleague, Use.Result.SAME)
    assert Use.objects.count() == 2


def test_who_can_be_asked_takes_that_back(cast: Cast) -> None:
    use = tell(cast)
    back = f"/lokale-regels/gebruik/{use.pk}/niet-meer-vragen/"
    assert logged_in(cast.colleague).post(back).status_code == 404
    logged_in(cast.member).post(back)
    use.refresh_from_db()
    assert use.contact is None


def test_who_left_the_municipality_is_not_named(cast: Cast) -> None:
    tell(cast)
    cast.member.memberships.update(ended_on=timezone.localdate() - timedelta(days=1))
    shown = text_of(logged_in(cast.outsider).get(PAGE))
    assert "Begin vroeg." in shown
    assert cast.member.name not in shown


def test_who_leaves_for_good_can_no_longer_be_asked(cast: Cast) -> None:
    use = tell(cast)
    anonymise(cast.member)
    use.refresh_from_db()
    assert use.contact is None


def test_taking_away_leaves_the_row(cast: Cast) -> None:
    tell(cast)
    logged_in(cast.coordinator).post(address(cast, "weg/"))
    assert not Use.objects.standing().exists()
    assert Use.objects.count() == 1
    assert "Begin vroeg." not in text_of(Client().get(PAGE))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since_year": "2999"}, "since_year"),
        ({"since_year": "lang"}, "since_year"),
        ({"result": ""}, "result"),
        ({"text": "Het gaat om Sharon Wijnaldum van hierboven."}, "text"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cast: Cast, changes: dict[str, str], field: str) -> None:
    answer = logged_in(cast.member).post(address(cast), {**FORM, **changes})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_outsider_tells_nothing_of_this_municipality(cast: Cast) -> None:
    assert logged_in(cast.outsider).post(address(cast), FORM).status_code == 403
    assert not Use.objects.exists()


def test_page_of_the_instrument_costs_two_queries_more_however_many_tell(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            logged_in(cast.outsider).get(PAGE)
        return len(found)

    tell(cast)
    few = queries()
    others = type(here(cast)).objects.current().exclude(pk=here(cast).pk)[:40]
    first = Use.objects.get()
    Use.objects.bulk_create(
        Use(municipality=place, instrument=first.instrument, status="uses", frequency="once", result="same")
        for place in others
    )
    assert queries() <= few
