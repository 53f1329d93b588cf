"""The filter above the list of municipalities of a target."""

from collections.abc import Iterable

from django import forms

from woonoverlast.lib.naming import name_key
from woonoverlast.targets.coverage import Place
from woonoverlast.web.forms import CleanForm

EVERYWHERE = [("", "Heel Nederland")]


class CoverageFilter(CleanForm):
    """Unknown values are refused by the form and then simply do not filter."""

    zoek = forms.CharField(label="Naam", max_length=100, required=False)
    provincie = forms.ChoiceField(required=False)
    meedoen = forms.ChoiceField(
        label="Aangesloten", choices=[("", "Ja en nee"), ("nee", "Nog niet"), ("ja", "Ja")], required=False
    )

    def narrow(self, places: Iterable[Place], connected: set[str]) -> list[Place]:
        """The municipalities that fit. Offers the provinces that occur in `places`."""
        found = list(places)
        provinces = sorted({place.province for place in found})
        self.fields["provincie"].choices = EVERYWHERE + [(name, name) for name in provinces]  # type: ignore[attr-defined]
        self.is_valid()
        return [place for place in found if self.fits(place, is_connected=place.code in connected)]

    def fits(self, place: Place, *, is_connected: bool) -> bool:
        wanted = {"ja": True, "nee": False}.get(self.chosen("meedoen"))
        return (
            f" {name_key(self.chosen('zoek'))}" in f" {name_key(place.name)}"
            and self.chosen("provincie") in {"", place.province}
            and wanted in {None, is_connected}
        )

    def chosen(self, name: str) -> str:
        return self.cleaned_data.get(name) or ""
