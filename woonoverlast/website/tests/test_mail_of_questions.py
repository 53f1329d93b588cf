"""The mail that asks somebody: a greeting, the question itself and who asks."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from woonoverlast.experts import asking
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.notifications import instant
from woonoverlast.people.testing import Cast

TUESDAY = datetime(2026, 6, 2, 10, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_mail_has_a_greeting_and_says_who_asks_what(cast: Cast) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        asking.ask_person(ask_question(cast.colleague), cast.outsider, by=cast.member)
        clock.shift(timedelta(minutes=30))
        assert instant.send_due() == 1
    text = str(mail.outbox[-1].body)
    assert text.startswith(f"Dag {cast.outsider.name},")
    assert f"{cast.colleague.name} schrijft:" in text
    assert "Hoe krijgen we meldingen boven tafel?" in text
