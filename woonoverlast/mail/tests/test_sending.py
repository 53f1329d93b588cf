"""Mail to many against an SMTP server on this machine: what becomes of a row."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from woonoverlast.mail.bulk import claiming, steering
from woonoverlast.mail.bulk.outcomes import Outcome
from woonoverlast.mail.models import Mailing, PausedAddress, Recipient
from woonoverlast.mail.tests.mailings import a_mailing, an_editor, only, send, states, use, waited
from woonoverlast.mail.tests.sink import DROP, STALL, Sink, listening

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[("8BITMIME",), ("8BITMIME", "PIPELINING")], ids=["step by step", "at once"])
def sink(settings: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Sink]:
    settings.DATA_DIR = tmp_path
    settings.EMAIL_TIMEOUT = 1
    with listening(Sink(extensions=request.param)) as server:
        use(server, settings)
        yield server


def answering(step: str, answer: str) -> Any:
    return lambda at, recipient: answer if at == step else ""


def test_everyone_gets_one_mail_over_one_connection(sink: Sink) -> None:
    mailing = a_mailing(30)
    send()
    assert sorted(sink.recipients()) == sorted(states(mailing))
    assert (sink.sessions, mailing.progress()["sent"], mailing.is_finished) == (1, 30, True)


def test_sending_again_sends_nothing(sink: Sink) -> None:
    a_mailing(3)
    send()
    send()
    assert len(sink.accepted) == 3


def test_return_path_and_message_id_belong_to_the_row(sink: Sink) -> None:
    a_mailing(2)
    send()
    assert len({one.sender for one in sink.accepted}) == 2
    assert all(one.sender.startswith("terug+") for one in sink.accepted)


@pytest.mark.parametrize("step", ["rcpt", "data", "content"])
@pytest.mark.parametrize("answer", ["421 closing", "450 later", "451 4.7.1 greylisted", DROP])
def test_what_was_not_accepted_is_tried_again(sink: Sink, step: str, answer: str) -> None:
    if (step, answer) == ("content", DROP):
        pytest.skip("see the mail in doubt below")
    sink.decide = answering(step, answer)
    mailing = a_mailing(1)
    send()
    row = only(mailing)
    assert (row.state, row.attempts, row.not_before > timezone.now()) == ("queued", 1, True)


def test_server_that_goes_on_for_nobody_gets_no_content(sink: Sink) -> None:
    """Some answer 354 to DATA though they refused the only recipient; the next mail goes over the same connection."""
    sink.goes_on_for_nobody = True
    sink.decide = lambda step, to: "550 5.1.1 unknown" if step == "rcpt" and to.startswith("lezer0@") else ""
    mailing = a_mailing(3)
    send()
    assert (mailing.progress()["refused"], mailing.progress()["sent"], sink.sessions) == (1, 2, 1)
    assert [one.to[0] for one in sink.accepted if one.to and one.content.strip()] == [
        "lezer1@werk.example",
        "lezer2@werk.example",
    ]


def test_mail_that_was_postponed_goes_later(sink: Sink) -> None:
    sink.decide = answering("rcpt", "450 later")
    mailing = a_mailing(1)
    send()
    sink.decide = lambda step, recipient: ""
    send()
    assert sink.accepted == []  # not yet
    waited()
    send()
    assert (only(mailing).state, len(sink.accepted)) == ("sent", 1)


def test_after_twelve_attempts_it_is_given_up(sink: Sink) -> None:
    sink.decide = answering("rcpt", "450 later")
    mailing = a_mailing(1)
    mailing.recipients.update(attempts=11)
    send()
    assert (only(mailing).state, only(mailing).note) == ("refused", "Na 12 pogingen opgegeven. 450 later")


@pytest.mark.parametrize("step", ["rcpt", "data", "content"])
def test_5xx_is_final(sink: Sink, step: str) -> None:
    sink.decide = answering(step, "550 5.7.1 no")
    mailing = a_mailing(1)
    send()
    assert (only(mailing).state, only(mailing).note) == ("refused", "550 5.7.1 no")


@pytest.mark.parametrize("how", [DROP, STALL])
def test_no_answer_after_the_content_is_in_doubt(sink: Sink, how: str) -> None:
    sink.decide = answering("content", how)
    mailing = a_mailing(1)
    send()
    waited()
    send()
    assert (only(mailing).state, only(mailing).attempts) == ("in_doubt", 1)


def test_stall_before_the_content_is_tried_again(sink: Sink) -> None:
    sink.decide = answering("data", STALL)
    mailing = a_mailing(1)
    send()
    assert only(mailing).state == "queued"


def test_the_next_mail_goes_over_a_new_connection_after_trouble(sink: Sink) -> None:
    sink.decide = lambda step, recipient: DROP if step == "rcpt" and recipient.startswith("lezer0") else ""
    mailing = a_mailing(3)
    send()
    assert states(mailing)["lezer0@werk.example"] == "queued"
    assert mailing.progress()["sent"] == 2


@pytest.mark.parametrize("answer", ["550 no such user", "550 5.1.1 unknown", "553 5.1.2 bad address"])
def test_address_that_does_not_exist_is_paused(sink: Sink, answer: str) -> None:
    sink.decide = answering("rcpt", answer)
    a_mailing(1)
    send()
    assert PausedAddress.objects.current().get().reason == answer


@pytest.mark.parametrize("answer", ["550 5.7.1 your server is on a block list", "554 no", "552 5.2.2 full"])
def test_refusal_that_says_nothing_about_the_address_pauses_nothing(sink: Sink, answer: str) -> None:
    sink.decide = answering("rcpt", answer)
    a_mailing(1)
    send()
    assert not PausedAddress.objects.exists()


def test_burst_of_errors_pauses_with_the_reason(sink: Sink) -> None:
    sink.decide = answering("rcpt", "554 5.7.1 blocked")
    mailing = a_mailing(200)
    send()
    mailing.refresh_from_db()
    assert mailing.paused_at is not None
    assert "554 5.7.1 blocked" in mailing.trouble
    assert mailing.progress()["queued"] > 0


def test_many_dead_addresses_are_no_burst(sink: Sink) -> None:
    sink.decide = answering("rcpt", "550 5.1.1 unknown")
    mailing = a_mailing(60)
    send()
    mailing.refresh_from_db()
    assert (mailing.paused_at, mailing.progress()["refused"]) == (None, 60)


def test_mail_server_that_is_away_costs_nothing(sink: Sink, settings: Any) -> None:
    mailing = a_mailing(5)
    settings.EMAIL_PORT = 1
    send()
    mailing.refresh_from_db()
    assert (mailing.progress()["queued"], mailing.recipients.filter(attempts__gt=0).count()) == (5, 0)
    assert "Geen verbinding" in mailing.trouble


def test_broken_tls_costs_nothing(sink: Sink, settings: Any) -> None:
    sink.extensions = ("8BITMIME", "STARTTLS")
    settings.EMAIL_USE_TLS = True
    mailing = a_mailing(5)
    send()
    assert mailing.progress()["queued"] == 5


def test_server_without_8bit_gets_nothing(sink: Sink) -> None:
    sink.extensions = ()
    mailing = a_mailing(1)
    send()
    mailing.refresh_from_db()
    assert (sink.accepted, "8BITMIME" in mailing.trouble) == ([], True)


def test_trouble_that_is_over_is_not_shown_any_more(sink: Sink) -> None:
    mailing = a_mailing(1)
    Mailing.objects.update(trouble="Geen verbinding")
    send()
    mailing.refresh_from_db()
    assert mailing.trouble == ""


def test_demonstration_shows_the_mail_in_its_mailbox(sink: Sink, settings: Any) -> None:
    settings.DELIVERY_BACKEND = "woonoverlast.mail.outbox.CatchingBackend"
    mailing = a_mailing(1)
    send()
    assert (only(mailing).state, sink.accepted) == ("sent", [])


def claimed(mailing: Mailing) -> Recipient:
    claiming.claim(mailing.pk, worker="gone", most=1)
    return only(mailing)


def test_claim_is_not_taken_twice(sink: Sink) -> None:
    mailing = a_mailing(1)
    claimed(mailing)
    assert claiming.claim(mailing.pk, worker="other", most=1).rows == []


def test_lease_that_ran_out_is_in_doubt_and_not_sent(sink: Sink) -> None:
    row = claimed(a_mailing(1))
    Recipient.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    send()
    row.refresh_from_db()
    assert (row.state, row.note, sink.accepted) == ("in_doubt", claiming.FELL_AWAY, [])


def test_late_outcome_settles_the_doubt(sink: Sink) -> None:
    row = claimed(a_mailing(1))
    Recipient.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    claiming.expire()
    outcome = Outcome(row.pk, Recipient.State.SENT)
    assert claiming.record([outcome], worker="another") == []
    assert claiming.record([outcome], worker="gone") == [row.pk]


def test_doubtful_mail_goes_again_when_an_editor_says_so(sink: Sink) -> None:
    row = claimed(a_mailing(1))
    Recipient.objects.update(state="in_doubt", lease_until=None)
    steering.resend(row, by=an_editor())
    send()
    row.refresh_from_db()
    assert (row.state, len(sink.accepted)) == ("sent", 1)
