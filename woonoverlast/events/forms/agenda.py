"""Filters of the agenda."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from woonoverlast.events.models import Audience, Event, Kind
from woonoverlast.events.models.events import EventQuerySet
from woonoverlast.people.models import Expertise
from woonoverlast.places.models import Municipality, Region
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.widgets import LongSelect

WHERE = [("", "Overal"), ("online", "online"), ("locatie", "op locatie")]
FOR_WHOM = [("", "Iedereen"), ("gasten", "ook wie geen lid is"), ("leden", "leden")]


class AgendaForm(CleanForm):
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle"), *Kind.choices])
    thema = forms.ModelChoiceField(
        Expertise.objects.none(), label="Thema", required=False, empty_label="Alle", to_field_name="slug"
    )
    provincie = forms.ModelChoiceField(
        Region.objects.none(), label="Provincie", required=False, empty_label="Alle", to_field_name="code"
    )
    vorm = forms.ChoiceField(label="Online of op locatie", required=False, choices=WHERE)
    voor = forms.ChoiceField(label="Voor wie", required=False, choices=FOR_WHOM)
    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(), required=False, to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stamp = current_stamp()
        for name in ("soort", "vorm", "voor"):
            choice: Any = self.fields[name]
            choice.widget = LongSelect(attrs=choice.widget.attrs, choices=choice.choices)
        for name, rows in QUERYSETS.items():
            field: Any = self.fields[name]
            field.widget = LongSelect(attrs=field.widget.attrs)
            field.queryset = rows()
            field.choices = remember(f"choices of agenda {name}", partial(list, field.choices), stamp=stamp)
        municipality: Any = self.fields["gemeente"]
        municipality.queryset = Municipality.objects.current()

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def printed(self) -> SafeString:
        """The bar of filters. It shows nothing but what was chosen, so it is made once for each choice."""
        chosen = tuple((name, str(getattr(value, "pk", value))) for name, value in self.chosen.items())
        key = ("agenda filters", chosen)
        make = partial(render_to_string, "components/filter_bar.html", {"form": self})
        return make() if self.errors else remember(key, make, stamp=current_stamp())

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        for name, value in self.chosen.items():
            events = events.filter(FILTERS[name](value))
        return events


QUERYSETS: dict[str, Callable[[], QuerySet[Any]]] = {
    "thema": lambda: Expertise.objects.exclude(facet=Expertise.Facet.PHASE),
    "provincie": lambda: Region.objects.filter(kind=Region.Kind.PROVINCE),
}
FILTERS: dict[str, Any] = {
    "soort": lambda kind: Q(kind=kind),
    "thema": lambda subject: Q(pk__in=Event.subjects.through.objects.filter(expertise=subject).values("event")),
    "provincie": lambda province: Q(municipality__province=province),
    "vorm": lambda where: Q(online=True) if where == "online" else ~Q(location="") | Q(municipality__isnull=False),
    "voor": lambda whom: Q(audience=Audience.EVERYBODY) if whom == "gasten" else ~Q(audience=Audience.EVERYBODY),
    "gemeente": lambda municipality: Q(municipality=municipality),
}


class MonthForm(CleanForm):
    """`maand` as 2026-12."""

    maand = forms.RegexField(r"\A20\d\d-(0[1-9]|1[0-2])\Z", required=False)

    @property
    def first_day(self) -> date:
        text = self.cleaned_data["maand"] if self.is_valid() else ""
        if not text:
            return timezone.localdate().replace(day=1)
        year, month = text.split("-")
        return date(int(year), int(month), 1)
