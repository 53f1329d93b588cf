"""Once a year: how often was the order of article 151d used? Asked by mail, answered on a page, shown without small numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from woonoverlast.local_rules.models import SurveyAnswer, SurveyLetter
from woonoverlast.people.models import Discipline, Membership, Person, Role
from woonoverlast.places.models import Municipality, SizeClass, size_class

# Below this a number may tell of one household.
LEAST = 5
NUMBERS = {"intentions": "Voornemens", "imposed": "Opgelegd", "forfeited": "Verbeurd"}


def year_asked(today: date) -> int:
    """The year that is over."""
    return today.year - 1


def send(*, today: date | None = None) -> int:
    """Ask each coordinator of a municipality that did not answer yet; nobody twice. Returns how many mails."""
    year = year_asked(today or timezone.localdate())
    answered = SurveyAnswer.objects.filter(year=year, replaced_at=None).values("municipality")
    asked = set(SurveyLetter.objects.filter(year=year).values_list("person", "municipality"))
    due = (
        coordinators()
        .exclude(organisation__municipality__in=answered)
        .select_related("person", "organisation__municipality")
    )
    return sum(ask(one, year) for one in due if (one.person_id, one.organisation.municipality_id) not in asked)


def coordinators() -> QuerySet[Membership]:
    return Membership.objects.active().filter(
        role=Role.COORDINATOR,
        organisation__kind=Discipline.MUNICIPALITY,
        organisation__municipality__valid_to=None,
        person__suspended_at=None,
        person__anonymised_at=None,
    )


@transaction.atomic
def ask(membership: Membership, year: int) -> bool:
    municipality, person = membership.organisation.municipality, membership.person
    assert municipality is not None
    _, is_new = SurveyLetter.objects.get_or_create(year=year, municipality=municipality, person=person)
    if is_new:
        address = reverse("local_rules:survey_answer", args=[year, municipality.slug])
        send_mail(f"Eén minuut: hoe vaak gebruikte {municipality} artikel 151d in {year}?", letter(person, municipality, year, address), None, [person.email])  # fmt: skip
    return is_new


def letter(person: Person, municipality: Municipality, year: int, address: str) -> str:
    return (
        f"Beste {person},\n\n"
        f"Niemand houdt bij hoe vaak gemeenten de gedragsaanwijzing uit de Wet aanpak woonoverlast gebruiken. Samen lukt dat wel.\n"
        f"Wil je vier vragen beantwoorden over {municipality} in {year}? Dat kost een minuut:\n\n"
        f"{settings.SITE_URL}{address}\n\n"
        "Je logt in en vult vier antwoorden in, zonder gegevens van bewoners. Aantallen onder de vijf laten we niet zien.\n\n"
        "Platform Woonoverlast\n"
    )


@transaction.atomic
def answer(municipality: Municipality, year: int, *, by: Person, **facts: object) -> SurveyAnswer:
    """In the place of what was answered before."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    former = SurveyAnswer.objects.filter(municipality=municipality, year=year, replaced_at=None)
    former.update(replaced_at=timezone.now())
    return SurveyAnswer.objects.create(municipality=municipality, year=year, by=by, **facts)


@dataclass(frozen=True)
class Line:
    """A row of the table; None is a number that is not shown."""

    name: str
    answered: int | None
    numbers: list[int | None]

    @property
    def named(self) -> list[tuple[str, int | None]]:
        return list(zip(NUMBERS.values(), self.numbers, strict=True))


@dataclass(frozen=True)
class Results:
    year: int
    asked: int
    answered: int
    total: int
    lines: list[Line]
    sums: Line
    outcomes: list[tuple[str, int | None]]


def years() -> list[int]:
    """With an answer, the newest first."""
    found = SurveyAnswer.objects.filter(replaced_at=None).order_by().values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def results(year: int) -> Results:
    """By size of the municipality. Four queries."""
    answers = list(SurveyAnswer.objects.filter(year=year, replaced_at=None))
    places = Municipality.objects.with_figures().filter(pk__in=[one.municipality_id for one in answers])
    sizes = {place.pk: size_class(place.inhabitants or 0) for place in places}  # type: ignore[attr-defined]
    groups = [[one for one in answers if sizes[one.municipality_id] == size] for size in SizeClass]
    counts = [len(group) for group in groups]
    columns = [hidden([sum(getattr(one, name) for one in group) for group in groups], counts) for name in NUMBERS]
    sums = [whole(sum(getattr(one, name) for one in answers), len(answers)) for name in NUMBERS]
    said = [sum(one.result == code for one in answers) for code in SurveyAnswer.Result.values]
    return Results(
        year=year,
        asked=SurveyLetter.objects.filter(year=year).values("municipality").distinct().count(),
        answered=len(answers),
        total=Municipality.objects.denominator(on=max(date(year, 12, 31), date(2010, 1, 1))),
        lines=[
            Line(size.label, shown, [column[place] for column in columns])
            for place, (size, shown) in enumerate(zip(SizeClass, hidden(counts, counts), strict=True))
        ],
        sums=Line("Alle gemeenten", len(answers), sums),
        outcomes=list(zip(SurveyAnswer.Result.labels, hidden(said, said), strict=True)),
    )


def whole(number: int, answered: int) -> int | None:
    return None if 0 < number < LEAST or 0 < answered < LEAST else number


def hidden(numbers: Sequence[int], answered: Sequence[int]) -> list[int | None]:
    """Without what is small or comes from few municipalities. Where one is hidden, the next smallest goes too: with the
    total beside it the one could be reckoned back."""
    small = {
        place for place, (number, count) in enumerate(zip(numbers, answered, strict=True)) if is_small(number, count)
    }
    # What is hidden together must be no small number either, or the total gives it away.
    rest = sorted((number, place) for place, number in enumerate(numbers) if place not in small and number)
    while small and rest and (len(small) < 2 or sum(numbers[place] for place in small) < LEAST):
        small.add(rest.pop(0)[1])
    return [None if place in small else number for place, number in enumerate(numbers)]


def is_small(number: int, answered: int) -> bool:
    return 0 < number < LEAST or 0 < answered < LEAST


COLUMNS = ["jaar", "grootte", "gemeenten_met_antwoord", "voornemens", "opgelegd", "verbeurd"]


def rows(found: Results) -> Iterable[list[object]]:
    """Under `COLUMNS`; "verborgen" is a number that is not shown."""
    for line in (*found.lines, found.sums):
        yield [found.year, line.name, *(in_file(number) for number in (line.answered, *line.numbers))]


def in_file(number: int | None) -> object:
    return "verborgen" if number is None else number
