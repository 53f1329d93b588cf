"""Invented examples of the mails of this context, for editors to look at. Nothing in them is saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import EmailMessage
from django.utils import timezone

from woonoverlast.events import calendars, reminding, telling
from woonoverlast.events.lines import Item
from woonoverlast.events.models import Event, GroupMail, Kind, Reminder, SignUp, Status, Step
from woonoverlast.events.telling import CANCELLED, MOVED, Change
from woonoverlast.mail import layout
from woonoverlast.notifications import samples
from woonoverlast.notifications.samples import NOBODY, Sample
from woonoverlast.people.models import Person

ORGANISER = Person(pk=0, name="Els Proef", email="els@gemeente.example")
MESSAGE = (
    "Neem je eigen plan van aanpak mee. We werken er samen aan.\n\nDe ingang is aan de achterkant van het stadhuis."
)


def event() -> Event:
    """In two weeks, at one in the afternoon."""
    starts_at = timezone.localtime().replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=14)
    fields = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3), "made_at": starts_at}
    made = Event(pk=0, kind=Kind.WORKSHOP, title="Regie op woonoverlast in de praktijk", **fields)
    made.summary, made.location, made.changed_at = "Een middag over wie wat doet.", "Stadhuis Voorbeeldstad", starts_at
    Event._meta.get_field("cancellation").set_cached_value(made, None)
    return made


def sign_up(status: Status = Status.PLACE) -> SignUp:
    until = timezone.now() + timedelta(hours=48)
    return SignUp(pk=0, event=event(), person=NOBODY, number=1, status=status, offered_until=until)


def item(of: SignUp, status: str = "") -> Item | None:
    made = calendars.own_item(of, steps=1, invited=True)
    return replace(made, status=status) if made and status else made


def step_mail(code: Step.Code, status: Status, *, line: int = 0) -> EmailMultiAlternatives:
    of = sign_up(status)
    step = Step(pk=0, sign_up=of, code=code, by=NOBODY)
    return telling.mail_of_step(step, item=item(of), line=line)


def move_mail() -> EmailMultiAlternatives:
    before = event()
    before.starts_at, before.ends_at = before.starts_at - timedelta(days=7), before.ends_at - timedelta(days=7)
    setting = telling.Setting.of(before)
    change = Change(MOVED, "De zaal was dubbel geboekt.", was_when=setting.when, was_where="Wijkcentrum De Proef")
    return telling.mail_of_change(sign_up(), change, item=item(sign_up()))


def cancellation_mail() -> EmailMultiAlternatives:
    of = sign_up()
    return telling.mail_of_change(of, Change(CANCELLED, "De spreker is ziek."), item=item(of, "CANCELLED"))


def reminder_mail() -> EmailMultiAlternatives:
    of = sign_up()
    rule = Reminder(pk=0, event=of.event, side=Reminder.Side.BEFORE, hours=24, whom="place")
    return reminding.mail_to_sign_up(rule, of)


def group_mail() -> EmailMultiAlternatives:
    of = sign_up()
    mail = GroupMail(pk=0, event=of.event, by=ORGANISER, subject="Neem je plan mee", text=MESSAGE)
    return telling.written(of, mail.subject, "group", {"mail": mail})


def laid(write: Callable[[], EmailMultiAlternatives]) -> Callable[[], EmailMessage]:
    return lambda: layout.laid_out(write())


SAMPLES = [
    Sample("bijeenkomst-plaats", "Aangemeld voor een bijeenkomst", "Meteen na het aanmelden; met een afspraak voor de agenda.", laid(lambda: step_mail(Step.Code.PLACED, Status.PLACE))),
    Sample("bijeenkomst-wachtlijst", "Op de wachtlijst", "Als een bijeenkomst vol is.", laid(lambda: step_mail(Step.Code.QUEUED, Status.WAITING, line=3))),
    Sample("bijeenkomst-aanbod", "Een plaats die vrijkomt", "Als wie wacht aan de beurt is; de tijd om te kiezen is beperkt.", laid(lambda: step_mail(Step.Code.OFFERED, Status.OFFERED))),
    Sample("bijeenkomst-verplaatst", "Nieuwe tijd of plaats", "Als een bijeenkomst verandert; de afspraak in de agenda gaat mee.", laid(move_mail)),
    Sample("bijeenkomst-afgelast", "Bijeenkomst gaat niet door", "Aan wie een plaats heeft of wacht.", laid(cancellation_mail)),
    Sample("bijeenkomst-herinnering", "Herinnering aan een bijeenkomst", "Op het moment dat de organisator koos; standaard een week en een dag ervoor.", laid(reminder_mail)),
    Sample("bijeenkomst-bericht", "Bericht van de organisator", "Als een organisator deelnemers schrijft; antwoorden gaan naar de organisator.", laid(group_mail)),
]  # fmt: skip


def register() -> None:
    for sample in SAMPLES:
        samples.register(sample)
