"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from woonoverlast.notifications import muting
from woonoverlast.notifications.models import Notice
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


def notice(cast: Cast) -> str:
    fields = {"kind": "x", "title": "Nieuws", "url": "/forum/", "reason": "je lid bent", "at": timezone.now()}
    return f"/meldingen/{Notice.objects.create(person=cast.member, **fields).pk}/"


EXAMPLES: Mapping[str, Example] = {
    "notifications:notice": notice,
    "notifications:muting": lambda cast: muting.link(cast.member, thread="", group="").removeprefix(settings.SITE_URL),
    "mail_previews:mail": lambda cast: "/beheer/mails/voorbeeld/overzicht/",
    "mail_previews:mail_as_html": lambda cast: "/beheer/mails/voorbeeld/overzicht/opmaak/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "notifications:notice": EVERYONE_BUT_MEMBER | {"applicant"},
}
