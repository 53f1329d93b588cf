"""Forms of the door and of who checks himself in."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from woonoverlast.attendance.models import How
from woonoverlast.events.signing_up import Guest
from woonoverlast.lib.text import clean_line, storable
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Person
from woonoverlast.web.forms import CleanForm, QuietForm

MAX_AT_ONCE = 500
# A phone that was away longer than this has nothing to say about today.
MAX_AWAY = timedelta(days=2)


class FindForm(CleanForm):
    q = forms.CharField(label="Zoek op naam of organisatie", required=False, max_length=100)

    @property
    def wanted(self) -> str:
        self.is_valid()
        return clean_line(self.cleaned_data.get("q") or "")


class ArrivalForm(FindForm):
    """The button beside a name, and the search that was on."""

    sign_up = forms.IntegerField(min_value=1, max_value=2**62)


class WalkInForm(GuardedForm):
    """A member by his address, or anybody by name. `person` and `guest` are what came out."""

    unguarded = {"name": "de gast zelf", "organisation": "waar de gast werkt"}
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        max_length=254,
        help_text="Van een lid is dit genoeg. Bij een gast komt hier de evaluatie en het certificaat.",
    )
    name = forms.CharField(label="Naam", required=False, max_length=120, help_text="Niet nodig bij een lid.")
    organisation = forms.CharField(label="Organisatie", required=False, max_length=150)

    person: Person | None = None
    guest: Guest | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, email = clean_line(cleaned.get("name") or ""), str(cleaned.get("email") or "").lower()
        self.person = Person.objects.members().filter(email=email).first() if email else None
        if self.person is None and not name and not self.errors:
            self.add_error("name", "Dit adres is niet van een lid. Vul een naam in." if email else "Vul een naam in.")
        self.guest = Guest(name, email, clean_line(cleaned.get("organisation") or ""))
        return cleaned


class CodeForm(QuietForm):
    code = forms.CharField(
        label="Code van het scherm",
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-field"}
        ),
        help_text="Zes tekens. Hoofdletters of kleine letters maakt niet uit.",
    )

    @property
    def known(self) -> str:
        """The code that the picture on the screen carries along."""
        return self.cleaned_data.get("code", "") if self.is_valid() else ""

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).replace("-", "").upper()


@dataclass(frozen=True)
class Scan:
    """What a phone read, with the moment by our clock."""

    mark: UUID
    code: str
    how: How
    at: datetime


class SyncForm(CleanForm):
    """A list of {mark, code, how, ago}: seconds since it was read, because clocks of phones differ."""

    scans = forms.CharField(required=False, max_length=200_000)

    def clean_scans(self) -> list[Scan]:
        try:
            rows = json.loads(self.cleaned_data["scans"] or "[]")
            return [scan_of(row) for row in rows[:MAX_AT_ONCE]]
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise forms.ValidationError("Dit is geen lijst met scans.") from None


def scan_of(row: dict[str, Any]) -> Scan:
    ago = timedelta(seconds=float(row["ago"]))
    how = How.LIST if row["how"] == How.LIST else How.SCANNED
    moment = timezone.now() - min(max(ago, timedelta(0)), MAX_AWAY)
    return Scan(UUID(row["mark"]), storable(str(row["code"]))[:80], how, moment)
