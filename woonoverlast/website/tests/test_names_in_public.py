"""Members are named to members. Others, and whoever comes after an account was deleted, read no name."""

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import posting
from woonoverlast.forum.models import Post, Theme, Topic
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.lib import richtext
from woonoverlast.people import retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.search import indexing

NAMES = ("Fatima El Idrissi", "Joost van den Vondel")


@pytest.fixture
def cast(db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast = make_cast(here, elsewhere)
    for person, name in zip((cast.member, cast.outsider), NAMES, strict=True):
        Person.objects.filter(pk=person.pk).update(name=name)
        person.refresh_from_db()
    return cast


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """In a public theme: a post that names one member and quotes the other, and was changed."""
    topic = ask_question(cast.colleague)
    Theme.objects.update(public_since=timezone.now())
    said = posting.reply(topic, writing=Writing(body="<p>Begin met een dossier.</p>"), by=cast.outsider)
    quoted = richtext.quote(said.body, author=str(cast.outsider), url=said.get_absolute_url())
    named = f'<p>Eens met <a href="/leden/{cast.member.pk}/">{cast.member.name}</a>.</p>'
    post = posting.reply(topic, writing=Writing(body=quoted + named), by=cast.colleague)
    posting.edit(post, writing=Writing(body=f"{quoted}{named}<p>En meer.</p>"), by=cast.colleague)
    posting.edit(topic.opening, writing=Writing(body=quoted + named), by=cast.colleague)
    return topic


def pages(topic: Topic) -> list[str]:
    last = topic.posts.get(number=3)
    history = [f"/forum/reactie/{pk}/geschiedenis/" for pk in (last.pk, topic.opening.pk)]
    feeds = ["/forum/nieuw.atom", f"/forum/{topic.theme.slug}/nieuw.atom"]
    return [topic.get_absolute_url(), *history, *feeds, "/zoeken/?q=dossier", "/zoeken/?q=eens"]


def read(client: Client, topic: Topic) -> str:
    indexing.rebuild()
    return "".join(client.get(path).content.decode() for path in pages(topic))


def test_who_is_no_member_reads_no_names(cast: Cast, topic: Topic) -> None:
    for client in (Client(), logged_in(cast.applicant)):
        text = read(client, topic)
        assert "Begin met een dossier." in text
        assert "Een lid</a> schreef:" in text
        assert [name for name in NAMES if name in text] == []


def test_members_read_names(cast: Cast, topic: Topic) -> None:
    text = read(logged_in(cast.steward), topic)
    assert [name for name in NAMES if name not in text] == []


def test_a_deleted_account_leaves_no_name_behind(cast: Cast, topic: Topic) -> None:
    for person in (cast.member, cast.outsider):
        retention.anonymise(person)
    text = read(logged_in(cast.steward), topic)
    assert "Voormalig lid" in text
    assert [name for name in NAMES if name in text] == []
    assert not Post.objects.filter(text__contains=NAMES[1]).exists()
