"""What this context holds about a person, for that person; all of it goes when the person leaves for good."""

from django.db.models import Q

from woonoverlast.notifications.models import Choices, IncomingMail, Notice, NoticeMail, Watch
from woonoverlast.notifications.notices import notices_of
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

SECTIONS = [
    Section("notifications.Notice.person", "Meldingen", (("wat", "sentence"), ("omdat", "reason"), ("op", "at"), ("gelezen", "read_at")), notices_of),
    Section("notifications.Watch.person", "Wat je volgt", (("wat", "thing"), ("hoe", "get_level_display"), ("sinds", "since"))),
    Section("notifications.Choices.person", "Wat je per mail wilt horen", (("iemand noemt mij", "get_mention_display"), ("iemand reageert", "get_reply_display"), ("iemand wacht op mij", "get_ask_display"), ("wat ik volg", "get_news_display"), ("overzicht", "get_digest_display"), ("mails per dag", "daily_cap"))),
    Section("notifications.NoticeMail.person", "Mails met meldingen", (("onderwerp", "subject"), ("op", "at"))),
    Section("notifications.IncomingMail.person", "Mails die je aan het forum stuurde", (("van", "sender"), ("op", "received_at"), ("uitkomst", "get_outcome_display"))),
]  # fmt: skip


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    exporting.exempt("notifications.Notice.by", reason="de melding is van wie hem kreeg; wat je deed staat er zelf in")
    retention.on_erasure(erase)


def erase(person: Person) -> None:
    """Notices to the person go, and those of what he did."""
    Notice.objects.filter(person=person).delete()
    Notice.objects.filter(by=person).delete()
    Watch.objects.filter(person=person).delete()
    Choices.objects.filter(person=person).delete()
    NoticeMail.objects.filter(person=person).delete()
    IncomingMail.objects.filter(Q(person=person) | Q(sender__iexact=person.email)).delete()
