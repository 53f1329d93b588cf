"""Who hears of what is written: those who follow the topic, its theme or a municipality that it names."""

from woonoverlast.forum.models import Mention, Post, Topic
from woonoverlast.notifications import notices, watching
from woonoverlast.notifications.models import BY, Group
from woonoverlast.notifications.notices import Activity
from woonoverlast.notifications.watching import Ladder
from woonoverlast.places.models import Municipality


def ladder_of(topic: Topic) -> Ladder:
    """From the topic up to what it is part of, with what each is called after "je volgt"."""
    named = Mention.objects.filter(post__topic=topic, post__number=1).exclude(municipality=None)
    municipalities = Municipality.objects.filter(pk__in=named.values("municipality"))
    above = {watching.thing_of(topic.theme): f"het thema {topic.theme}"}
    above |= {watching.thing_of(place): f"de gemeente {place.name}" for place in municipalities}
    return [{watching.thing_of(topic): "dit onderwerp"}, above]


def tell_of_reply(post: Post) -> None:
    """Who began the topic and who follows it hear of the reply, but not twice when named in it."""
    topic = post.topic
    named = set(post.mentions.exclude(person=None).values_list("person", flat=True))
    activity = Activity(
        kind="forum.reply",
        title=f"{BY} reageerde op: {topic.title}",
        url=post.get_absolute_url(),
        by=post.author,
        thread=watching.thing_of(topic),
        about=watching.thing_of(post),
    )
    if topic.author_id not in named:
        notices.tell_addressed([topic.author], activity, group=Group.REPLY, reason="jij dit onderwerp begon")
    notices.announce(activity, ladder=ladder_of(topic), but={*named, topic.author_id})


def tell_of_topic(topic: Topic) -> None:
    activity = Activity(
        kind="forum.topic",
        title=f"Nieuw in {topic.theme}: {topic.title}",
        url=topic.get_absolute_url(),
        by=topic.author,
        thread=watching.thing_of(topic),
        about=watching.thing_of(topic.opening),
    )
    notices.announce(activity, ladder=ladder_of(topic), is_new=True)
