"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from django.utils import timezone

from woonoverlast.experts.models import Ask
from woonoverlast.forum.tests.helpers import ask_question, subject
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


def ask(cast: Cast) -> str:
    asked = Ask.objects.create(topic=ask_question(cast.outsider), person=cast.member, at=timezone.now(), evidence="-")
    return f"/forum/gevraagd/{asked.pk}/"


EXAMPLES: Mapping[str, Example] = {
    "experts:declining": lambda cast: ask(cast) + "afzien/",
    "experts:passing_on": lambda cast: ask(cast) + "doorgeven/",
    "experts:answers": lambda cast: f"/leden/{cast.colleague.pk}/antwoorden/",
    "experts:subject_words": lambda cast: f"/beheer/onderwerpen/{subject().slug}/",
    "experts:ask_person": lambda cast: f"/forum/vraag-aan/{cast.colleague.pk}/",
}
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "experts:declining": EVERYONE_BUT_MEMBER,
    "experts:passing_on": EVERYONE_BUT_MEMBER,
}
