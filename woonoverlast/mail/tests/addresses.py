"""Examples of addresses with a variable part, for the access matrix."""

from collections.abc import Mapping

from django.conf import settings

from woonoverlast.mail.bulk import composing
from woonoverlast.mail.tests.mailings import a_mailing
from woonoverlast.people.testing import Cast, Example


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
    "mail:own_unsubscription": lambda cast: "/meldingen/mail/nieuwsbrief/afmelding/",
    "mail:own_return": lambda cast: "/meldingen/mail/nieuwsbrief/aanmelding/",
    "mail:unsubscription": unsubscription,
    "mail:return_to_list": lambda cast: unsubscription(cast) + "terug/",
}
