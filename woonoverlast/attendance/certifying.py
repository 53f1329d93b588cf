"""Proof that somebody was there, or followed a whole track: a row, and a tagged PDF made from it."""

import re
from pathlib import Path

import typst
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate.contrib.django import app

from woonoverlast.attendance import learning
from woonoverlast.attendance.models import Attendance, Certificate, Track
from woonoverlast.events import links, places
from woonoverlast.events.models import Event, SignUp
from woonoverlast.events.places import NotPossible
from woonoverlast.lib.text import clean_line
from woonoverlast.people.models import Person

SOURCE = (Path(__file__).parent / "certificate.typ").read_bytes()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.S)
MAX_UNSHOWN = 50


@transaction.atomic
def issue(event: Event, *, by: Person) -> int:
    """For everybody who was there and has none; each gets one mail. Returns how many were made."""
    locked = places.lock(event)
    if locked.is_cancelled or not locked.is_over:
        raise NotPossible("Certificaten uitgeven kan na afloop van de bijeenkomst.")
    there = Attendance.objects.filter(sign_up__event=locked).select_related("sign_up__person")
    have = Certificate.objects.valid().filter(sign_up__event=locked).values("sign_up")
    made = [of_event(locked, one.sign_up, by=by) for one in there.exclude(sign_up__in=have)]
    Certificate.objects.bulk_create(made)
    if made:
        app.configure_task("woonoverlast.attendance.jobs.tell_of_certificates", queue="mail").defer(event=locked.pk)
    return len(made)


def of_event(event: Event, sign_up: SignUp, *, by: Person) -> Certificate:
    return Certificate(
        sign_up=sign_up,
        person=sign_up.person,
        name=clean_line(sign_up.name)[:200],
        title=event.title,
        held_on=timezone.localdate(event.starts_at),
        minutes=learning.minutes_of(event),
        organiser=organiser_of(event),
        issued_by=by,
    )


def organiser_of(event: Event) -> str:
    names = ", ".join(event.organisers.order_by("name").values_list("name", flat=True))
    return f"{settings.SITE_NAME}{f' ({names})' if names else ''}"[:300]


@transaction.atomic
def issue_for_track(track: Track, person: Person) -> Certificate:
    """Of the whole track; who has one already gets that one."""
    Track.objects.select_for_update().get(pk=track.pk)
    known = Certificate.objects.valid().filter(track=track, person=person).first()
    if known:
        return known
    progress = learning.progress(track, person)
    if not progress.is_complete:
        raise NotPossible("Je hebt nog niet alle onderdelen gevolgd.")
    return Certificate.objects.create(
        track=track,
        person=person,
        name=clean_line(person.name)[:200],
        title=track.title,
        held_on=progress.completed_on,
        minutes=progress.minutes,
        organiser=settings.SITE_NAME,
    )


def tell(event: int) -> None:
    """The mails that were not written yet, each in its own transaction: twice is once."""
    waiting = Certificate.objects.valid().filter(sign_up__event=event, told_at=None)
    for pk in list(waiting.values_list("pk", flat=True)):
        tell_one(pk)


@transaction.atomic
def tell_one(pk: int) -> None:
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("sign_up__person", "sign_up__event")
    found = rows.valid().filter(pk=pk, told_at=None).first()
    if found is None or found.sign_up is None:
        return
    if found.sign_up.email:
        mail_of(found, found.sign_up).send()
    Certificate.objects.filter(pk=pk).update(told_at=timezone.now())


def mail_of(certificate: Certificate, sign_up: SignUp) -> EmailMessage:
    context = {"certificate": certificate, "sign_up": sign_up, "link": links.link(sign_up) + "certificaat/"}
    text = render_to_string("attendance/mail/certificate.txt", context)
    return EmailMessage(f"Je certificaat: {certificate.title}"[:150], text, None, [sign_up.email])


def pdf(certificate: Certificate) -> bytes:
    """PDF/UA-1 with only the fonts that typst brings. Every word goes in as data, never as source."""
    address = settings.SITE_URL + certificate.get_absolute_url()
    words = {
        "name": certificate.name,
        "title": certificate.title,
        "kind": "leerlijn" if certificate.track_id else "bijeenkomst",
        "date": f"{certificate.held_on.day} {MONTHS[certificate.held_on.month - 1]} {certificate.held_on.year}",
        "hours": learning.in_hours(certificate.minutes),
        "organiser": certificate.organiser,
        "address": address,
        "site": settings.SITE_NAME,
    }
    return compiled({name: clean_line(word) for name, word in words.items()})


def compiled(words: dict[str, str]) -> bytes:
    """A sign that no font has would make the document unreadable for a screen reader: it becomes a question mark."""
    for _ in range(MAX_UNSHOWN):
        try:
            made = typst.compile(SOURCE, sys_inputs=words, pdf_standards=["ua-1"], ignore_system_fonts=True)
        except typst.TypstError as problem:
            found = UNSHOWN.search(str(problem))
            if not found or not any(found[1] in word for word in words.values()):
                raise
            words = {name: word.replace(found[1], "?") for name, word in words.items()}
        else:
            assert isinstance(made, bytes)
            return made
    raise ValueError("More signs without a font than we replace.")


def initials(name: str) -> str:
    """ "Noor van den Berg" gives "N.v.d.B.": whoever holds the paper can compare, others learn little."""
    return "".join(f"{word[0]}." for word in name.split())
