"""Materials in the search box."""

import pytest

from woonoverlast.attendance import materials
from woonoverlast.events import signing_up
from woonoverlast.events.models import Event
from woonoverlast.events.tests.making import make_event
from woonoverlast.events.tests.test_agenda import found
from woonoverlast.people.testing import Cast


@pytest.mark.parametrize(
    ("seen_by", "expected"),
    [
        ("everybody", [True, True, True, True]),
        ("members", [False, True, True, True]),
        ("participants", [False, False, True, True]),
    ],
)
def test_material_is_found_by_who_may_read_it(cast: Cast, seen_by: str, expected: list[bool]) -> None:
    event = make_event(cast.editor)
    signing_up.sign_up(event, cast.member, by=cast.member)
    materials.write_minutes(
        event, title="Woordenlijst duivenmest", seen_by=seen_by, body="<p>Tekst.</p>", by=cast.editor
    )
    assert [found(who, "duivenmest") for who in (None, cast.outsider, cast.member, cast.editor)] == expected
    Event.objects.update(published_at=None)
    assert not found(cast.member, "duivenmest")
