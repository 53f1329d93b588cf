"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.utils import timezone

from woonoverlast.mail.models import Recipient
from woonoverlast.mail.tests.mailings import a_mailing
from woonoverlast.newsletter import subscribing
from woonoverlast.newsletter.models import Block, Edition, Picture, Subscriber
from woonoverlast.people.testing import Cast, Example

DRAFT_PAGES = {
    "edition": "",
    "items": "items/",
    "new_text": "tekst/",
    "preview": "voorbeeld/",
    "preview_as_html": "voorbeeld/opmaak/",
    "test_mail": "proef/",
    "recipients": "ontvangers/",
    "preflight": "controle/",
    "send": "versturen/",
    "taking_back": "terug/",
    "correction": "correctie/",
    "removal": "weg/",
}


def edition() -> Edition:
    """With one text in it, and everything that it takes to be looked at."""
    made = Edition.objects.create(subject="Nieuws uit het land", preview="En meer", introduction="<p>Dag</p>")
    Block.objects.create(edition=made, position=1, kind=Block.Kind.TEXT, title="Stuk", text="<p>Tekst.</p>")
    return made


def draft(cast: Cast) -> str:
    return f"/beheer/nieuwsbrief/{edition().pk}/"


def block(cast: Cast) -> str:
    found = edition().blocks.get()
    return f"/beheer/nieuwsbrief/{found.edition_id}/blok/{found.pk}/"


def published(cast: Cast) -> str:
    made = edition()
    made.mailing, made.slug = a_mailing(1), "2026-11-nieuws-uit-het-land"
    made.save()
    Recipient.objects.update(state="sent", settled_at=timezone.now())
    return made.get_absolute_url()


def confirmation(cast: Cast) -> str:
    subscriber = Subscriber.objects.create(address="lezer@thuis.example")
    return f"/nieuwsbrief/bevestigen/{subscribing.token_for(subscriber)}/"


def picture(cast: Cast) -> str:
    made = Picture(media_type="image/png", width=1, height=1)
    made.file.save("x.png", ContentFile(b"x"))
    return made.get_absolute_url()


EXAMPLES: Mapping[str, Example] = {
    **{f"editions:{name}": lambda cast, path=path: draft(cast) + path for name, path in DRAFT_PAGES.items()},  # type: ignore[misc]
    "editions:block": block,
    "editions:block_removal": lambda cast: block(cast) + "weg/",
    "newsletter:edition": published,
    "newsletter:confirmation": confirmation,
    "newsletter:picture": picture,
}
