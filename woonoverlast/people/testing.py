"""The fixed cast that tests of every context use: one person of each kind, made with plain rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from woonoverlast.people.models import Discipline, Membership, Organisation, Person, Role
from woonoverlast.places.models import Municipality

STARTED = date(2020, 1, 1)

# Kinds of user, by the names in the cast, for the tables in `tests/addresses.py` of each context.
EVERYONE_BUT_MEMBER = frozenset(
    "outsider steward other_steward coordinator other_coordinator executive editor administrator".split()
)
OTHER_MEMBERS = EVERYONE_BUT_MEMBER - {"editor", "administrator"}
BUT_EDITORS = OTHER_MEMBERS | {"member"}


@dataclass(frozen=True)
class Cast:
    """Two municipalities with their organisation, and one person of each kind."""

    here: Organisation
    elsewhere: Organisation
    applicant: Person
    member: Person
    colleague: Person
    outsider: Person
    steward: Person
    other_steward: Person
    coordinator: Person
    other_coordinator: Person
    executive: Person
    editor: Person
    administrator: Person
    suspended: Person


def make_cast(here: Municipality, elsewhere: Municipality) -> Cast:
    """Everybody works in `here`, the others in `elsewhere`; roles that need a second factor have one."""
    home = municipal_organisation(here)
    away = municipal_organisation(elsewhere)
    platform, _ = Organisation.objects.get_or_create(
        kind=Discipline.PLATFORM, defaults={"name": "Platform Woonoverlast", "slug": "platform-woonoverlast"}
    )
    return Cast(
        here=home,
        elsewhere=away,
        applicant=make_person("applicant"),
        member=make_person("member", home),
        colleague=make_person("colleague", home),
        outsider=make_person("outsider", away),
        steward=make_person("steward", home, Role.STEWARD),
        other_steward=make_person("other-steward", away, Role.STEWARD),
        coordinator=make_person("coordinator", home, Role.COORDINATOR),
        other_coordinator=make_person("other-coordinator", away, Role.COORDINATOR),
        executive=make_person("executive", home, Role.EXECUTIVE),
        editor=make_person("editor", platform, Role.EDITOR),
        administrator=make_person("administrator", superuser=True),
        suspended=make_person("suspended", home, suspended=True),
    )


def municipal_organisation(municipality: Municipality) -> Organisation:
    organisation, _ = Organisation.objects.get_or_create(
        kind=Discipline.MUNICIPALITY,
        municipality=municipality,
        ended_on=None,
        defaults={"name": f"Gemeente {municipality.name}", "slug": f"gemeente-{municipality.slug}"},
    )
    return organisation


def make_person(
    name: str,
    organisation: Organisation | None = None,
    role: Role = Role.MEMBER,
    *,
    superuser: bool = False,
    suspended: bool = False,
) -> Person:
    """A person with a verified address, and a second factor where the role demands one."""
    person = Person.objects.create_user(
        f"{name}@werk.example", name=name.replace("-", " ").capitalize(), is_superuser=superuser
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if organisation:
        Membership.objects.create(person=person, organisation=organisation, role=role, started_on=STARTED)
    if superuser or role in {Role.EDITOR, Role.STEWARD}:
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    if suspended:
        Person.objects.filter(pk=person.pk).update(suspended_at=person.created_at)
    return Person.objects.get(pk=person.pk)


def logged_in(person: Person | None) -> Client:
    """A client that has logged in as this person; None is a visitor."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def forged(link: str) -> str:
    """The link with another last sign of its token, never by chance the right one."""
    sign = link.rstrip("/")[-1]
    return link.rstrip("/")[:-1] + ("1" if sign == "0" else "0") + "/"


# An address with a variable part, made of the cast.
Example = Callable[[Cast], str]
