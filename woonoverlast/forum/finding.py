"""Topics and posts in the search box."""

from typing import Any

from django.db.models import QuerySet

from woonoverlast.forum.models import Post, Topic
from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable


def register() -> None:
    searching.register(
        Searchable("topic", "Onderwerpen op het forum", Topic, visible_topics, all_topics, document_of_topic)
    )
    searching.register(Searchable("post", "Reacties op het forum", Post, visible_posts, all_posts, document_of_post))


def visible_topics(user: Any) -> QuerySet[Topic]:
    return Topic.objects.visible_to(user)


def visible_posts(user: Any) -> QuerySet[Post]:
    return Post.objects.visible_to(user)


def all_topics() -> QuerySet[Topic]:
    return Topic.objects.listed().select_related("theme").prefetch_related("labels")


def all_posts() -> QuerySet[Post]:
    """The opening post is found with its topic."""
    return Post.objects.filter(number__gt=1).select_related("topic__theme")


def document_of_topic(topic: Topic) -> Document:
    labels = " ".join(label.name for label in topic.labels.all())
    opening = topic.posts.filter(number=1).values_list("text", flat=True).first() or ""
    return Document(
        title=topic.title,
        body=f"{labels}\n{opening}",
        url=topic.get_absolute_url(),
        thread=f"topic:{topic.pk}",
        theme=topic.theme.slug,
        published_at=topic.started_at,
    )


def document_of_post(post: Post) -> Document:
    return Document(
        title="",
        body=post.text,
        url=post.get_absolute_url(),
        thread=f"topic:{post.topic_id}",
        theme=post.topic.theme.slug,
        published_at=post.posted_at,
    )
