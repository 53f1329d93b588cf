"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.mail.models import OutgoingMail
from woonoverlast.mail.tests.mailings import outgoing_mail
from woonoverlast.people.testing import Cast, Example


def mail(cast: Cast) -> str:
    return f"/postbak/{outgoing_mail().pk}/"


def mail_that_takes_answers(cast: Cast) -> str:
    raw = b"Reply-To: reactie@woonoverlast.example\r\n\r\nHoi"
    return f"/postbak/{OutgoingMail.objects.create(to='lid@werk.example', message=raw).pk}/antwoord/"


EXAMPLES: Mapping[str, Example] = {
    "demo:mail": mail,
    "demo:mail_answer": mail_that_takes_answers,
    "demo:mail_as_html": lambda cast: mail(cast) + "opmaak/",
}
# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset("demo:mail_as_html".split())
