"""From a draft to a mailing: planned once, with the recipients of that moment; and taken back before it begins."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.mail.bulk import queueing, steering
from woonoverlast.mail.bulk.composing import NotSendable
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing
from woonoverlast.newsletter import audience, preflight, rendering
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.writing import draft
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

FIX_FIRST = "Er is nog iets mis met deze editie. Kijk bij Controle wat er moet gebeuren."
NOBODY = "Niemand krijgt deze editie. Kies eerst andere ontvangers."


@transaction.atomic
def send(edition: Edition, *, due_at: datetime | None, by: Person) -> Edition:
    """Everybody who gets it becomes a row, together with the mailing. `due_at` None means now.

    Raises NotPossible: it is on its way already, the preflight says no, or nobody would get it.
    """
    locked = draft(edition)
    if any(finding.stops for finding in preflight.look(locked, by=by)):
        raise NotPossible(FIX_FIRST)
    moment = due_at or timezone.now()
    locked.slug = rendering.slug_for(locked, moment=moment, taken=taken_slugs())
    queue(locked, moment=moment, by=by)
    logbook.record(
        by=by, verb="nieuwsbrief gepland", target=locked, note=f"{timezone.localtime(moment):%d-%m-%Y %H:%M}"
    )
    searching.changed(locked)
    return locked


def queue(edition: Edition, *, moment: datetime, by: Person) -> None:
    try:
        unsaved = rendering.unsaved_mailing(edition, moment=moment)
        mailing = mailing_of(unsaved, due_at=moment, by=by)
    except NotSendable as problem:
        raise NotPossible(str(problem)) from problem
    queueing.queue(mailing, audience.recipients_of(edition))
    if not mailing.recipients.exists():
        raise NotPossible(NOBODY)
    edition.mailing = mailing
    edition.save(update_fields=["mailing", "slug"])


def mailing_of(unsaved: Mailing, *, due_at: datetime, by: Person) -> Mailing:
    words: dict[str, Any] = {"subject": unsaved.subject, "text": unsaved.text, "html": unsaved.html}
    return queueing.create(NEWSLETTER, **words, by=by, due_at=due_at)


def taken_slugs() -> set[str]:
    return {str(slug) for slug in Edition.objects.exclude(slug=None).values_list("slug", flat=True)}


@transaction.atomic
def take_back(edition: Edition, *, by: Person) -> None:
    """A draft again, as long as nobody got it. Its mailing stays behind, stopped."""
    locked = Edition.objects.select_for_update(of=("self",)).select_related("mailing").get(pk=edition.pk)
    mailing = locked.mailing
    if mailing is None:
        raise NotPossible("Deze editie is niet gepland.")
    if mailing.cancelled_at is None:
        steering.cancel(mailing, by=by)
    if mailing.recipients.filter(attempts__gt=0).exists() or mailing.recipients.filter(state="claimed").exists():
        raise NotPossible("Het versturen is al begonnen. Stop het, of maak daarna een correctie.")
    locked.mailing, locked.slug = None, None
    locked.save(update_fields=["mailing", "slug"])
    logbook.record(by=by, verb="nieuwsbrief uit de planning gehaald", target=locked)
    searching.changed(locked)
