"""A planted name and a planted sentence are looked for in every column and on every page, after each act of `office.copies`."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import CharField, JSONField, Model, TextField, functions
from django.utils import timezone

from woonoverlast.forum import feeds, posting, purging, reactions
from woonoverlast.forum.models import Attachment, Draft, Kind, Post, Theme, Topic
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import a_theme
from woonoverlast.lib import richtext, searching
from woonoverlast.moderation import hiding, moving, reporting
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.office import copies
from woonoverlast.people import departures, retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search.tests.corpus import index

SENTENCE = "papegaaienblauw"
TITLE = f"Wat doe je met {SENTENCE} behang?"
NAME = "Kanarie Vogelzang"
NEW_NAME = "Kanarie de Nieuwe"
MARKS = {"sentence": SENTENCE, "name": NAME.split()[1]}
# Own pages show what is one's own; these are looked at as somebody else.
PATHS = (
    "/ /forum/ /forum/proef/ /forum/nieuw.atom /forum/proef/nieuw.atom /meldingen/ /leden/ /forum/bewaard/ /forum/concepten/"
    " /account/gegevens/ /account/gegevens.json /zoeken/?q=behang /zoeken/?q=kanarie /forum/vergelijkbaar/?title=blauw+behang"
    " /forum/noem/?q=kan /forum/casus/"
).split()


@dataclass(frozen=True)
class Stage:
    """`writer` wrote a topic and a reply; `reader` quotes and names him, keeps the post and has a draft that quotes it."""

    cast: Cast
    writer: Person
    reader: Person
    topic: Topic
    reply: Post
    quoting: Post


def text_columns() -> list[tuple[type[Model], str]]:
    """Also those of packages: sessions hold text of their own, tokens and queues of jobs too."""
    return [
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, CharField | TextField | JSONField) and not field.choices
    ]


def columns_with(mark: str) -> set[str]:
    found = set()
    for model, name in text_columns():
        rows = model._default_manager.annotate(as_text=functions.Cast(name, TextField())).filter(
            as_text__icontains=mark
        )
        if rows.exists():
            found.add(f"{model._meta.label}.{name}")
    return found | words_with(mark)


def words_with(mark: str) -> set[str]:
    """The index keeps words, not text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_entry WHERE words::text ILIKE %s", [f"%{mark[:8]}%"])
        return {"search.Entry.words"} if cursor.fetchone()[0] else set()


def pages_with(mark: str, stage: Stage) -> set[str]:
    """What a member who has nothing to do with it, and the one who quoted it, still read."""
    caches["process"].clear()
    topic, found = stage.topic, set()
    paths = [*PATHS, topic.get_absolute_url(), f"/forum/onderwerp/{topic.pk}/reageren/", f"/leden/{stage.writer.pk}/"]
    paths += [f"/forum/reactie/{post.pk}/geschiedenis/" for post in (stage.reply, stage.quoting)]
    paths += [f"/forum/onderwerp/{topic.pk}/?citaat={stage.quoting.pk}", f"/forum/reactie/{stage.quoting.pk}/wijzigen/"]
    paths += [f"/forum/reactie/{stage.quoting.pk}/{act}/" for act in ("bewaren", "melden")]
    paths += [f"/forum/feed/{feeds.address_key(stage.reader)}/nieuw.atom"]
    for person in (stage.reader, stage.cast.outsider):
        client = logged_in(person)
        found |= {path for path in paths if mark in client.get(path, follow=True).content.decode()}
    return found


@pytest.fixture
def stage(cast: Cast, tmp_path: object) -> Stage:
    index()
    settings.MEDIA_ROOT = str(tmp_path)
    Person.objects.filter(pk=cast.colleague.pk).update(name=NAME)
    writer, reader = Person.objects.get(pk=cast.colleague.pk), cast.member
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    for person in (reader, cast.outsider):
        feeds.renew(person)
        watching.watch(person, a_theme(), level=Watch.Level.EVERYTHING, reason="je dat koos")
    topic = posting.start_topic(
        theme=a_theme(),
        kind=Kind.QUESTION,
        title=TITLE,
        labels=[],
        writing=writing(f"Het {SENTENCE} behang."),
        by=writer,
    )
    reply = posting.reply(topic, writing=writing(f"Eerst {SENTENCE} behangen."), by=writer)
    file = ContentFile(b"x", name="a.txt")
    Attachment.objects.create(
        post=reply, by=writer, name=f"{SENTENCE}.txt", media_type="text/plain", size=1, file=file, at=timezone.now()
    )
    quoting = posting.reply(
        topic, writing=Writing(body=quote_of(reply) + mention_of(writer), form_key=uuid4()), by=reader
    )
    posting.edit(quoting, writing=Writing(body=quoting.body + "<p>En nog iets.</p>"), by=reader)
    posting.edit(reply, writing=writing(f"Eerst {SENTENCE} behangen, dan verven."), by=writer)
    Draft.objects.create(
        person=reader, key=f"reply:{topic.pk}", data={"body": quote_of(reply)}, saved_at=timezone.now()
    )
    reactions.keep(reply, by=reader, note="", remind_on=None)
    reporting.report(reply, by=reader, reason="other", text=f"Hier staat {SENTENCE}.")
    return Stage(cast, writer, reader, topic, reply, quoting)


def writing(text: str) -> Writing:
    return Writing(body=f"<p>{text}</p>", form_key=uuid4())


def quote_of(post: Post) -> str:
    return richtext.quote(post.body, author=str(post.author), url=post.get_absolute_url())


def mention_of(person: Person) -> str:
    return f'<p><a href="/leden/{person.pk}/">{person.name}</a>, klopt dit?</p>'


def rename(stage: Stage) -> None:
    stage.writer.name = NEW_NAME
    stage.writer.save(update_fields=["name"])
    searching.changed(stage.writer)


def leave(stage: Stage) -> None:
    departures.end(departures.current_memberships(stage.writer))


def purge(stage: Stage) -> None:
    purging.purge(stage.reply, by=stage.cast.editor)
    purging.purge(stage.topic.opening, by=stage.cast.editor)


ACTS: dict[copies.Act, Callable[[Stage], object]] = {
    copies.Act.RENAME: rename,
    copies.Act.LEAVE: leave,
    copies.Act.ERASE: lambda stage: retention.anonymise(stage.writer),
    copies.Act.REMOVE: lambda stage: posting.take_away(stage.reply, by=stage.writer),
    copies.Act.HIDE: lambda stage: hiding.hide(stage.topic.opening, by=stage.cast.editor, reason="Dit kan niet."),
    copies.Act.MOVE: lambda stage: moving.move(
        stage.topic, to=Theme.objects.exclude(pk=stage.topic.theme_id)[0], by=stage.cast.editor
    ),
    copies.Act.PURGE: purge,
}


@pytest.mark.parametrize("act", copies.Act)
def test_what_each_act_does_to_each_copy_is_as_the_table_says(stage: Stage, act: copies.Act) -> None:
    planted = {mark: columns_with(text) for mark, text in MARKS.items()}
    assert planted == {mark: copies.columns(mark) for mark in MARKS}
    ACTS[act](stage)
    assert {mark: columns_with(text) for mark, text in MARKS.items()} == {
        mark: copies.left(mark, act) for mark in MARKS
    }


# After these acts nobody but the writer, moderators and editors reads the reply; the sentence is in the title too.
UNREADABLE = {
    copies.Act.RENAME: "name",
    copies.Act.ERASE: "name",
    copies.Act.HIDE: "sentence",
    copies.Act.PURGE: "sentence",
}


@pytest.mark.parametrize("act", UNREADABLE)
def test_nobody_reads_it_on_any_page(stage: Stage, act: copies.Act) -> None:
    mark = MARKS[UNREADABLE[act]]
    assert len(pages_with(mark, stage)) > 12  # they all showed it before
    ACTS[act](stage)
    # Who reported it reads his own words back among his own data.
    own = {"/account/gegevens/", "/account/gegevens.json"} if act == copies.Act.HIDE else set()
    assert pages_with(mark, stage) == own


def test_words_of_a_reply_that_was_taken_away_are_in_no_quote(stage: Stage) -> None:
    only_there = "verven"
    quoting = Writing(body=quote_of(stage.reply), form_key=uuid4())
    posting.reply(stage.topic, writing=quoting, by=stage.cast.outsider)
    assert len(pages_with(only_there, stage)) > 2
    posting.take_away(stage.reply, by=stage.writer)
    assert pages_with(only_there, stage) == set()
    assert "Dit citaat is weg" in logged_in(stage.reader).get(stage.topic.get_absolute_url()).content.decode()


def test_page_is_true() -> None:
    written = (settings.BASE_DIR / "docs" / "copies.md").read_text()
    assert written == copies.page(), "run bin/manage list_copies"
