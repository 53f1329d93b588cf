"""Example addresses of calendar files, reminders and messages to participants."""

from collections.abc import Callable, Mapping

from woonoverlast.events import feeds
from woonoverlast.events.models import Reminder
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.testing import Cast


def organised(cast: Cast) -> str:
    return f"/agenda/{make_event(cast.member).pk}/"


def reminder(cast: Cast) -> str:
    made = Reminder.objects.create(event=make_event(cast.member), hours=24, whom="place")
    return f"/agenda/herinneringen/{made.pk}/"


def own_feed(cast: Cast) -> str:
    feeds.renew(cast.member)
    return f"/agenda/mijn/{feeds.address_key(cast.member)}.ics"


EXAMPLES: Mapping[str, Callable[[Cast], str]] = {
    "events:own_feed": own_feed,
    "events:event_file": lambda cast: organised(cast) + "kalender.ics",
    "events:reminders": lambda cast: organised(cast) + "herinneringen/",
    "events:reminder": reminder,
    "events:reminder_removal": lambda cast: reminder(cast) + "weg/",
    "events:group_mail": lambda cast: organised(cast) + "bericht/",
}
# Pages of who organises: the member and editors; others see the event, and get 403.
ORGANISED = "reminders reminder reminder_removal group_mail".split()
