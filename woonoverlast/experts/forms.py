"""Looking for who knows, and asking one person."""

from collections.abc import Iterable
from typing import Any

from django import forms

from woonoverlast.experts import evidence
from woonoverlast.experts.subjects import split, subjects_in
from woonoverlast.forum.models import Topic
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Discipline, Expertise, Person
from woonoverlast.places.models import Municipality, Region, SizeClass
from woonoverlast.web.forms import CleanForm

KINDS = [choice for choice in Discipline.choices if choice[0] != Discipline.PLATFORM]


class ExpertForm(CleanForm):
    onderwerp = forms.ModelChoiceField(
        Expertise.objects.none(),
        label="Onderwerp",
        required=False,
        empty_label="Kies een onderwerp",
        to_field_name="slug",
    )
    vraag = forms.CharField(
        label="Of typ je vraag",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    vakgebied = forms.ChoiceField(label="Vakgebied", required=False, choices=[("", "Alle"), *KINDS])
    provincie = forms.ModelChoiceField(
        Region.objects.none(), label="Provincie", required=False, empty_label="Alle", to_field_name="code"
    )
    grootte = forms.ChoiceField(
        label="Grootte van de gemeente", required=False, choices=[("", "Alle"), *SizeClass.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = Region.objects.filter(kind=Region.Kind.PROVINCE).order_by("name")
        self.fields["onderwerp"].queryset = Expertise.objects.all()  # type: ignore[attr-defined]
        self.fields["provincie"].queryset = provinces  # type: ignore[attr-defined]

    def clean_vraag(self) -> str:
        return clean_line(self.cleaned_data["vraag"])

    def subjects(self) -> list[Expertise]:
        """The chosen subject; else what the question is about."""
        cleaned = self.cleaned_data
        return [cleaned["onderwerp"]] if cleaned.get("onderwerp") else subjects_in(cleaned.get("vraag", ""))

    def wanted(self, viewer: Person) -> evidence.Wanted:
        """Whom this viewer may see, as far as the filters let through; not the viewer."""
        cleaned = self.cleaned_data
        among = Person.objects.visible_to(viewer).members().exclude(pk=viewer.pk)
        if cleaned.get("vakgebied"):
            among = among.filter(discipline=cleaned["vakgebied"])
        if cleaned.get("provincie"):
            among = among.filter(municipality__province=cleaned["provincie"])
        if cleaned.get("grootte"):
            alike = Municipality.objects.current().with_figures().of_size(cleaned["grootte"])
            among = among.filter(municipality__in=list(alike.values_list("pk", flat=True)))
        is_narrow = any(cleaned.get(name) for name in ("vakgebied", "provincie", "grootte"))
        return evidence.Wanted(self.subjects(), among, evidence.peers_of(viewer.municipality), is_narrow)


class AskForm(CleanForm):
    """Which of my own questions somebody is asked about."""

    topic = forms.ModelChoiceField(
        Topic.objects.none(), label="Over welke vraag?", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]


class PassOnForm(CleanForm):
    """To whom a request goes: somebody who likely knows, or a colleague."""

    person = forms.ChoiceField(label="Wie weet dit beter?")

    def __init__(self, *args: Any, likely: list[Person], colleagues: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in [*likely, *colleagues]}
        groups = [("Weten dit misschien", likely), ("Jouw collega's", colleagues)]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Kies iemand"),
            *[(label, [(str(p.pk), p.get_full_name()) for p in people]) for label, people in groups if people],
        ]

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class SubjectWordsForm(GuardedForm):
    words = forms.CharField(
        label="Woorden",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Met een puntkomma ertussen. Een sterretje erachter telt ook langere woorden mee: muziek* vindt muziekoverlast.",
    )

    def clean_words(self) -> list[str]:
        found = split(self.cleaned_data["words"])
        if not found:
            raise forms.ValidationError("Typ minstens één woord.")
        return found
