"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.instruments.models import Doubt, Instrument
from woonoverlast.people.testing import Cast, Example


def waiting(cast: Cast) -> str:
    doubt = Doubt.objects.create(instrument=Instrument.objects.get(slug="174a"), by=cast.member, text="Klopt dit nog?")
    return f"/instrumenten/meldingen/{doubt.pk}/"


def old_text(cast: Cast) -> str:
    version = Instrument.objects.get(slug="174a").versions.standing().earliest("valid_to")
    return f"/instrumenten/174a/versies/{version.pk}/"


EXAMPLES: Mapping[str, Example] = {
    "instruments:instrument": lambda cast: "/instrumenten/151d-lod/",
    "instruments:versions": lambda cast: "/instrumenten/174a/versies/",
    "instruments:version": old_text,
    "instruments:doubting": lambda cast: "/instrumenten/174a/klopt-niet/",
    "instruments:correcting": lambda cast: "/instrumenten/174a/verbeteren/",
    "instruments:new_version": lambda cast: "/instrumenten/174a/nieuwe-versie/",
    "instruments:reviewing": lambda cast: "/instrumenten/174a/toets/",
    "instruments:settling": waiting,
    "instruments:sample": lambda cast: Instrument.objects.get(slug="logboek").samples.all()[0].get_absolute_url(),
}
EDITORS = "editors and administrators with a second factor; each act is in the logbook"
UNLIMITED: Mapping[str, str] = dict.fromkeys(
    (
        "instruments:settling",
        "instruments:correcting",
        "instruments:new_version",
        "instruments:reviewing",
    ),
    EDITORS,
)
