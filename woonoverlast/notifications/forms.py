"""Forms of what somebody wants to hear, and when."""

from typing import Any

from django import forms

from woonoverlast.notifications import things
from woonoverlast.notifications.models import Choices, Group, Route, Watch
from woonoverlast.notifications.models.choices import HOURS, WEEKDAYS
from woonoverlast.notifications.presets import PRESETS
from woonoverlast.web.forms import CleanForm

NO_HOUR = [("", "geen stille uren"), *HOURS]
CAPS = [(1, "1 mail"), (3, "3 mails"), (5, "5 mails"), (10, "10 mails"), (20, "20 mails"), (50, "50 mails")]


class ChoicesForm(forms.ModelForm):  # type: ignore[type-arg]
    quiet_from = forms.TypedChoiceField(
        label="Geen mail vanaf", choices=NO_HOUR, coerce=int, empty_value=None, required=False
    )
    quiet_until = forms.TypedChoiceField(
        label="Weer mail vanaf", choices=NO_HOUR, coerce=int, empty_value=None, required=False
    )
    quiet_days = forms.TypedMultipleChoiceField(
        label="Geen mail op",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    daily_cap = forms.TypedChoiceField(
        label="Hoeveel mails per dag hoogstens?",
        choices=CAPS,
        coerce=int,
        help_text="Wat daarboven komt, staat in je overzicht.",
    )

    class Meta:
        model = Choices
        fields = [
            *Group.values,
            "digest",
            "digest_day",
            "digest_hour",
            "halfway",
            "daily_cap",
            "quiet_from",
            "quiet_until",
            "quiet_days",
        ]
        help_texts = {
            "ask": "Een vraag aan jou, een casusvraag om te lezen, een herinnering die je zelf zette.",
            "news": "Onderwerpen, thema's en gemeenten die je volgt.",
            "digest_day": "Alleen bij een overzicht per week.",
            "halfway": "Alleen bij een overzicht per week.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (cleaned.get("quiet_from") is None) != (cleaned.get("quiet_until") is None):
            self.add_error("quiet_until", "Kies twee uren, of bij allebei geen stille uren.")
        in_digest = [group for group in Group.values if cleaned.get(group) == Route.DIGEST]
        if in_digest and cleaned.get("digest") == Choices.Digest.NEVER:
            self.add_error(
                "digest", "Hierboven koos je iets in het overzicht. Kies dan ook hoe vaak het overzicht komt."
            )
        return cleaned


class PresetForm(CleanForm):
    voorkeuze = forms.ChoiceField(choices=[(preset.slug, preset.name) for preset in PRESETS.values()])


class LevelForm(CleanForm):
    """How closely somebody follows one thing that every member may read."""

    wat = forms.CharField(max_length=60)
    niveau = forms.ChoiceField(choices=Watch.Level.choices)
    # Back to the page of the thing, where the form stood.
    terug = forms.BooleanField(required=False)

    def clean_wat(self) -> str:
        name: str = self.cleaned_data["wat"]
        self.thing = things.find([name]).get(name)
        if not self.thing or not self.thing.name:
            raise forms.ValidationError("Dit kun je niet volgen.")
        return name


class StopForm(CleanForm):
    """The buttons of the page behind the link in a mail."""

    stop = forms.ChoiceField(choices=[(name, name) for name in ("thread", "group", "digest", "everything")])


class OneClickForm(CleanForm):
    """What RFC 8058 has mail programs post: List-Unsubscribe=One-Click."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["List-Unsubscribe"] = forms.RegexField(r"^One-Click$")
