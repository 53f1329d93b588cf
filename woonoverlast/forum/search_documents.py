"""Topics and posts in the search box."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery

from woonoverlast.forum import quoting
from woonoverlast.forum.models import Mention, Post, Topic
from woonoverlast.lib import richtext, searching
from woonoverlast.lib.searching import Document, Searchable


def register() -> None:
    searching.register(Searchable("topic", "Onderwerpen", Topic, visible_topics, all_topics, document_of_topic))
    searching.register(Searchable("post", "Reacties", Post, visible_posts, all_posts, document_of_post))


def visible_topics(user: Any) -> QuerySet[Topic]:
    return Topic.objects.visible_to(user)


def visible_posts(user: Any) -> QuerySet[Post]:
    return Post.objects.visible_to(user).filter(number__gt=1)


def all_topics() -> QuerySet[Topic]:
    opening = Post.objects.filter(topic=OuterRef("pk"), number=1)
    named = Mention.objects.filter(post__topic=OuterRef("pk"), post__number=1).exclude(municipality=None)
    labels = Topic.labels.through.objects.filter(topic=OuterRef("pk")).order_by("expertise__name")
    return (
        Topic.objects.listed()
        .select_related("theme")
        .annotate(
            label_names=ArraySubquery(labels.values("expertise__name")),
            opening_body=Subquery(opening.values("body")[:1]),
            named=ArraySubquery(named.values("municipality")),
            home=F("author__municipality"),
        )
    )


def all_posts() -> QuerySet[Post]:
    """The opening post is found with its topic."""
    named = Mention.objects.filter(post=OuterRef("pk")).exclude(municipality=None)
    posts = Post.objects.filter(number__gt=1, topic__merged_into=None).select_related("topic__theme")
    return posts.annotate(named=ArraySubquery(named.values("municipality")), home=F("author__municipality"))


def words_of(body: str) -> str:
    """Visitors search too, so links that name members are not in it."""
    return richtext.plain(richtext.without_names(quoting.body_for_members(body)))


def document_of_topic(topic: Any) -> Document:
    """`topic` comes from `all_topics`, with its annotations."""
    return Document(
        title=topic.title,
        body=words_of(topic.opening_body or ""),
        keywords=" ".join(topic.label_names),
        url=topic.get_absolute_url(),
        detail=f"{topic.get_kind_display().capitalize()} in {topic.theme.name}",
        thread=f"topic:{topic.pk}",
        theme=topic.theme.slug,
        municipality_ids=municipalities(topic),
        published_at=topic.started_at,
    )


def document_of_post(post: Any) -> Document:
    """`post` comes from `all_posts`, with its annotations."""
    return Document(
        title="",
        body=words_of(post.body),
        url=post.get_absolute_url(),
        heading=post.topic.title,
        detail=f"Reactie in {post.topic.theme.name}",
        thread=f"topic:{post.topic_id}",
        theme=post.topic.theme.slug,
        municipality_ids=municipalities(post),
        published_at=post.posted_at,
    )


def municipalities(thing: Any) -> tuple[int, ...]:
    """Those that the text names, and that of the writer."""
    return tuple(sorted({*thing.named, *([thing.home] if thing.home else [])}))
