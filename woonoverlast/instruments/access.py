"""Objects reach a view only through here. The catalogue is public: what is absent is a 404."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.instruments.models import Doubt, Instrument, SampleText, Version


def get_instrument(slug: str) -> Instrument:
    return get_object_or_404(Instrument, slug=slug)


def get_version(instrument: Instrument, day: date) -> Version:
    """What held on this day; a 404 on a day on which the instrument did not exist."""
    version = instrument.versions.standing().on(day).with_review().first()
    if version is None:
        raise Http404
    version.instrument = instrument
    return version


def get_text(instrument: Instrument, pk: int) -> Version:
    """Any text of the instrument, also one that was corrected."""
    version = get_object_or_404(instrument.versions.with_review(), pk=pk)
    version.instrument = instrument
    return version


def get_sample(slug: str, sample: str) -> SampleText:
    return get_object_or_404(SampleText.objects.select_related("instrument"), instrument__slug=slug, slug=sample)


def get_open_doubt(pk: int) -> Doubt:
    return get_object_or_404(Doubt.objects.select_related("instrument", "by"), pk=pk, settled_at=None)
