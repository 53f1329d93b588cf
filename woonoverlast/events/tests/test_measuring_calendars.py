"""The benchmark measures what it says, and leaves nothing behind."""

from io import StringIO

import pytest
from django.core.management import call_command

from woonoverlast.events.models import CalendarKey, Event, SignUp
from woonoverlast.people.testing import make_cast
from woonoverlast.places.models import Municipality


@pytest.mark.django_db
def test_it_measures_so_many_events_and_keeps_none(places: None) -> None:
    make_cast(*Municipality.objects.current().order_by("code")[:2])
    out = StringIO()
    call_command("measure_calendars", events=7, rounds=1, stdout=out)
    lines = [line.split() for line in out.getvalue().splitlines() if line.startswith(("agenda", "eigen"))]
    assert [line[3] if line[0] == "agenda," else line[2] for line in lines] == ["7", "7"]
    assert not Event.objects.exists()
    assert not SignUp.objects.exists()
    assert not CalendarKey.objects.exists()
