"""Forms whose texts others read: every text field is looked over for personal data, also one that is added later.

What was seen is refused beside its field, with the reason and neutral words; it stands in no row and no log. Members,
organisations and municipalities may be named.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from woonoverlast.lib import personal_data, richtext
from woonoverlast.lib.personal_data import Finding, Kind
from woonoverlast.lib.quiet_forms import QuietForm
from woonoverlast.lib.richtext import RichTextField
from woonoverlast.people.models import Organisation, Person, VisibleField
from woonoverlast.places.models import Municipality

MOST = 30
MOST_NAMED = 200
MOST_TOLD = 5
# Fields of text that hold no sentences: an address, a key, a code.
NO_TEXT = (forms.EmailField, forms.URLField, forms.UUIDField, forms.RegexField, forms.SlugField, forms.JSONField)


class Guarded:
    """Put before a form class. `unguarded` says of each field that is not looked over why not."""

    unguarded: ClassVar[dict[str, str]] = {}
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]  # a form comes behind it
        if self.is_bound:  # type: ignore[attr-defined]
            for name in guarded_fields(self):
                self.look_over(name)

    def look_over(self, name: str) -> None:
        if name not in self.cleaned_data:  # something else was wrong with it
            return
        value = self.cleaned_data[name]
        typed = value if isinstance(value, str) else str(self[name].value() or "")  # type: ignore[index]
        seen = look(words_of(self.fields[name], typed), allowed=self.may_be_named())
        if seen:
            self.add_error(name, told(seen))  # type: ignore[attr-defined]

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
    known = known_names(finding.text for finding in found if finding.kind in {Kind.NAME, Kind.MAIL})
    return [finding for finding in found if not inside(finding, text, known)]


def told(seen: list[Finding]) -> str:
    each = [
        f"‘{finding.text}’: {in_sentence(finding.reason)} Schrijf liever ‘{finding.replacement}’." for finding in seen
    ]
    return " ".join([*list(dict.fromkeys(each))[:MOST_TOLD], "Schrijf het zonder gegevens van personen."])


def in_sentence(reason: str) -> str:
    return reason[0].lower() + reason[1:]


def known_names(found: Iterable[str]) -> list[str]:
    """Names and addresses that stand in the directory, and organisations and municipalities with such a word in their name."""
    words = set(islice(found, MOST))
    if not words:
        return []
    return [*members_like(words), *organisations_like(words)]


def members_like(words: set[str]) -> Iterator[str]:
    wanted = Q()
    for word in words:
        wanted |= Q(name__iendswith=word.split()[-1]) | Q(email__iexact=word)
        if "," in word:
            wanted |= Q(name__icontains=word.partition(",")[0])
    for person in Person.objects.members().filter(wanted)[:MOST_NAMED]:
        yield from forms_of(person.name)
        if person.shows(VisibleField.EMAIL):
            yield person.email


def organisations_like(words: set[str]) -> list[str]:
    wanted = Q()
    for word in words:
        wanted |= Q(name__icontains=word)
    found = Organisation.objects.filter(wanted).values_list("name", flat=True)[:MOST_NAMED]
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
    low = text.lower()
    for name in names:
        start = low.find(name.lower(), max(0, finding.start - len(name)))
        if start >= 0 and start <= finding.start and finding.end <= start + len(name):
            return True
    return False
