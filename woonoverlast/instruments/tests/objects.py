"""What stands in the catalogue, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from woonoverlast.instruments import models
from woonoverlast.instruments.models import Doubt, Instrument
from woonoverlast.people.testing import Cast, Planted, Words


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    text = word()
    doubt = Doubt.objects.create(instrument=Instrument.objects.get(slug="174a"), by=cast.editor, text=text)
    page = f"/instrumenten/meldingen/{doubt.pk}/"
    yield Planted(Doubt, "that waits", text, frozenset({"editor"}), (page,), ("/instrumenten/174a/", "/beheer/"))


PUBLIC = "every visitor reads every instrument, and every text there ever was of it"
NOBODY = dict.fromkeys(
    (
        models.Instrument,
        models.Version,
        models.LegalBasis,
        models.Ruling,
        models.Relation,
        models.Review,
        models.SampleText,
    ),
    PUBLIC,
)
