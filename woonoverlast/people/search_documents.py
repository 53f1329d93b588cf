"""Members and organisations in the search box. Visitors and who is not a member yet find neither."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable
from woonoverlast.people.models import Discipline, Membership, Organisation, Person, VisibleField

WEIGHT = 0.2


def register() -> None:
    searching.register(
        Searchable(
            "person",
            "Leden",
            Person,
            visible_people,
            all_people,
            document_of_person,
            weight=WEIGHT,
            called=lambda text, most: Person.objects.members().nearest(text, most=most),
        )
    )
    searching.register(
        Searchable(
            "organisation",
            "Organisaties",
            Organisation,
            visible_organisations,
            all_organisations,
            document_of_organisation,
            weight=WEIGHT,
            called=lambda text, most: Organisation.objects.joinable().nearest(text, most=most),
        )
    )


def visible_people(user: Any) -> QuerySet[Person]:
    if not is_one_of_us(user):
        return Person.objects.living().none()
    return Person.objects.visible_to(user).members()


def visible_organisations(user: Any) -> QuerySet[Organisation]:
    if not is_one_of_us(user):
        return Organisation.objects.none()
    return all_organisations() if user.is_editor else Organisation.objects.joinable()


def is_one_of_us(user: Any) -> bool:
    return isinstance(user, Person) and (user.is_member or user.is_editor)


def all_people() -> QuerySet[Person]:
    """With `employers` and `knows`, lists of names."""
    running = Membership.objects.active().filter(person=OuterRef("pk")).order_by("organisation__name")
    known = Person.expertise.through.objects.filter(person=OuterRef("pk")).order_by("expertise__name")
    return (
        Person.objects.members()
        .select_related("municipality")
        .annotate(
            employers=ArraySubquery(running.values("organisation__name")),
            knows=ArraySubquery(known.values("expertise__name")),
        )
    )


def all_organisations() -> QuerySet[Organisation]:
    living = Organisation.objects.filter(ended_on=None).exclude(kind=Discipline.PLATFORM)
    return living.select_related("municipality").prefetch_related("working_area")


def document_of_person(person: Any) -> Document:
    """Only what every member may see: a hidden field is not in the index at all."""
    employers = ", ".join(dict.fromkeys(person.employers))
    job_title = person.job_title if person.shows(VisibleField.JOB_TITLE) else ""
    knows = person.knows if person.shows(VisibleField.EXPERTISE) else []
    wants = person.looking_for if person.shows(VisibleField.LOOKING_FOR) else ""
    place = person.municipality.name if person.municipality else ""
    return Document(
        title=person.name,
        body=". ".join(filter(None, [", ".join(knows), wants, job_title, place, employers])),
        url=person.get_absolute_url(),
        heading="Naam nog niet ingevuld",
        detail=", ".join(filter(None, [job_title, employers])),
        municipality_ids=(person.municipality_id,) if person.municipality_id else (),
    )


def document_of_organisation(organisation: Any) -> Document:
    area = [municipality.name for municipality in organisation.working_area.all()]
    places = {municipality.pk for municipality in organisation.working_area.all()}
    seat = organisation.municipality
    return Document(
        title=organisation.name,
        body=f"{organisation.get_kind_display()}. {', '.join(area)}",
        url=organisation.get_absolute_url(),
        detail=", ".join(filter(None, [organisation.get_kind_display(), seat.name if seat else ""])),
        municipality_ids=tuple(sorted(places | ({seat.pk} if seat else set()))),
    )
