"""Editions of the newsletter, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.mail.models import Recipient
from woonoverlast.mail.tests.mailings import a_mailing
from woonoverlast.newsletter import models
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.testing import EVERYBODY, Cast, Planted, Words

PAGES = "items tekst voorbeeld voorbeeld/opmaak ontvangers controle versturen".split()
NOBODY = {
    models.Subscriber: "an address of somebody outside; only editors see lists, and test_audience looks",
    models.Picture: "a picture in an edition, by a key that cannot be guessed",
}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    for why, seen_by, slug in (("in the archive", EVERYBODY, "2026-11-nieuws"), ("a draft", frozenset({"editor"}), "")):
        subject, title = word(), word()
        made = Edition.objects.create(
            subject=f"{subject} kanariegeel", preview="En meer", introduction="<p>Dag</p>", in_archive=True
        )
        Block.objects.create(
            edition=made, position=1, kind=Block.Kind.TEXT, title=f"Stuk {title}", text="<p>Tekst.</p>"
        )
        if slug:
            made.mailing, made.slug = a_mailing(1), slug
            made.save()
            Recipient.objects.update(state="sent", settled_at=timezone.now())
        at = (
            (made.get_absolute_url(), "/nieuwsbrief/", "/nieuwsbrief/nieuw.atom") if slug else ("/beheer/nieuwsbrief/",)
        )
        page = (made.get_absolute_url(),) if slug else (f"/beheer/nieuwsbrief/{made.pk}/",)
        pages = [f"/beheer/nieuwsbrief/{made.pk}/{name}/" for name in PAGES] if not slug else []
        yield Planted(Edition, why, subject, seen_by, at, (*page, *pages))
        yield Planted(Block, f"of {why}", title, seen_by, page)
