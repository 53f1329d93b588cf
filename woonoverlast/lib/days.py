"""Fields for days and moments that can be reckoned with: near the ends of the calendar every sum goes wrong."""

from datetime import date, datetime
from typing import Any

from django import forms

FIRST, LAST = 1900, 2100
OUTSIDE = f"Kies een dag tussen {FIRST} en {LAST}."


def within_reach(value: date | datetime) -> None:
    if not FIRST <= value.year <= LAST:
        raise forms.ValidationError(OUTSIDE)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[within_reach], **kwargs)


class MomentField(forms.DateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[within_reach], **kwargs)
