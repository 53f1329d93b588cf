"""Finding members: filters on an indexed list. Who is shown is decided live by `visible_to`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from woonoverlast.lib.naming import NameSort
from woonoverlast.people.models import Discipline, Membership, Organisation, Person, VisibleField

PER_PAGE = 30  # what a phone shows in a few swipes
DISCIPLINES: dict[str, str] = {value: str(label) for value, label in Discipline.choices}


@dataclass(frozen=True)
class Row:
    """A line of the list, ready to print."""

    url: str
    name: str
    job_title: str
    discipline: str
    municipality: str
    organisations: str

    @property
    def cells(self) -> SafeString:
        """A row of the table. Not in the template: thirty times six variables cost more than all the rest of the page."""
        return format_html(
            '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
            self.url,
            self.name,
            self.job_title,
            self.discipline,
            self.organisations,
            self.municipality,
        )


def find(person: Person, *, filters: dict[str, Any]) -> QuerySet[Person]:
    """People this person may see, by name; `filters` are the cleaned values of the form."""
    people = Person.objects.visible_to(person)
    if filters.get("q"):
        people = people.filter(pk__in=matching(filters["q"]))
    for field in ("discipline", "municipality"):
        if filters.get(field):
            people = people.filter(**{field: filters[field]})
    if filters.get("province"):
        people = people.filter(municipality__province=filters["province"])
    if filters.get("expertise"):
        people = people.exclude(hidden_fields__contains=[VisibleField.EXPERTISE])
        knowing = Person.expertise.through.objects.filter(person=OuterRef("pk"), expertise=filters["expertise"])
        people = people.filter(Exists(knowing))
    return people.order_by(NameSort("name"), "id")


def matching(words: str) -> QuerySet[Any]:
    """Ids of people who are called so, or whose organisation is."""
    by_name = Person.objects.named(words)
    organisations = Organisation.objects.all().named(words)
    by_organisation = Membership.objects.active().filter(organisation__in=organisations.order_by().values("pk"))
    return by_name.order_by().values("pk").union(by_organisation.order_by().values("person"))


def rows(people: list[Person]) -> list[Row]:
    """One query for all organisations; addresses are made without the URL resolver, which dominates otherwise."""
    employers = employers_of(people)
    base = reverse("people:profile", args=[0]).removesuffix("0/")
    return [row(person, base=base, employers=employers.get(person.pk, "")) for person in people]


def row(person: Person, *, base: str, employers: str) -> Row:
    return Row(
        url=f"{base}{person.pk}/",
        name=person.name or "Naam nog niet ingevuld",
        job_title=person.job_title if person.shows(VisibleField.JOB_TITLE) else "",
        discipline=DISCIPLINES.get(person.discipline, ""),
        municipality=person.municipality.name if person.municipality else "",
        organisations=employers,
    )


def employers_of(people: list[Person]) -> dict[int, str]:
    memberships = Membership.objects.active().filter(person__in=people).order_by("organisation__name")
    names: dict[int, dict[str, None]] = {}
    for person_id, name in memberships.values_list("person", "organisation__name"):
        names.setdefault(person_id, {})[name] = None
    return {person_id: ", ".join(found) for person_id, found in names.items()}
