"""Filters of the list of members, and the tools of a steward."""

from functools import partial
from typing import Any

from django import forms

from woonoverlast.lib.text import clean_line
from woonoverlast.people import mail_domains
from woonoverlast.people.models import Discipline, Expertise
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.places.models import Region
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.widgets import LongSelect


class DirectoryForm(CleanForm):
    q = forms.CharField(
        label="Naam of organisatie", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    discipline = forms.ChoiceField(label="Vakgebied", required=False, choices=[("", "Alle"), *Discipline.choices])
    province = forms.ModelChoiceField(Region.objects.none(), label="Provincie", required=False, empty_label="Alle")
    municipality = MunicipalityChoice(label="Gemeente", required=False, empty_label="Alle", to_field_name="slug")
    expertise = forms.ModelChoiceField(
        Expertise.objects.none(), label="Weet veel van", required=False, empty_label="Alles", to_field_name="slug"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        discipline: Any = self.fields["discipline"]
        discipline.widget = LongSelect(attrs=discipline.widget.attrs, choices=discipline.choices)
        stamp = current_stamp()
        querysets = {
            "province": Region.objects.filter(kind=Region.Kind.PROVINCE).order_by("name"),
            "expertise": Expertise.objects.all(),
        }
        for name, queryset in querysets.items():
            chosen: Any = self.fields[name]
            chosen.widget = LongSelect(attrs=chosen.widget.attrs)
            chosen.queryset = queryset
        for name in (*querysets, "municipality"):
            field: Any = self.fields[name]
            field.choices = remember(("choices", name), partial(list, field.choices), stamp=stamp)

    def clean_q(self) -> str:
        return clean_line(self.cleaned_data["q"])


class PageForm(CleanForm):
    pagina = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    @property
    def number(self) -> int:
        return int(self.cleaned_data.get("pagina") or 1) if self.is_valid() else 1


class StewardForm(CleanForm):
    """Make somebody steward, or end that."""

    person = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    role = forms.ChoiceField(choices=[("steward", "beheerder"), ("member", "lid")], widget=forms.HiddenInput)


class DomainForm(CleanForm):
    domain = forms.CharField(label="Maildomein", max_length=253, help_text="Bijvoorbeeld: gemeente-voorbeeld.nl")

    def clean_domain(self) -> str:
        domain = clean_line(self.cleaned_data["domain"]).lower().removeprefix("@")
        if problem := mail_domains.problem_with(domain):
            raise forms.ValidationError(problem)
        return domain
