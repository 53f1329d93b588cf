"""The filter above the list of municipalities."""

from typing import Any

from django import forms

from woonoverlast.places.models import Municipality, MunicipalityQuerySet, Region, SizeClass
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.widgets import LongSelect

SORTS = {
    "naam": ("sort_name",),
    "inwoners": ("-inhabitants", "sort_name"),
    "provincie": ("province__name", "sort_name"),
}


class MunicipalityChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of today's municipalities, by its name in a field that also knows other names and spelling mistakes."""

    def __init__(self, **kwargs: Any) -> None:
        places = Municipality.objects.current().order_by("sort_name").only("pk", "name", "slug")
        super().__init__(places, widget=LongSelect(attrs={"data-suggest-url": "/gemeenten/zoeken/"}), **kwargs)


class MunicipalityNameForm(CleanForm):
    """What was typed so far."""

    q = forms.CharField(max_length=100, min_length=2)


class MunicipalityFilter(CleanForm):
    """Unknown values are refused by the form and then simply do not filter."""

    zoek = forms.CharField(label="Naam", max_length=100, required=False)
    provincie = forms.ModelChoiceField(
        Region.objects.filter(kind=Region.Kind.PROVINCE),
        to_field_name="code",
        required=False,
        empty_label="Heel Nederland",
    )
    grootte = forms.ChoiceField(choices=[("", "Alle"), *SizeClass.choices], required=False)
    meedoen = forms.ChoiceField(
        label="Doet mee", choices=[("", "Ja en nee"), ("ja", "Ja"), ("nee", "Nog niet")], required=False
    )
    sorteer = forms.ChoiceField(choices=[(key, key) for key in SORTS], required=False, widget=forms.HiddenInput)
    kaart = forms.ChoiceField(
        choices=[("", "Zeshoeken"), ("grenzen", "Grenzen")], required=False, widget=forms.HiddenInput
    )

    def chosen(self, name: str) -> str:
        return self.cleaned_data.get(name) or ""

    def apply(self, connected: set[str]) -> MunicipalityQuerySet:
        """Today's municipalities that fit. `connected`: codes of those that take part."""
        self.is_valid()
        found = Municipality.objects.search(self.chosen("zoek")) if self.chosen("zoek") else None
        found = (found if found is not None else Municipality.objects.current()).with_figures()
        if self.cleaned_data.get("provincie"):
            found = found.filter(province=self.cleaned_data["provincie"])
        if self.chosen("grootte"):
            found = found.of_size(SizeClass(self.chosen("grootte")))
        if self.chosen("meedoen"):
            found = (
                found.filter(code__in=connected)
                if self.chosen("meedoen") == "ja"
                else found.exclude(code__in=connected)
            )
        return found.select_related("province").order_by(*SORTS[self.chosen("sorteer") or "naam"])
