"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from woonoverlast.forum.models import Withholding
from woonoverlast.forum.tests.addresses import own_post, topic
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.moderation import hiding, objecting, reporting, sanctioning
from woonoverlast.people.testing import BUT_EDITORS, EVERYONE_BUT_MEMBER, Cast, Example


def report(cast: Cast) -> str:
    post = answer(ask_question(cast.member), cast.member)
    return f"/forum/meldingen/{reporting.report(post, by=cast.colleague, reason='rude').pk}/"


def review(cast: Cast) -> str:
    post = answer(ask_question(cast.member), cast.member)
    return f"/forum/nakijken/{withhold(post, kind=Withholding.Kind.REVIEW).pk}/"


def hidden(cast: Cast) -> Withholding:
    return hiding.hide(answer(ask_question(cast.colleague), cast.member), by=cast.editor, reason="Zo.")


def objection(cast: Cast) -> str:
    return f"/forum/weerwoord/{objecting.object_to_hiding(hidden(cast), by=cast.member, text='Nee.').pk}/"


def sanction(cast: Cast) -> str:
    until = timezone.now() + timedelta(days=7)
    row = sanctioning.suspend(cast.member, by=cast.editor, reason="Zo.", until=until)
    return f"/forum/maatregelen/{row.pk}/"


EXAMPLES: Mapping[str, Example] = {
    "moderation:reporting": lambda cast: own_post(cast) + "melden/",
    "moderation:report": report,
    "moderation:review": review,
    "moderation:objection": objection,
    "moderation:objection_to_hiding": lambda cast: f"/forum/verborgen/{hidden(cast).pk}/weerwoord/",
    "moderation:objection_to_sanction": lambda cast: sanction(cast) + "weerwoord/",
    "moderation:lifting": lambda cast: sanction(cast) + "opheffing/",
    "moderation:hiding": lambda cast: own_post(cast) + "verbergen/",
    "moderation:purge": lambda cast: own_post(cast) + "wissen/",
    "moderation:showing_again": lambda cast: own_post(cast) + "laten-zien/",
    "moderation:sanction": lambda cast: own_post(cast) + "maatregel/",
    "moderation:lock": lambda cast: topic(cast) + "sluiten/",
    "moderation:unlocking": lambda cast: topic(cast) + "openen/",
    "moderation:move": lambda cast: topic(cast) + "verplaatsen/",
    "moderation:merge": lambda cast: topic(cast) + "samenvoegen/",
    "moderation:split": lambda cast: topic(cast) + "splitsen/",
}
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "moderation:report": BUT_EDITORS,
    "moderation:review": BUT_EDITORS,
    "moderation:objection": BUT_EDITORS,
    "moderation:objection_to_hiding": EVERYONE_BUT_MEMBER,
    "moderation:objection_to_sanction": EVERYONE_BUT_MEMBER,
}
MODERATED = "moderation hiding showing_again sanction lock unlocking move merge split".split()
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {f"moderation:{name}": BUT_EDITORS for name in MODERATED}
