"""When an edition goes, and what was on the screen when somebody said so."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from woonoverlast.lib.days import DayField
from woonoverlast.web.forms import QuietForm, renew

NOW, LATER = "nu", "later"
FURTHEST = timedelta(days=366)


class SendForm(QuietForm):
    """`aantal` is the number of recipients that the button showed."""

    moment = forms.ChoiceField(
        label="Wanneer?",
        choices=[(NOW, "Nu meteen"), (LATER, "Op een later moment")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    dag = DayField(label="Dag", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tijd = forms.TimeField(label="Tijd", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    aantal = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("moment") == LATER and not self.errors:
            self.check_moment(cleaned)
        return cleaned

    def check_moment(self, cleaned: dict[str, Any]) -> None:
        for name, what in (("dag", "een dag"), ("tijd", "een tijd")):
            if cleaned.get(name) is None:
                self.add_error(name, f"Kies {what}.")
        if self.errors:
            return
        if self.due_at is None or self.due_at <= timezone.now():
            self.add_error("dag", "Dit moment is al geweest. Kies een later moment.")
        elif self.due_at > timezone.now() + FURTHEST:
            self.add_error("dag", "Kies een dag binnen een jaar.")

    @property
    def due_at(self) -> datetime | None:
        """In the time of Amsterdam; None for now. An hour that does not exist moves on."""
        cleaned = self.cleaned_data
        if cleaned["moment"] == NOW:
            return None
        return timezone.make_aware(datetime.combine(cleaned["dag"], cleaned["tijd"]))

    def renew(self, count: int) -> None:
        renew(self, "aantal", count)
