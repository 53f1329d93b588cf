"""Who leaves for good: what was written stays without the name."""

import json

from django.utils import timezone

from woonoverlast.forum.models import Draft, Mention, Post, Revision, Theme, Topic
from woonoverlast.notifications.models import Notice
from woonoverlast.people import retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in


def post_naming(person: Person, *, author: Person) -> Post:
    now = timezone.now()
    topic = Topic.objects.create(
        theme=Theme.objects.all()[0], title="Wie weet dit?", author=author, started_at=now, last_posted_at=now
    )
    body = f'<p>Vraag het <a href="/leden/{person.pk}/">{person.name}</a>.</p>'
    post = Post.objects.create(
        topic=topic, number=1, author=author, body=body, text=f"Vraag het {person.name}.", posted_at=now
    )
    Mention.objects.create(post=post, person=person)
    Revision.objects.create(post=post, by=author, at=now, body=body)
    return post


def test_name_goes_from_texts_and_notices_and_the_answer_keeps_an_author(cast: Cast) -> None:
    post = post_naming(cast.member, author=cast.colleague)
    own = post_naming(cast.outsider, author=cast.member)
    Draft.objects.create(person=cast.member, key="reply:1", saved_at=timezone.now())
    Notice.objects.create(person=cast.colleague, by=cast.member, title="x", url="/", reason="y", at=timezone.now())
    retention.anonymise(cast.member)
    post.refresh_from_db()
    assert cast.member.name not in post.body + post.text + post.revisions.get().body
    assert own.author.pk == cast.member.pk
    assert not Draft.objects.exists()
    assert not Notice.objects.exists()


def test_own_posts_are_in_the_export(cast: Cast) -> None:
    post_naming(cast.outsider, author=cast.member)
    held = json.loads(logged_in(cast.member).get("/account/gegevens.json").content)["gegevens"]
    assert "Vraag het Outsider." in json.dumps(held["Wat je schreef op het forum"])
