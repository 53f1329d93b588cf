"""Counts of a topic, made anew from its rows, and the lock that every change of them takes first."""

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Sum

from woonoverlast.forum.models import MeToo, Post, Topic, Withholding


def lock_topic(topic_id: int) -> Topic:
    """Who changes a topic or what stands in it holds this lock until the end of the transaction."""
    locked = Topic.objects.select_for_update(of=("self",)).select_related("theme", "author")
    return locked.get(pk=topic_id)


def lock_topic_of(post: Post) -> Topic:
    """The topic that the post stands in once the lock is there: it may have been merged while we waited."""
    topic = lock_topic(post.topic_id)
    post.refresh_from_db(fields=["topic", "number"])
    while post.topic_id != topic.pk:
        topic = lock_topic(post.topic_id)
        post.refresh_from_db(fields=["topic", "number"])
    return topic


def recount(topic: Topic) -> None:
    """Replies and the newest moment count what everybody may read. Call it with the lock on the topic."""
    held = Exists(Withholding.objects.active().filter(post=OuterRef("pk")))
    found = Post.objects.filter(topic=topic).annotate(held=held)
    counts = found.aggregate(
        replies=Count("pk", filter=Q(held=False, number__gt=1)),
        newest=Max("posted_at", filter=Q(held=False)),
        useful=Sum("useful_count"),
    )
    topic.reply_count = counts["replies"]
    topic.last_posted_at = counts["newest"] or topic.started_at
    topic.useful_count = counts["useful"] or 0
    topic.me_too_count = MeToo.objects.filter(topic=topic).count()
    topic.save(update_fields=["reply_count", "last_posted_at", "useful_count", "me_too_count"])


def let_through_at() -> Subquery:
    """On posts: when an editor let it through after a look; None for what never waited."""
    lifted = Withholding.objects.filter(post=OuterRef("pk"), kind=Withholding.Kind.REVIEW, lifted_at__isnull=False)
    return Subquery(lifted.order_by("-lifted_at").values("lifted_at")[:1])
