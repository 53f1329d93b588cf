"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.forum.tests.helpers import a_theme
from woonoverlast.mail.tests.mailings import outgoing_mail
from woonoverlast.people.models import FalseAlarm
from woonoverlast.people.testing import Example

EXAMPLES: Mapping[str, Example] = {
    "office:false_alarm_decision": lambda cast: (
        f"/beheer/vals-alarm/{FalseAlarm.objects.create(by=cast.member, words='Jan Campert Huis').pk}/besluit/"
    ),
    "office:mail_dismissal": lambda cast: f"/beheer/mails/{outgoing_mail().pk}/afhandeling/",
    "office:job_retry": lambda cast: "/beheer/taken/999999/herstart/",
    "office:organisation": lambda cast: f"/beheer/organisaties/{cast.here.pk}/",
    "office:organisation_decision": lambda cast: f"/beheer/organisaties/{cast.here.pk}/besluit/",
    "office:domain": lambda cast: f"/beheer/organisaties/{cast.here.pk}/domeinen/",
    "office:steward": lambda cast: f"/beheer/organisaties/{cast.here.pk}/beheerders/",
    "office:merger": lambda cast: f"/beheer/organisaties/{cast.here.pk}/samenvoeging/",
    "office:person": lambda cast: f"/beheer/personen/{cast.colleague.pk}/",
    "office:theme": lambda cast: f"/beheer/themas/{a_theme().pk}/",
    "office:suspension": lambda cast: f"/beheer/personen/{cast.colleague.pk}/blokkade/",
    "office:restoration": lambda cast: f"/beheer/personen/{cast.colleague.pk}/herstel/",
}
# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset("office:job_retry office:mail_dismissal office:organisation_decision".split())
