"""/stijl/: every component as it is, with the line that includes it. Open in a demonstration, else for editors."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.web.access import Level, access
from woonoverlast.web.forms import CleanForm


class ExampleForm(CleanForm):
    """One field of each kind."""

    name = forms.CharField(label="Je naam", max_length=80, help_text="Zoals collega's je kennen.")
    mail = forms.EmailField(label="Mailadres van je werk")
    municipality = forms.CharField(
        label="Gemeente",
        required=False,
        widget=forms.TextInput(attrs={"data-typeahead-url": "/stijl/gemeenten/"}),
        help_text="Typ de eerste letters. Probeer: ut.",
    )
    discipline = forms.ChoiceField(
        label="Vakgebied",
        choices=[("", "Maak een keuze"), ("zorg", "Zorg"), ("wonen", "Wonen"), ("politie", "Politie")],
    )
    contact = forms.ChoiceField(
        label="Hoe vaak wil je bericht?",
        choices=[("day", "Elke dag"), ("week", "Elke week"), ("never", "Nooit")],
        widget=forms.RadioSelect,
    )
    expertise = forms.MultipleChoiceField(
        label="Waar weet je veel van?",
        required=False,
        choices=[
            ("noise", "Geluid"),
            ("care", "Onbegrepen gedrag"),
            ("law", "Gedragsaanwijzing"),
            ("talk", "Buurtbemiddeling"),
        ],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
    )
    about = forms.CharField(label="Wat zoek je hier?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    attachment = forms.FileField(label="Lijst met collega's", required=False, help_text="Een CSV- of Excelbestand.")
    agree = forms.BooleanField(label="Ik deel geen gegevens over bewoners")


class ExampleFilter(CleanForm):
    province = forms.ChoiceField(
        label="Provincie", required=False, choices=[("", "Alle provincies"), ("ut", "Utrecht"), ("ze", "Zeeland")]
    )
    text = forms.CharField(label="Naam", required=False)


@access(Level.DEMONSTRATION if settings.DEMONSTRATION else Level.EDITOR)
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "website/style.html", example())


def example() -> dict[str, Any]:
    return {
        "form": ExampleForm(auto_id="leeg_%s"),
        "form_with_errors": ExampleForm({"name": "Noor", "mail": "noor", "contact": "month"}, auto_id="fout_%s"),
        "filter_form": ExampleFilter({}, auto_id="filter_%s"),
        "page": Paginator(range(480), 20).page(7),
        "crumbs": [("Gemeenten", "/gemeenten/")],
        "headers": ["Gemeente", "Provincie", "Leden", "Inwoners"],
        "rows": [
            ["Utrecht", "Utrecht", "24", "376.435"],
            ["Goes", "Zeeland", "3", "39.806"],
            ["Assen", "Drenthe", "7", "69.766"],
        ],
        "details": [
            ("Organisatie", "Gemeente Utrecht"),
            ("Functie", "Adviseur woonoverlast"),
            ("Lid sinds", "3 maart 2025"),
        ],
        "tabs": [
            ("Kaart", "/stijl/#kaart", True),
            ("Lijst", "/stijl/#tabel", False),
            ("Grafiek", "/stijl/#grafiek", False),
        ],
        "steps": ["Mailadres", "Bevestigen", "Profiel", "Klaar"],
        "events": [
            (date(2026, 3, 2), "Aanvraag verstuurd", "Je vroeg om lid te worden namens Gemeente Goes."),
            (date(2026, 3, 3), "Mailadres bevestigd", ""),
            (date(2026, 3, 4), "Aanvraag goedgekeurd", "Welkom."),
        ],
        "colours": ["petrol-deep", "petrol", "petrol-bright", "clay", "paper", "ink"],
    }


@access(Level.DEMONSTRATION if settings.DEMONSTRATION else Level.EDITOR)
@require_safe
def example_suggestions(request: HttpRequest) -> HttpResponse:
    """What the example of the type-ahead field asks: the shape that every such address answers."""
    names = [
        ("Utrecht", "Utrecht"),
        ("Utrechtse Heuvelrug", "Utrecht"),
        ("Uithoorn", "Noord-Holland"),
        ("Goes", "Zeeland"),
    ]
    wanted = request.GET.get("q", "").lower()
    found = [{"label": name, "detail": province} for name, province in names if name.lower().startswith(wanted)]
    return JsonResponse({"results": found})
