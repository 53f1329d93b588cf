"""Notices, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.notifications import models
from woonoverlast.notifications.models import Notice
from woonoverlast.people.testing import Cast, Planted, Words

NOBODY = {
    models.NoticeMail: "what was mailed about a notice; the mails are read",
    models.Watch: "names what somebody follows, which shows by itself",
    models.Choices: "what somebody chose for himself",
    models.IncomingMail: "what came in by mail becomes a reply; test_incoming_mail looks who reads it",
}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    for role in ("member", "outsider", "applicant"):
        title = word()
        fields = {
            "kind": "x",
            "title": f"Nieuws {title}",
            "url": "/forum/",
            "reason": "je lid bent",
            "at": timezone.now(),
        }
        Notice.objects.create(person=getattr(cast, role), **fields)
        yield Planted(Notice, f"of a {role}", title, frozenset({role}), ("/meldingen/",))
