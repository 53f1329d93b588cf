"""Nobody sees a topic, a name, a count or a suggestion of what he may not read.

The strongest form: for who may not read it, no page changes by a letter when it is written. The control: the same
comparison for who may read it fails, on the same pages.
"""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases.models import CaseQuestion, Supplement
from woonoverlast.forum import feeds, posting
from woonoverlast.forum.models import Acceptance, Attachment, Kind, Theme, Topic, Useful, Withholding
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import STORY, a_theme, answer, ask_question, subject
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality

WORD = "kanariegeel"
TITLE = f"Wat doe je tegen harde muziek uit een {WORD} huis?"
BODY = f"<p>De {WORD} reactie.</p>"
PATHS = (
    "/ /forum/ /forum/proef/ /forum/proef/?soort=question /forum/proef/?stand=onbeantwoord /forum/proef/?label=geluid "
    "/forum/proef/?stand=opgelost /forum/proef/?volgorde=nieuw /forum/proef/?volgorde=nuttig /forum/geluid-en-leefstijl/ "
    "/forum/nieuw.atom /forum/proef/nieuw.atom /forum/casus/ /forum/casus/controle/ /forum/bewaard/ /forum/concepten/ "
    "/forum/gevraagd/ /forum/vergelijkbaar/?title=harde+muziek+uit+een+huis /forum/noem/?q=kana /meldingen/ "
    "/account/gegevens/ /account/gegevens.json /leden/ /leden/kenners/?onderwerp=geluid /leden/kenners/?vraag=muziek "
    "/zoeken/?q=kanariegeel /zoeken/?q=muziek"
).split()
PASSING = re.compile(
    r'(?<=csrfmiddlewaretoken" value=")[^"]+|(?<=name="gezien" value=")[^"]+|[0-9a-f]{8}-[0-9a-f-]{27}'
    r"|<time.*?</time>|\d{4}-\d\d-\d\dT[\d:.+]+"
)
Act = Callable[[Cast, Topic], object]


@pytest.fixture
def cast(places: None) -> Cast:
    cast = make_cast(*Municipality.objects.current().order_by("code")[:2])
    Person.objects.filter(pk=cast.outsider.pk).update(name="Kanarie Vogel", municipality=cast.here.municipality)
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    for person in (cast.member, cast.executive):
        feeds.renew(person)
        watching.watch(person, a_theme(), level=Watch.Level.EVERYTHING, reason="je dat koos")
    return Cast(**{**cast.__dict__, "outsider": Person.objects.get(pk=cast.outsider.pk)})


@pytest.fixture
def topic(cast: Cast) -> Topic:
    found = ask_question(cast.colleague, about=subject(), hours=1)
    answer(found, cast.coordinator)
    watching.watch(cast.member, found, level=Watch.Level.EVERYTHING, reason="je dat koos")
    return found


def held(kind: Withholding.Kind = Withholding.Kind.REVIEW) -> Writing:
    return Writing(body=BODY, form_key=uuid4(), held=kind, held_because=f"{WORD} erin")


def held_reply(cast: Cast, topic: Topic) -> None:
    post = posting.reply(topic, writing=held(), by=cast.outsider)
    fields = {"by": cast.outsider, "name": f"{WORD}.pdf", "media_type": "application/pdf", "size": 1}
    Attachment.objects.create(post=post, at=timezone.now(), **fields)


def held_topic(cast: Cast, topic: Topic) -> None:
    posting.start_topic(
        theme=topic.theme, kind=Kind.QUESTION, title=TITLE, labels=[subject()], writing=held(), by=cast.outsider
    )


def unchecked_casus(cast: Cast, topic: Topic) -> None:
    facts = {"severity": "serious", "housing": "social", "cause": "power", "size_class": "middle"}
    telling = cases.Telling(title=TITLE, story=STORY + BODY, kinds=[subject()], tried=[], **facts)
    cases.submit(telling, theme=topic.theme, by=cast.outsider, form_key=uuid4())


def reply_taken_away(cast: Cast, topic: Topic) -> None:
    post = posting.reply(topic, writing=Writing(body=BODY, form_key=uuid4()), by=cast.outsider)
    post.useful_count = 9
    post.save()
    Acceptance.objects.create(topic=topic, post=post, by=cast.colleague, at=timezone.now())
    posting.take_away(post, by=cast.outsider)


def topic_taken_away(cast: Cast, topic: Topic) -> None:
    started = posting.start_topic(
        theme=topic.theme,
        kind=Kind.QUESTION,
        title=TITLE,
        labels=[subject()],
        writing=Writing(body=BODY, form_key=uuid4()),
        by=cast.outsider,
    )
    posting.take_away(started.opening, by=cast.outsider)


def topic_for_members(cast: Cast, topic: Topic) -> None:
    theme = Theme.objects.get(slug="geluid-en-leefstijl")
    found = posting.start_topic(
        theme=theme,
        kind=Kind.QUESTION,
        title=TITLE,
        labels=[subject()],
        writing=Writing(body=BODY, form_key=uuid4()),
        by=cast.outsider,
    )
    Useful.objects.create(post=found.opening, person=cast.executive, at=timezone.now())


def unchecked_supplement(cast: Cast, topic: Topic) -> None:
    facts = {"severity": "serious", "housing": "social", "cause": "power", "size_class": "middle"}
    casus = CaseQuestion.objects.get_or_create(topic=topic, defaults=facts)[0]
    post = posting.reply(topic, writing=held(Withholding.Kind.CHECK), by=cast.outsider)
    Supplement.objects.create(casus=casus, post=post)


HELD: dict[str, Act] = {
    "reply that waits for an editor": held_reply,
    "topic that waits for an editor": held_topic,
    "case question that is not checked": unchecked_casus,
    "supplement that is not checked": unchecked_supplement,
    "reply that was taken away": reply_taken_away,
    "topic that was taken away": topic_taken_away,
}


def seen_by(person: Person | None, topic: Topic, cast: Cast) -> dict[str, str]:
    """Every page as this person gets it, without what differs at every request."""
    caches["process"].clear()
    client = logged_in(person)
    place = cast.here.municipality.get_absolute_url() if cast.here.municipality else ""
    of_topic = [topic.get_absolute_url(), f"/forum/onderwerp/{topic.pk}/ongelezen/", f"/leden/{cast.outsider.pk}/"]
    pages = {path: page_of(client, path) for path in [*PATHS, *of_topic, place]}
    if person and (key := feeds.address_key(person)):
        pages["own feed"] = page_of(client, f"/forum/feed/{key}/nieuw.atom")
    return pages


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    return f"{response.status_code} {response.headers.get('Location', '')} {PASSING.sub('', response.content.decode())}"


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Own data lists one's log-ins, of which each look makes one more: there only the words count."""
    return [path for path in before if before[path] != after[path] and not path.startswith("/account/gegevens")]


@pytest.mark.parametrize("who", ["", "applicant", "suspended", "executive", "member"])
def test_nothing_changes_for_who_may_not_read_it(cast: Cast, topic: Topic, who: str) -> None:
    person = getattr(cast, who) if who else None
    before = seen_by(person, topic, cast)
    for act in HELD.values():
        act(cast, topic)
    after = seen_by(person, topic, cast)
    assert changed(before, after) == []
    assert naming_it(after) == []


def naming_it(pages: dict[str, str]) -> list[str]:
    """The search page repeats what was asked, so it is left out."""
    return [path for path, page in pages.items() if WORD in page and "zoeken" not in path]


def test_each_of_them_is_seen_by_an_editor(cast: Cast, topic: Topic) -> None:
    client = logged_in(cast.editor)
    paths = ["/forum/", "/beheer/", topic.get_absolute_url()]
    pages = {path: page_of(client, path) for path in paths}
    for name, act in HELD.items():
        act(cast, topic)
        after = {path: page_of(client, path) for path in paths}
        assert changed(pages, after) != [], name
        assert naming_it(after) != [], name
        pages = after


@pytest.mark.parametrize("who", ["", "applicant", "suspended"])
def test_what_is_for_members_changes_nothing_for_others(cast: Cast, topic: Topic, who: str) -> None:
    person = getattr(cast, who) if who else None
    before = seen_by(person, topic, cast)
    topic_for_members(cast, topic)
    assert changed(before, seen_by(person, topic, cast)) == []


def test_what_is_for_members_is_seen_by_members(cast: Cast, topic: Topic) -> None:
    before = seen_by(cast.member, topic, cast)
    topic_for_members(cast, topic)
    after = seen_by(cast.member, topic, cast)
    assert {"/forum/", "/forum/geluid-en-leefstijl/"} <= set(changed(before, after))


def test_what_was_told_is_not_shown_any_more_when_it_is_hidden(cast: Cast, topic: Topic) -> None:
    topic_for_members(cast, topic)
    found = Topic.objects.get(title=TITLE)
    logged_in(cast.member).post(f"/forum/reactie/{found.opening.pk}/bewaren/", {"note": ""})
    Useful.objects.create(post=found.opening, person=cast.member, at=timezone.now())
    shown = naming_it(seen_by(cast.member, topic, cast))
    assert {"/forum/bewaard/", "/account/gegevens/", "/account/gegevens.json", "/forum/"} <= set(shown)
    posting.hold(found.opening, kind=Withholding.Kind.HIDDEN, reason="x")
    assert naming_it(seen_by(cast.member, topic, cast)) == []


def test_notice_of_a_hidden_reply_is_neither_shown_nor_counted(cast: Cast, topic: Topic) -> None:
    client = logged_in(cast.member)
    post = posting.reply(topic, writing=Writing(body=BODY, form_key=uuid4()), by=cast.outsider)
    assert "Kanarie Vogel reageerde op" in client.get("/meldingen/").content.decode()
    assert '<span class="visually-hidden"> ongelezen' in client.get("/meldingen/").content.decode()
    posting.hold(post, kind=Withholding.Kind.HIDDEN, reason="x")
    page = client.get("/meldingen/").content.decode()
    assert "Kanarie Vogel" not in page
    assert '<span class="visually-hidden"> ongelezen' not in page


def test_former_member_reads_no_notices_of_the_forum(cast: Cast, topic: Topic) -> None:
    topic_for_members(cast, topic)
    theme = Theme.objects.get(slug="geluid-en-leefstijl")
    watching.watch(cast.member, theme, level=Watch.Level.EVERYTHING, reason="je dat koos")
    posting.reply(Topic.objects.get(title=TITLE), writing=Writing(body=BODY, form_key=uuid4()), by=cast.outsider)
    assert TITLE in logged_in(cast.member).get("/meldingen/").content.decode()
    cast.member.memberships.update(ended_on=timezone.localdate())
    assert TITLE not in logged_in(cast.member).get("/meldingen/").content.decode()
