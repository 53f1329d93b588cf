"""Topics and answers for tests, written as plain rows."""

from datetime import datetime, timedelta

from django.utils import timezone

from woonoverlast.forum.models import Acceptance, Kind, Post, Theme, Topic, Withholding
from woonoverlast.people.models import Expertise, Person

STORY = (
    "<p>Een bewoner draait al maanden 's nachts harde muziek. Buren durven niet te klagen. "
    "Gesprekken en brieven hielpen niet. Hoe krijgen we meldingen boven tafel?</p>"
)


def subject(slug: str = "geluid", name: str = "Geluid") -> Expertise:
    found, _ = Expertise.objects.get_or_create(slug=slug, defaults={"name": name, "facet": Expertise.Facet.NUISANCE})
    return found


def a_theme() -> Theme:
    found, _ = Theme.objects.get_or_create(slug="proef", defaults={"name": "Proef", "description": "Om te proberen."})
    return found


def ask_question(
    author: Person, *, about: Expertise | None = None, hours: float = 50, kind: Kind = Kind.QUESTION
) -> Topic:
    """A question with its opening post, put so many hours ago."""
    at = timezone.now() - timedelta(hours=hours)
    topic = Topic.objects.create(
        theme=a_theme(),
        kind=kind,
        title="Wat doe je tegen harde muziek?",
        author=author,
        started_at=at,
        last_posted_at=at,
        last_number=1,
    )
    topic.labels.set([about] if about else [])
    Post.objects.create(topic=topic, number=1, author=author, body=STORY, text="Harde muziek.", posted_at=at)
    return topic


def answer(topic: Topic, author: Person, *, best: bool = False, useful: int = 0, at: datetime | None = None) -> Post:
    topic.last_number += 1
    topic.reply_count += 1
    topic.last_posted_at = at or timezone.now()
    topic.save()
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number,
        author=author,
        body="<p>Zo.</p>",
        text="Zo.",
        posted_at=topic.last_posted_at,
        useful_count=useful,
    )
    if best:
        Acceptance.objects.create(topic=topic, post=post, by=topic.author, at=post.posted_at)
    return post


def withhold(post: Post, *, kind: Withholding.Kind = Withholding.Kind.HIDDEN) -> Withholding:
    topic = post.topic if post.number == 1 else None
    return Withholding.objects.create(post=post, topic=topic, kind=kind, by=None, at=timezone.now())
