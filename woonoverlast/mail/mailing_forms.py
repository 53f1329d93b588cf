"""Filters of the recipients of a mailing."""

from django import forms
from django.db.models import Q, QuerySet

from woonoverlast.mail.models import Recipient
from woonoverlast.web.forms import CleanForm

RETURNED = "terug"


class RecipientFilter(CleanForm):
    q = forms.CharField(label="Naam of adres", required=False, max_length=200)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), *Recipient.State.choices, (RETURNED, "teruggekomen")],
    )

    def chosen(self, rows: QuerySet[Recipient]) -> QuerySet[Recipient]:
        """A choice that does not exist shows everybody."""
        cleaned = self.cleaned_data if self.is_valid() else {}
        text, state = cleaned.get("q", "").strip(), cleaned.get("stand", "")
        if text:
            rows = rows.filter(Q(name__icontains=text) | Q(address__icontains=text))
        if state == RETURNED:
            return rows.exclude(bounced_at=None)
        return rows.filter(state=state) if state else rows
