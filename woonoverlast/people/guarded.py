"""Forms whose texts others read: every text field is looked over for personal data, also one that is added later.

What was seen is refused beside its field, with the reason and neutral words; it stands in no row and no log. Members,
organisations and municipalities may be named.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from woonoverlast.lib import personal_data, richtext
from woonoverlast.lib.personal_data import Finding, Kind
from woonoverlast.lib.richtext import RichTextField
from woonoverlast.people.false_alarms import allowed_like
from woonoverlast.people.models import Organisation, Person, VisibleField
from woonoverlast.places.models import Municipality
from woonoverlast.web.forms import CleanText, QuietForm

NAMED = {Kind.NAME, Kind.MAIL}
# What a tick lets stay: how a speaker can be reached is in many a programme.
TICKED = NAMED | {Kind.PHONE}
NAMES_OK = "names_ok"
NAMES_LABEL = "De namen en nummers hier zijn van sprekers of collega's die dat goed vinden, niet van bewoners"
MAX_COUNT = 30
MAX_NAMED = 200
MAX_TOLD = 5
# Fields of text that hold no sentences: an address, a key, a code.
NO_TEXT = (forms.EmailField, forms.URLField, forms.UUIDField, forms.RegexField, forms.SlugField, forms.JSONField)


class Guarded(CleanText):
    """Put before a form class. `unguarded` says of each field that is not looked over why not.

    Where speakers and colleagues belong in the text, `names_may_stay` after a tick that says so; numbers and addresses never.
    """

    unguarded: Mapping[str, str] = {}
    names_may_stay = False
    ticked = False
    # A guest without an account cannot ask an editor: he leaves the words out.
    can_explain = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.names_may_stay:
            self.fields[NAMES_OK] = forms.BooleanField(label=NAMES_LABEL, required=False, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        self.ticked = self.cleaned_data.pop(NAMES_OK, False)
        for name in guarded_fields(self):
            if name in self.cleaned_data:  # nothing else was wrong with it
                self.look_over(name)

    def look_over(self, name: str) -> None:
        value = self.cleaned_data[name]
        typed = value if isinstance(value, str) else str(self[name].value() or "")
        self.refuse(name, look(words_of(self.fields[name], typed), allowed=self.may_be_named()))

    def refuse(self, name: str, seen: list[Finding]) -> None:
        """Beside the field, unless only names were seen and a tick says that those may stay."""
        if self.names_may_stay and any(finding.kind in TICKED for finding in seen):
            self.fields[NAMES_OK].widget = forms.CheckboxInput()
            if self.ticked:
                seen = [finding for finding in seen if finding.kind not in TICKED]
        if seen:
            self.add_error(name, told(seen, can_explain=self.can_explain))

    @property
    def asks_names(self) -> bool:
        return NAMES_OK in self.fields and not self[NAMES_OK].is_hidden

    def may_be_named(self) -> Iterable[str]:
        """Who else than members: the speakers of an event."""
        return ()


class GuardedForm(Guarded, QuietForm):
    pass


def guarded_fields(form: Any) -> list[str]:
    """Of a form or its class."""
    fields = getattr(form, "fields", None) or form.base_fields
    return [name for name, field in fields.items() if is_text(field) and name not in form.unguarded]


def is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, NO_TEXT)


def words_of(field: forms.Field, typed: str) -> str:
    return f"{richtext.plain(typed)}\n{richtext.links(typed)}" if isinstance(field, RichTextField) else typed


def look(text: str, *, allowed: Iterable[str] = ()) -> list[Finding]:
    """What may point at a resident."""
    found = personal_data.find(text, allowed=allowed)
    known = known_names(finding.text for finding in found if finding.kind in NAMED)
    known += allowed_like(finding.text for finding in found)
    return [finding for finding in found if not inside(finding, text, known)]


def told(seen: list[Finding], *, can_explain: bool = True) -> str:
    """With the way out for who is stopped wrongly; it opens beside the form, so that nothing typed is lost."""
    each = [
        f"‘{finding.text}’: {in_sentence(finding.reason)} Schrijf liever ‘{finding.replacement}’." for finding in seen
    ]
    what = " ".join([*list(dict.fromkeys(each))[:MAX_TOLD], "Schrijf het zonder gegevens van personen."])
    if not can_explain:
        return f"{what} Is dit geen persoon? Laat de woorden toch weg: alleen leden kunnen het een redacteur uitleggen."
    url = reverse("people:false_alarm")
    return format_html(
        '{} Is dit geen persoon? <a href="{}" target="_blank">Leg het uit (nieuw venster)</a>.', what, url
    )


def in_sentence(reason: str) -> str:
    return reason[0].lower() + reason[1:]


def known_names(found: Iterable[str]) -> list[str]:
    """Names and addresses that stand in the directory, and organisations and municipalities with such a word in their name."""
    words = set(islice(found, MAX_COUNT))
    if not words:
        return []
    return [*members_like(words), *organisations_like(words)]


def members_like(words: set[str]) -> Iterator[str]:
    wanted = Q()
    for word in words:
        wanted |= Q(name__iendswith=word.split()[-1]) | Q(email__iexact=word)
        if "," in word:
            wanted |= Q(name__icontains=word.partition(",")[0])
    for person in Person.objects.members().filter(wanted)[:MAX_NAMED]:
        yield from forms_of(person.name)
        if person.shows(VisibleField.EMAIL):
            yield person.email


def organisations_like(words: set[str]) -> list[str]:
    wanted = Q()
    for word in words:
        wanted |= Q(name__icontains=word)
    found = Organisation.objects.filter(wanted).values_list("name", flat=True)[:MAX_NAMED]
    return [*found, *Municipality.objects.filter(wanted).values_list("name", flat=True)]


def forms_of(name: str) -> Iterator[str]:
    """Jan de Vries signs with that, with J. de Vries, and is in the properties of a file as Vries, Jan de."""
    words = name.split()
    yield name
    if len(words) < 2:
        return
    rest = " ".join(words[1:])
    first, particles, last = words[0], " ".join(words[1:-1]), words[-1]
    yield from (f"{first[0]}. {rest}", f"{first[0]}.{rest}", f"{rest}, {first}", f"{rest}, {first[0]}.")
    if particles:
        yield from (f"{last}, {first} {particles}", f"{last}, {first[0]}. {particles}")
        yield f"{particles[0].upper()}{particles[1:]} {last}"


def inside(finding: Finding, text: str, names: list[str]) -> bool:
    """Whether what was found is part of a known name that stands there in full."""
    for name in names:
        first = max(0, finding.end - len(name))
        start = text[first : finding.start + len(name)].lower().find(name.lower())
        if 0 <= start <= finding.start - first:
            return True
    return False
