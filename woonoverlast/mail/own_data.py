"""What this context holds about a person, for that person; all of it goes when the person leaves for good."""

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from woonoverlast.mail.models import OutgoingMail, PausedAddress, Recipient, Unsubscription
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

State = Recipient.State

SECTIONS = [
    Section("mail.Recipient.person", "Mail aan velen die voor jou bedoeld was", (("onderwerp", "mailing"), ("aan", "address"), ("stand", "get_state_display"), ("op", "settled_at"), ("uitleg", "note"), ("teruggekomen op", "bounced_at"), ("klacht op", "complained_at"))),
    Section("mail.Unsubscription.person", "Lijsten waarvoor je je afmeldde", (("lijst", "list_name"), ("hoe", "get_how_display"), ("op", "at"))),
    Section("mail.Mailing.by", "Mailings die je maakte", (("onderwerp", "subject"), ("op", "created_at"))),
]  # fmt: skip


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    retention.on_erasure(erase)


def erase(person: Person) -> None:
    """What is queued stops; of what went only the counting stays. Mail that is on its way cannot be called back."""
    OutgoingMail.objects.settled().filter(to__iexact=person.email).delete()
    received = Recipient.objects.filter(person=person)
    received.filter(state=State.QUEUED).update(state=State.CANCELLED, settled_at=timezone.now(), note="")
    nobody = Concat(Value("voormalig-"), Cast("pk", CharField()), Value("@voormalig.invalid"))
    received.update(address=nobody, name="", note="")
    Unsubscription.objects.filter(person=person).delete()
    PausedAddress.objects.filter(address=person.email).delete()
