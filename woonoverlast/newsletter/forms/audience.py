"""The form that says who gets an edition."""

from functools import partial
from typing import Any

from django import forms

from woonoverlast.forum.models import Theme
from woonoverlast.newsletter.audience import Segment
from woonoverlast.people.models import Discipline, Role
from woonoverlast.places.models import Region, SizeClass
from woonoverlast.web.forms import CleanForm

ACTIVE = [(0, "maakt niet uit"), (30, "laatste 30 dagen"), (90, "laatste 3 maanden"), (365, "laatste jaar")]
Many = partial(forms.MultipleChoiceField, required=False, widget=forms.CheckboxSelectMultiple)
COLUMNS = {"class": "choices--columns"}
NAMES = ("disciplines", "roles", "provinces", "sizes", "themes")


class AudienceForm(CleanForm):
    """Nothing chosen in a group means everybody in it."""

    members = forms.BooleanField(label="Leden van het platform", required=False)
    subscribers = forms.BooleanField(label="Abonnees zonder account", required=False)
    disciplines = Many(label="Vakgebied", choices=Discipline.choices)
    roles = Many(label="Rol", choices=Role.choices)
    provinces = Many(label="Provincie")
    sizes = Many(label="Grootte van de gemeente", choices=SizeClass.choices)
    themes = Many(label="Volgt het thema")
    active_days = forms.TypedChoiceField(
        label="Wanneer voor het laatst op het platform?", choices=ACTIVE, coerce=int, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = Region.objects.filter(kind=Region.Kind.PROVINCE).order_by("name")
        self.choose("provinces", list(provinces.values_list("code", "name")))
        self.choose("themes", list(Theme.objects.order_by("name").values_list("slug", "name")))
        for name in NAMES:
            self.fields[name].widget.attrs |= COLUMNS

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("members") and not cleaned.get("subscribers"):
            self.add_error("members", "Kies leden, abonnees of allebei.")
        return cleaned

    @property
    def segment(self) -> Segment:
        """What is chosen now, also while a choice is missing: to count with."""
        cleaned = self.cleaned_data
        lists = {name: tuple(cleaned.get(name) or ()) for name in NAMES}
        return Segment(
            members=bool(cleaned.get("members")),
            subscribers=bool(cleaned.get("subscribers")),
            active_days=cleaned.get("active_days") or 0,
            **lists,
        )

    @property
    def choices_open(self) -> bool:
        """Whether anything beyond members and subscribers is chosen, so that those fields are shown at once."""
        return any(self[name].value() for name in (*NAMES, "active_days") if self[name].value() not in ("0", 0))


def audience_form(segment: Segment, data: Any = None) -> AudienceForm:
    return AudienceForm(data, initial=segment.as_json())


class CountForm(CleanForm):
    """The button that counts and keeps nothing."""

    tel = forms.BooleanField(required=False)

    @property
    def only_counts(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data["tel"])
