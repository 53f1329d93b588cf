"""What somebody answered, under the profile and on a page of its own."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from woonoverlast.forum.models import Acceptance, Post
from woonoverlast.people.models import Expertise, Person

SHOWN = 3


def answers_of(person: Person, *, viewer: Person, about: Expertise | None = None) -> QuerySet[Post]:
    """Answers to others that the viewer may read, best answers first, then the most useful, then the newest."""
    best = Acceptance.objects.filter(post=OuterRef("pk"), withdrawn_at=None)
    posts = Post.objects.visible_to(viewer).filter(author=person, number__gt=1).exclude(topic__author=F("author"))
    if about is not None:
        posts = posts.filter(topic__labels=about)
    shown: Any = posts.annotate(is_best=Exists(best)).select_related("topic__theme")
    found: QuerySet[Post] = shown.order_by("-is_best", "-useful_count", "-posted_at", "-pk")
    return found


def answers(viewer: Person, person: Person) -> SafeString:
    found = list(answers_of(person, viewer=viewer)[: SHOWN + 1])
    context = {"person": person, "posts": found[:SHOWN], "has_more": len(found) > SHOWN}
    is_other = viewer.pk != person.pk
    return (
        render_to_string("experts/_answers.html", context | {"is_other": is_other})
        if found or is_other
        else SafeString()
    )
