"""Forms of training tracks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.attendance.forms.day import FindForm
from woonoverlast.attendance.models import TrackItem
from woonoverlast.events.models import Event
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm

MAX_SHOWN = 40


class TrackForm(GuardedForm):
    title = forms.CharField(label="Titel", max_length=160, min_length=3)
    description = forms.CharField(
        label="Omschrijving",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Voor wie is deze leerlijn, en wat kun je na afloop?",
    )
    published = forms.BooleanField(label="Iedereen mag deze leerlijn zien", required=False)

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])


class FindEventForm(FindForm):
    """Which events are offered as a choice. What was typed below is not kept, so it stands above."""

    q = forms.CharField(label="Zoek eerst de bijeenkomsten op titel", required=False, max_length=100)


class ItemForm(GuardedForm):
    """Which events count for it: what was chosen already, and what the search found."""

    title = forms.CharField(label="Titel", max_length=160)
    text = forms.CharField(
        label="Wat je hier leert", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    position = forms.IntegerField(label="Plaats in de rij", min_value=1, max_value=100)
    events = forms.ModelMultipleChoiceField(
        Event.objects.none(),
        label="Bijeenkomsten die hiervoor tellen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie bij één hiervan was, heeft dit onderdeel gedaan.",
    )

    def __init__(self, *args: Any, item: TrackItem | None, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = list(item.events.order_by("-starts_at")) if item else []
        every = Event.objects.going_on()
        field: Any = self.fields["events"]
        field.queryset = every | Event.objects.filter(pk__in=[event.pk for event in chosen])
        field.widget.choices = [(event.pk, label_of(event)) for event in shown(every, chosen, wanted)]
        if item:
            self.initial["events"] = [event.pk for event in chosen]


def shown(every: QuerySet[Event], chosen: list[Event], wanted: str) -> list[Event]:
    found = every.filter(title__icontains=wanted) if wanted else every
    others = found.exclude(pk__in=[event.pk for event in chosen]).order_by("-starts_at")
    return [*chosen, *others[:MAX_SHOWN]]


def label_of(event: Event) -> str:
    at = timezone.localtime(event.starts_at)
    return f"{event.title} ({at.day}-{at.month}-{at.year}{f', {event.place}' if event.location else ''})"
