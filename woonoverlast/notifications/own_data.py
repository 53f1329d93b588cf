"""What this context holds about a person, for that person; all of it goes when the person leaves for good."""

from woonoverlast.notifications.models import Notice, OutgoingMail, Watch
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

SECTIONS = [
    Section("notifications.Notice.person", "Meldingen", (("wat", "title"), ("omdat", "reason"), ("op", "at"), ("gelezen", "read_at"))),
    Section("notifications.Watch.person", "Wat je volgt", (("wat", "thing"), ("hoe", "get_level_display"), ("sinds", "since"))),
]  # fmt: skip


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    exporting.exempt("notifications.Notice.by", reason="de melding is van wie hem kreeg; wat je deed staat er zelf in")
    retention.on_erasure(erase)


def erase(person: Person) -> None:
    """Notices to and about the person go: their titles hold the name."""
    Notice.objects.filter(person=person).delete()
    Notice.objects.filter(by=person).delete()
    Watch.objects.filter(person=person).delete()
    OutgoingMail.objects.settled().filter(to__iexact=person.email).delete()
