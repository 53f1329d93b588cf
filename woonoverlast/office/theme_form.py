"""The form of a theme of the forum."""

from typing import Any

from django import forms

from woonoverlast.forum.models import Theme
from woonoverlast.forum.theming import Wanted
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Person


class ThemeForm(GuardedForm):
    unguarded = {"moderators": "mailadressen van leden"}
    name = forms.CharField(label="Naam", max_length=80)
    description = forms.CharField(
        label="Omschrijving", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Eén zin."
    )
    position = forms.IntegerField(
        label="Volgorde", min_value=0, max_value=999, initial=0, help_text="Het laagste getal staat bovenaan."
    )
    moderators = forms.CharField(
        label="Moderatoren",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="E-mailadressen van leden, elk op een eigen regel.",
    )
    is_public = forms.BooleanField(
        label="Iedereen mag dit thema lezen",
        required=False,
        help_text="Ook wie niet is ingelogd, en zoekmachines. Namen van schrijvers blijven dan weg.",
    )
    is_closed = forms.BooleanField(
        label="Gesloten", required=False, help_text="Lezen kan nog. Niemand kan er iets nieuws schrijven."
    )

    def __init__(self, *args: Any, theme: Theme | None, **kwargs: Any) -> None:
        self.theme = theme
        super().__init__(*args, **{"initial": initial_of(theme)} | kwargs)

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        others = Theme.objects.filter(name__iexact=name)
        if (others.exclude(pk=self.theme.pk) if self.theme else others).exists():
            raise forms.ValidationError("Er is al een thema met deze naam.")
        return name

    def clean_moderators(self) -> list[Person]:
        addresses = {line.strip().lower() for line in str(self.cleaned_data["moderators"]).splitlines() if line.strip()}
        found = {person.email.lower(): person for person in Person.objects.members().filter(email__in=addresses)}
        unknown = sorted(addresses - set(found))
        if unknown:
            raise forms.ValidationError(f"Geen lid met dit adres: {', '.join(unknown)}.")
        return list(found.values())

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


def initial_of(theme: Theme | None) -> dict[str, Any]:
    if theme is None:
        return {}
    return {
        "name": theme.name,
        "description": theme.description,
        "position": theme.position,
        "moderators": "\n".join(theme.moderators.order_by("name").values_list("email", flat=True)),
        "is_public": bool(theme.public_since),
        "is_closed": bool(theme.closed_at),
    }
