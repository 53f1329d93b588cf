"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from woonoverlast.notifications import muting
from woonoverlast.notifications.bulk import composing
from woonoverlast.notifications.models import Notice
from woonoverlast.notifications.tests.mailings import a_mailing
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


def notice(cast: Cast) -> str:
    fields = {"kind": "x", "title": "Nieuws", "url": "/forum/", "reason": "je lid bent", "at": timezone.now()}
    return f"/meldingen/{Notice.objects.create(person=cast.member, **fields).pk}/"


def unsubscription(cast: Cast) -> str:
    """Of a mail that everybody may have in hand."""
    return composing.unsubscribe_address(a_mailing(1).recipients.get().pk).removeprefix(settings.SITE_URL)


def mailing(cast: Cast) -> str:
    return f"/beheer/mailings/{a_mailing(1).pk}/"


def recipient_of_mailing(cast: Cast) -> str:
    row = a_mailing(1).recipients.get()
    return f"/beheer/mailings/{row.mailing_id}/ontvangers/{row.pk}/"


EXAMPLES: Mapping[str, Example] = {
    "mailings:mailing": mailing,
    "mailings:recipients": lambda cast: mailing(cast) + "ontvangers/",
    "mailings:recipients_csv": lambda cast: mailing(cast) + "ontvangers.csv",
    "mailings:standstill": lambda cast: mailing(cast) + "stilstand/",
    "mailings:resumption": lambda cast: mailing(cast) + "hervatting/",
    "mailings:stop": lambda cast: mailing(cast) + "einde/",
    "mailings:second_try": lambda cast: recipient_of_mailing(cast) + "opnieuw/",
    "notifications:notice": notice,
    "notifications:muting": lambda cast: muting.link(cast.member, thread="", group="").removeprefix(settings.SITE_URL),
    "mail_previews:mail": lambda cast: "/beheer/mails/voorbeeld/overzicht/",
    "mail_previews:mail_as_html": lambda cast: "/beheer/mails/voorbeeld/overzicht/opmaak/",
    "notifications:own_unsubscription": lambda cast: "/meldingen/mail/nieuwsbrief/afmelding/",
    "notifications:own_return": lambda cast: "/meldingen/mail/nieuwsbrief/aanmelding/",
    "mail:unsubscription": unsubscription,
    "mail:return_to_list": lambda cast: unsubscription(cast) + "terug/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "notifications:notice": EVERYONE_BUT_MEMBER | {"applicant"},
}
