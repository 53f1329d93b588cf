"""What editors do to a mailing on its way, and when it stops by itself."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.mail.bulk.outcomes import Outcome
from woonoverlast.mail.models import Mailing, Recipient
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

State = Recipient.State
LOOKED_AT = 50
TOO_MANY = 25
LATE = "Deze mailing had al eerder uit moeten gaan. Klopt de inhoud nog? Dan kan hij alsnog weg."
CANCELLED = "De mailing is gestopt."


@transaction.atomic
def pause(mailing: Mailing, *, by: Person, reason: str = "") -> None:
    locked = under_way(mailing)
    if locked.paused_at:
        raise NotPossible("Deze mailing staat al stil.")
    hold(locked, reason=reason or f"Stilgezet door {by}.")
    logbook.record(by=by, verb="mailing stilgezet", target=locked, note=reason)


@transaction.atomic
def resume(mailing: Mailing, *, by: Person) -> None:
    """Also the answer to "it is late: may it still go?"."""
    locked = under_way(mailing)
    if not locked.paused_at:
        raise NotPossible("Deze mailing staat niet stil.")
    locked.paused_at, locked.trouble, locked.recent = None, "", ""
    locked.late_allowed_at = timezone.now()
    locked.save(update_fields=["paused_at", "trouble", "recent", "late_allowed_at"])
    logbook.record(by=by, verb="mailing hervat", target=locked)


@transaction.atomic
def cancel(mailing: Mailing, *, by: Person) -> int:
    """Stop for good. What is queued is not sent; what is on its way right now cannot be called back."""
    locked = under_way(mailing)
    locked.cancelled_at = timezone.now()
    locked.save(update_fields=["cancelled_at"])
    queued = locked.recipients.filter(state=State.QUEUED)
    count = queued.update(state=State.CANCELLED, note=CANCELLED, settled_at=timezone.now())
    logbook.record(by=by, verb="mailing gestopt", target=locked, note=f"{count} niet verstuurd")
    return count


@transaction.atomic
def resend(recipient: Recipient, *, by: Person) -> None:
    """An editor takes the chance that this person gets it twice. It keeps its Message-ID, so some boxes show it once."""
    locked = Recipient.objects.select_for_update().select_related("mailing").get(pk=recipient.pk)
    if locked.state != State.IN_DOUBT:
        raise NotPossible("Van deze mail weten we al hoe het afliep.")
    if locked.mailing.cancelled_at:
        raise NotPossible(CANCELLED)
    locked.state, locked.worker, locked.note, locked.settled_at = State.QUEUED, "", "", None
    locked.not_before = timezone.now()
    locked.save(update_fields=["state", "worker", "note", "settled_at", "not_before"])
    logbook.record(by=by, verb="onzekere mail opnieuw verstuurd", target=locked.mailing, note=locked.address)


def under_way(mailing: Mailing) -> Mailing:
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if locked.cancelled_at:
        raise NotPossible("Deze mailing is al gestopt.")
    return locked


def hold(mailing: Mailing, *, reason: str) -> None:
    mailing.paused_at, mailing.trouble = timezone.now(), reason[:300]
    mailing.save(update_fields=["paused_at", "trouble"])


def hold_late_ones() -> None:
    """Nothing goes out long after its moment without somebody saying so. What has begun goes on."""
    limit = timezone.now() - timedelta(minutes=settings.MAILING_LATE_MINUTES)
    late = Mailing.objects.with_work().filter(due_at__lt=limit, late_allowed_at=None)
    for mailing in late.exclude(recipients__attempts__gt=0):
        hold(mailing, reason=LATE)


def note_trouble(mailing: Mailing, text: str) -> None:
    """Shown to editors; the mailing itself goes on as soon as it can."""
    Mailing.objects.filter(pk=mailing.pk, paused_at=None).update(trouble=text[:300])


@transaction.atomic
def watch_for_trouble(mailing: Mailing, outcomes: Sequence[Outcome]) -> None:
    """When half of the last fifty attempts went wrong, stop before the mail server stops us."""
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    marks = "".join("x" if outcome.is_trouble else "." for outcome in outcomes)
    if "x" not in marks and not locked.trouble and "x" not in locked.recent:
        return
    locked.recent = (locked.recent + marks)[-LOOKED_AT:]
    if not locked.paused_at:
        locked.trouble = ""
    locked.save(update_fields=["recent", "trouble"])
    if locked.recent.count("x") >= TOO_MANY and not locked.paused_at:
        hold(locked, reason=burst_reason(locked.recent, outcomes))


def burst_reason(recent: str, outcomes: Sequence[Outcome]) -> str:
    notes = [outcome.note for outcome in outcomes if outcome.is_trouble]
    last = f" Het laatste antwoord: {notes[-1]}" if notes else ""
    return f"{recent.count('x')} van de laatste {len(recent)} pogingen gingen mis.{last}"
