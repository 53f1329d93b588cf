"""What of the forum somebody may meet, planted with words that are looked for everywhere; for the matrix over objects."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from woonoverlast.forum import feeds, models, posting
from woonoverlast.forum.models import Attachment, Bookmark, Draft, Post, Revision, Theme, Topic, Withholding
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question, withhold
from woonoverlast.people.models import Person
from woonoverlast.people.testing import EVERYBODY, MEMBERS, Cast, Planted, Secret, Words

# Rows that hold no words of anybody: they count or mark something that is planted here.
NOBODY = {
    models.Purge: "says that words were wiped, and holds none",
    models.Mention: "who is named in a post that shows by itself",
    models.Acceptance: "marks a post that shows by itself",
    models.Useful: "a count at a post that shows by itself",
    models.MeToo: "a count at a topic that shows by itself",
    models.ReadMark: "a number of somebody himself",
    models.Reader: "a moment of somebody himself",
    models.FeedKey: "is in the addresses of the secrets here",
    models.Sanction: "its page is in the matrix over addresses; test_sanction looks who reads the reason",
    models.Move: "says which topics were moved; test_move looks who reads their titles",
    models.Resolution: "shows in the topic of the post that it names",
    models.Lock: "shows in its topic; test_lock looks who reads it",
}


def plant(cast: Cast, word: Words) -> Iterator[Planted | Secret]:
    public, private = a_theme(), Theme.objects.exclude(slug="proef").order_by("pk")[0]
    Theme.objects.exclude(slug="proef").update(public_since=None)
    Theme.objects.filter(pk=public.pk).update(public_since=timezone.now())
    yield from themes(public, private, word)
    yield from topics(cast, public, private, word)
    yield from posts(cast, public, private, word)
    yield from own(cast, private, word)
    yield from secrets(cast)


def themes(public: Theme, private: Theme, word: Words) -> Iterator[Planted]:
    for theme, seen_by in ((public, EVERYBODY), (private, MEMBERS)):
        name = word()
        Theme.objects.filter(pk=theme.pk).update(description=f"Over {name}.")
        yield Planted(Theme, "its description", name, seen_by, ("/forum/", theme.get_absolute_url()))


def a_topic(author: Person, theme: Theme, name: str) -> Topic:
    topic = ask_question(author, hours=1)
    Topic.objects.filter(pk=topic.pk).update(theme=theme, title=f"{name} kanariegeel")
    Post.objects.filter(topic=topic).update(body=f"<p>Body {name}.</p>", text=f"Body {name}.")
    topic.refresh_from_db()
    return topic


def topics(cast: Cast, public: Theme, private: Theme, word: Words) -> Iterator[Planted]:
    name = word()
    topic = a_topic(cast.colleague, public, name)
    feed = ("/forum/nieuw.atom", f"{public.get_absolute_url()}nieuw.atom")
    yield Planted(
        Topic,
        "public",
        name,
        EVERYBODY,
        (topic.get_absolute_url(), public.get_absolute_url(), "/zoeken/?q=kanariegeel", *feed),
    )
    name = word()
    topic = a_topic(cast.colleague, private, name)
    at = (topic.get_absolute_url(), private.get_absolute_url(), "/zoeken/?q=kanariegeel")
    yield Planted(
        Topic,
        "in a theme for members",
        name,
        MEMBERS,
        at,
        (f"{private.get_absolute_url()}nieuw.atom", "/forum/nieuw.atom"),
    )
    for why, kind in (("waits for an editor", Withholding.Kind.REVIEW), ("hidden", Withholding.Kind.HIDDEN)):
        name = word()
        topic = a_topic(cast.member, public, name)
        withhold(topic.opening, kind=kind)
        yield Planted(
            Topic, why, name, frozenset({"member", "editor"}), (topic.get_absolute_url(),), tried(topic.opening)
        )
    name = word()
    topic = a_topic(cast.member, public, name)
    posting.take_away(topic.opening, by=cast.member)
    yield Planted(
        Topic,
        "taken away by its author",
        name,
        frozenset({"member", "editor"}),
        (topic.get_absolute_url(),),
        tried(topic.opening),
    )


OF_POST = "geschiedenis wijzigen weghalen bewaren melden verbergen wissen maatregel".split()
OF_TOPIC = "ongelezen reageren sluiten verplaatsen samenvoegen splitsen".split()


def tried(post: Post) -> tuple[str, ...]:
    """Every address of it, the history first; of an opening those of its topic too."""
    of_post = [f"/forum/reactie/{post.pk}/{name}/" for name in OF_POST]
    of_topic = [f"/forum/onderwerp/{post.topic_id}/{name}/" for name in OF_TOPIC if post.number == 1]
    return (*of_post, f"/forum/reactie/{post.pk}/", *of_topic)


def a_reply(cast: Cast, topic: Topic, name: str) -> Post:
    post = answer(topic, cast.member)
    Post.objects.filter(pk=post.pk).update(body=f"<p>Body {name}.</p>", text=f"Body {name}.")
    return post


def posts(cast: Cast, public: Theme, private: Theme, word: Words) -> Iterator[Planted]:
    for theme, seen_by in ((public, EVERYBODY), (private, MEMBERS)):
        topic = a_topic(cast.outsider, theme, "Draad")
        name = word()
        a_reply(cast, topic, name)
        yield Planted(Post, "a reply", name, seen_by, (topic.get_absolute_url(),))
        for why, kind in (("waits", Withholding.Kind.REVIEW), ("hidden", Withholding.Kind.HIDDEN)):
            name, reason, file, old = word(), word(), word(), word()
            post = a_reply(cast, topic, name)
            held = withhold(post, kind=kind)
            Withholding.objects.filter(pk=held.pk).update(reason=f"Omdat {reason}.")
            attach(post, cast, file)
            edited(post, cast, old)
            who = frozenset({"member", "editor"})
            at, files = (
                (topic.get_absolute_url(),),
                tuple(f"/forum/bijlagen/{one.pk}/" for one in post.attachments.all()),
            )
            yield Planted(Post, f"a reply that {why}", name, who, at, tried(post))
            yield Planted(Withholding, f"why it {why}", reason, who, at)
            yield Planted(Attachment, f"of a reply that {why}", file, who, at, files)
            yield Planted(Revision, f"of a reply that {why}", old, who, tried(post)[:1])
        name, file, old = word(), word(), word()
        post = a_reply(cast, topic, name)
        attach(post, cast, file)
        edited(post, cast, old)
        yield Planted(Attachment, "of a reply", file, seen_by, (topic.get_absolute_url(),))
        yield Planted(Revision, "of a reply", old, MEMBERS, (f"/forum/reactie/{post.pk}/geschiedenis/",))
        name = word()
        post = a_reply(cast, topic, name)
        posting.take_away(post, by=cast.member)
        Bookmark.objects.create(person=cast.colleague, post=post, at=timezone.now())
        yield Planted(
            Post, "taken away", name, frozenset({"member", "editor"}), (topic.get_absolute_url(),), tried(post)
        )


def attach(post: Post, cast: Cast, name: str) -> Attachment:
    fields = {"by": cast.member, "media_type": "text/plain", "size": 1, "at": timezone.now()}
    file = SimpleUploadedFile("a.txt", f"Inhoud {name}".encode())
    return Attachment.objects.create(post=post, file=file, name=f"{name}.txt", **fields)


def edited(post: Post, cast: Cast, name: str) -> None:
    Revision.objects.create(post=post, by=cast.member, at=timezone.now(), body=f"<p>Eerst {name}.</p>")
    Post.objects.filter(pk=post.pk).update(edited_at=timezone.now())


def own(cast: Cast, private: Theme, word: Words) -> Iterator[Planted]:
    """What is of one person: drafts and bookmarks."""
    for role in ("member", "colleague"):
        draft, note = word(), word()
        person = getattr(cast, role)
        data = {"title": f"Ontwerp {draft}", "body": f"<p>Ontwerp {draft}.</p>"}
        Draft.objects.create(person=person, key="new", data=data, saved_at=timezone.now())
        post = a_topic(cast.outsider, private, "Bewaard").opening
        Bookmark.objects.create(person=person, post=post, note=f"Notitie {note}", at=timezone.now() - timedelta(days=1))
        only = frozenset({role})
        yield Planted(Draft, "of one person", draft, only, ("/forum/concepten/",))
        yield Planted(Bookmark, "of one person", note, only, ("/forum/bewaard/",))


def secrets(cast: Cast) -> Iterator[Secret]:
    feeds.renew(cast.colleague)
    closed = feeds.address_key(cast.colleague)
    feeds.renew(cast.colleague)
    yield Secret(f"/forum/feed/{closed}/nieuw.atom", None)
    yield Secret(f"/forum/feed/{feeds.address_key(cast.colleague)}/nieuw.atom", "outsider")
    feeds.renew(cast.other_coordinator)
    yield Secret(f"/forum/feed/{feeds.address_key(cast.other_coordinator)}/nieuw.atom", "former")
