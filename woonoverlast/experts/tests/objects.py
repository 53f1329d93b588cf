"""Who was asked something, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.experts.models import Ask
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.people.testing import Cast, Planted, Words


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    for role in ("member", "outsider"):
        why, topic = word(), ask_question(cast.colleague)
        ask = Ask.objects.create(
            topic=topic, person=getattr(cast, role), at=timezone.now(), evidence=f"Je schreef over {why}"
        )
        yield Planted(
            Ask,
            f"to a {role}",
            why,
            frozenset({role}),
            ("/forum/gevraagd/",),
            (topic.get_absolute_url(), f"/forum/gevraagd/{ask.pk}/doorgeven/"),
        )
