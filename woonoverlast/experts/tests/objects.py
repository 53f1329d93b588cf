"""Who was asked something, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.experts.models import Ask, SubjectWords
from woonoverlast.forum.models import Topic
from woonoverlast.forum.tests.helpers import answer, ask_question, subject, withhold
from woonoverlast.people.testing import EVERYBODY, Cast, Planted, Words


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
    words, about = word(), subject()
    SubjectWords.objects.create(subject=about, words=words)
    page = f"/beheer/onderwerpen/{about.slug}/"
    yield Planted(SubjectWords, "of editors", words, frozenset({"editor"}), ("/beheer/onderwerpen/", page))
    told, hidden = word(), word()
    for text in (told, hidden):
        post = answer(ask_question(cast.colleague), cast.outsider)
        Topic.objects.filter(pk=post.topic_id).update(title=text)
    withhold(post.topic.opening)
    answers = f"/leden/{cast.outsider.pk}/antwoorden/"
    yield Planted(Topic, "that somebody answered", told, EVERYBODY, (), (answers,))
    yield Planted(Topic, "that was withheld after somebody answered", hidden, frozenset({"editor"}), (), (answers,))
