"""Who hears of what is written, and the mail of it: one per thread, nothing that was read, limits and quiet hours."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from woonoverlast.forum import posting
from woonoverlast.forum.models import Post, Theme, Topic
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import a_theme, ask_question, withhold
from woonoverlast.mail.tests.letters import part, received
from woonoverlast.notifications import digest, instant, notices, watching
from woonoverlast.notifications.models import Choices, Group, Notice, Route, Watch
from woonoverlast.notifications.presets import ALL, choose
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality

TUESDAY = datetime(2026, 6, 2, 10, 0, tzinfo=timezone.get_fixed_timezone(120))
WAIT = timedelta(minutes=15)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None, places: None, clock: time_machine.Traveller) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


def reply(topic: Topic, by: Person, text: str = "Begin met een dossier.") -> Post:
    return posting.reply(topic, writing=Writing(body=f"<p>{text}</p>"), by=by)


def mails_after(clock: time_machine.Traveller, wait: timedelta = WAIT) -> int:
    clock.shift(wait)
    return instant.send_due()


def test_asker_gets_the_answer_of_the_page_by_mail(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = ask_question(cast.member)
    values = {"body": "<div>Begin met een dossier.</div>", "form_key": str(uuid.uuid4())}
    logged_in(cast.outsider).post(f"/forum/onderwerp/{topic.pk}/reageren/", values)
    assert mails_after(clock) == 1
    assert received()["To"] == cast.member.email
    assert received()["Subject"] == topic.title
    for kind in ("plain", "html"):
        assert "Begin met een dossier." in part(received(), kind)
        assert "Je krijgt dit omdat jij dit onderwerp begon." in part(received(), kind)


def test_nothing_goes_before_the_wait_is_over(cast: Cast, clock: time_machine.Traveller, settings: object) -> None:
    settings.MAIL_GATHERING_MINUTES = 10  # type: ignore[attr-defined]
    reply(ask_question(cast.member), cast.outsider)
    assert mails_after(clock, timedelta(minutes=9)) == 0
    assert mails_after(clock, timedelta(minutes=2)) == 1


def test_one_mail_gathers_a_thread(cast: Cast, clock: time_machine.Traveller) -> None:
    topic, other = ask_question(cast.member), ask_question(cast.member)
    for text in ("Een", "Twee"):
        reply(topic, cast.outsider, text=f"{text} keer.")
    reply(other, cast.outsider)
    assert mails_after(clock) == 2
    assert "Een keer." in part(received(0), "plain")
    assert "Twee keer." in part(received(0), "plain")


def test_who_left_meanwhile_hears_nothing(cast: Cast, clock: time_machine.Traveller) -> None:
    reply(ask_question(cast.member), cast.outsider)
    Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
    assert mails_after(clock) == 0


def test_who_left_hears_nothing_of_what_is_public_either(cast: Cast, clock: time_machine.Traveller) -> None:
    """He may read it as everybody, and gets no mail of it."""
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    reply(ask_question(cast.member), cast.outsider)
    Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
    assert mails_after(clock) == 0


def test_a_title_that_was_withheld_meanwhile_is_in_no_mail(cast: Cast, clock: time_machine.Traveller) -> None:
    """A notice that quotes nothing has a title too."""
    topic = ask_question(cast.member)
    thread, url = watching.thing_of(topic), "/forum/gevraagd/"
    for route in (Route.MAIL, Route.DIGEST):
        [row] = notices.tell(
            [cast.outsider], kind="forum.ask", title=topic.title, url=url, reason="x", thread=thread, mail=True
        )
        Notice.objects.filter(pk=row.pk).update(route=route)
    withhold(topic.opening)
    assert mails_after(clock) == 0
    choices = Choices.objects.get(person=cast.outsider)
    assert not digest.build([choices], now=timezone.now())[choices.pk].for_me


def test_running_twice_mails_once(cast: Cast, clock: time_machine.Traveller) -> None:
    reply(ask_question(cast.member), cast.outsider)
    assert [mails_after(clock), instant.send_due()] == [1, 0]


def test_what_was_read_on_the_site_is_not_mailed(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = ask_question(cast.member)
    reply(topic, cast.outsider)
    logged_in(cast.member).post(f"/forum/onderwerp/{topic.pk}/gelezen/", {"nummer": "2"})
    assert mails_after(clock) == 0


@pytest.mark.parametrize("act", ["withhold", "mute", "suspend"])
def test_nothing_goes_when_withheld_muted_or_suspended_meanwhile(
    cast: Cast, clock: time_machine.Traveller, act: str
) -> None:
    """The positive control is test_asker_gets_the_answer_of_the_page_by_mail."""
    topic = ask_question(cast.member)
    post = reply(topic, cast.outsider)
    if act == "withhold":
        withhold(post)
    elif act == "mute":
        watching.watch(cast.member, topic, level=Watch.Level.MUTED)
    else:
        Person.objects.filter(pk=cast.member.pk).update(suspended_at=timezone.now())
    assert mails_after(clock) == 0
    assert Notice.objects.filter(person=cast.member, mailed_at=None, route=Route.SITE).count() == 1


def test_mails_of_a_thread_hang_together(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = ask_question(cast.member)
    for _ in range(3):
        reply(topic, cast.outsider)
        mails_after(clock)
    first, second, third = (received(number) for number in range(3))
    assert len({first["Message-ID"], second["Message-ID"], third["Message-ID"]}) == 3
    assert third["In-Reply-To"] == second["Message-ID"]
    assert third["References"].split() == [first["In-Reply-To"], first["Message-ID"], second["Message-ID"]]
    assert first["List-Id"] == third["List-Id"]
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_quiet_hours_hold_the_mail_until_they_end(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(TUESDAY.replace(hour=20))
    reply(ask_question(cast.member), cast.outsider)
    assert mails_after(clock) == 0
    clock.move_to((TUESDAY + timedelta(days=1)).replace(hour=6, minute=59))
    assert instant.send_due() == 0
    clock.move_to((TUESDAY + timedelta(days=1)).replace(hour=7, minute=1))
    assert instant.send_due() == 1


def test_what_exceeds_the_daily_limit_waits_for_the_digest(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(days=1))  # on the day of the digest one place is kept for it
    for _ in range(6):
        reply(ask_question(cast.member), cast.outsider)
    assert mails_after(clock) == 5
    left = Notice.objects.for_digest().filter(person=cast.member)
    assert [notice.group for notice in left] == [Group.REPLY]


def test_without_a_digest_the_rest_waits_for_tomorrow(cast: Cast, clock: time_machine.Traveller) -> None:
    Choices.objects.create(person=cast.member, digest="never", news="site", daily_cap=1)
    for _ in range(2):
        reply(ask_question(cast.member), cast.outsider)
    assert mails_after(clock) == 1
    assert mails_after(clock, timedelta(days=1)) == 1


def test_mention_is_told_once(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = ask_question(cast.outsider)
    watching.follow_from_now(cast.member, topic, reason="je hier schreef")
    mention = f'<p><a href="/leden/{cast.member.pk}/">@Member</a> weet dit.</p>'
    posting.reply(topic, writing=Writing(body=mention), by=cast.colleague)
    found = Notice.objects.get(person=cast.member)
    assert (found.group, found.reason) == (Group.MENTION, "iemand je noemt")


def test_follower_of_the_theme_hears_with_the_reason(cast: Cast) -> None:
    watching.watch(cast.member, a_theme(), level=Watch.Level.FOLLOW)
    posting.start_topic(
        theme=a_theme(), kind="question", title="Een nieuwe vraag", labels=[], writing=Writing(body="<p>Zo.</p>"), by=cast.outsider  # type: ignore[arg-type]
    )  # fmt: skip
    found = Notice.objects.get(person=cast.member)
    assert (found.route, found.reason) == (Route.DIGEST, "je het thema Proef volgt")


def test_muted_topic_beats_followed_theme(cast: Cast) -> None:
    topic = ask_question(cast.outsider)
    for person in (cast.member, cast.colleague):
        watching.watch(person, topic.theme, level=Watch.Level.EVERYTHING)
    watching.watch(cast.member, topic, level=Watch.Level.MUTED)
    reply(topic, cast.coordinator)
    assert set(Notice.objects.filter(kind="forum.reply", group="news").values_list("person", flat=True)) == {
        cast.colleague.pk
    }


def test_follower_of_a_municipality_hears_of_topics_that_name_it(cast: Cast) -> None:
    place = Municipality.objects.current().order_by("code")[0]
    watching.watch(cast.member, place, level=Watch.Level.EVERYTHING)
    body = f'<p>In <a href="/gemeenten/{place.slug}/">@{place.name}</a> speelt dit.</p>'
    posting.start_topic(
        theme=a_theme(), kind="question", title="Een nieuwe vraag", labels=[], writing=Writing(body=body), by=cast.outsider  # type: ignore[arg-type]
    )  # fmt: skip
    assert Notice.objects.get(person=cast.member).reason == f"je de gemeente {place.name} volgt"


def test_names_and_titles_add_no_header(cast: Cast, clock: time_machine.Traveller) -> None:
    Person.objects.filter(pk=cast.outsider.pk).update(name="Eva\r\nBcc: dief@kwaad.example")
    topic = ask_question(cast.member)
    Topic.objects.filter(pk=topic.pk).update(title="Hallo\r\nBcc: dief@kwaad.example\r\n\r\nTekst")
    reply(Topic.objects.get(pk=topic.pk), Person.objects.get(pk=cast.outsider.pk))
    assert mails_after(clock) == 1
    assert received()["Bcc"] is None
    assert received()["Subject"] == "Hallo Bcc: dief@kwaad.example Tekst"
    assert mail.outbox[0].recipients() == [cast.member.email]


def test_markup_in_a_title_or_text_stays_text(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = ask_question(cast.member)
    Topic.objects.filter(pk=topic.pk).update(title="<script>alert(1)</script> & zo")
    reply(Topic.objects.get(pk=topic.pk), cast.outsider, text="&lt;img src=x onerror=alert(1)&gt;")
    mails_after(clock)
    html = part(received(), "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert len(received().as_bytes()) < 100_000


def test_questions_do_not_grow_with_followers(cast: Cast, django_assert_max_num_queries: object) -> None:
    topic = ask_question(cast.outsider)
    people = [Person.objects.create_user(f"p{n}@werk.example", name=f"P{n}") for n in range(30)]
    for person in [*people, cast.member, cast.colleague]:
        watching.watch(person, topic, level=Watch.Level.EVERYTHING)
    choose(cast.member, ALL)
    with django_assert_max_num_queries(50):  # type: ignore[operator]
        reply(topic, cast.coordinator)
    assert Notice.objects.filter(group="news").count() == 2  # the others are no members
