"""The fixed cast that tests of every context use: one person of each kind, made with plain rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.test import Client
from django.utils import timezone

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


@dataclass(frozen=True)
class Wanted:
    """A person to make: works there in this role, or nowhere."""

    name: str
    organisation: Organisation | None = None
    role: Role = Role.MEMBER
    superuser: bool = False
    suspended: bool = False

    @property
    def has_second_factor(self) -> bool:
        return self.superuser or self.role in {Role.EDITOR, Role.STEWARD}

    def person(self) -> Person:
        made = Person(
            email=f"{self.name}@werk.example".lower(),
            name=self.name.replace("-", " ").capitalize(),
            is_superuser=self.superuser,
            suspended_at=timezone.now() if self.suspended else None,
        )
        made.set_unusable_password()
        return made


def make_cast(here: Municipality, elsewhere: Municipality) -> Cast:
    """Everybody works in `here`, the others in `elsewhere`; roles that need a second factor have one."""
    home = municipal_organisation(here)
    away = municipal_organisation(elsewhere)
    platform, _ = Organisation.objects.get_or_create(
        kind=Discipline.PLATFORM, defaults={"name": "Platform Woonoverlast", "slug": "platform-woonoverlast"}
    )
    people = make_people(
        Wanted("applicant"),
        Wanted("member", home),
        Wanted("colleague", home),
        Wanted("outsider", away),
        Wanted("steward", home, Role.STEWARD),
        Wanted("other-steward", away, Role.STEWARD),
        Wanted("coordinator", home, Role.COORDINATOR),
        Wanted("other-coordinator", away, Role.COORDINATOR),
        Wanted("executive", home, Role.EXECUTIVE),
        Wanted("editor", platform, Role.EDITOR),
        Wanted("administrator", superuser=True),
        Wanted("suspended", home, suspended=True),
    )
    return Cast(here=home, elsewhere=away, **{name.replace("-", "_"): person for name, person in people.items()})


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
    return make_people(Wanted(name, organisation, role, superuser=superuser, suspended=suspended))[name]


def make_people(*wanted: Wanted) -> dict[str, Person]:
    """These people by name, in a handful of statements: nearly every test makes a cast."""
    made = Person.objects.bulk_create(one.person() for one in wanted)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made
    )
    pairs = list(zip(wanted, made, strict=True))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=one.organisation, role=one.role, started_on=STARTED)
        for one, person in pairs
        if one.organisation
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
        for one, person in pairs
        if one.has_second_factor
    )
    found = Person.objects.in_bulk([person.pk for person in made])
    return {one.name: found[person.pk] for one, person in pairs}


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


# Who reads, in the matrix over objects. Who left is the coordinator elsewhere, whose membership ended.
READERS = tuple("visitor applicant suspended former member colleague outsider steward executive editor".split())
EVERYBODY = frozenset(READERS)
MEMBERS = frozenset("member colleague outsider steward executive editor".split())
NO_ONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Planted:
    """A row with a word of its own: `seen_by` read it at each address of `at`, and nobody else reads it anywhere.

    `tried` are addresses that everybody asks too, where it might show.
    """

    model: type[Model]
    why: str
    word: str
    seen_by: frozenset[str]
    at: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Secret:
    """An address that opens without a log-in: it shows no more than this kind of user may read; None: it is closed."""

    path: str
    read_as: str | None


Words = Callable[[], str]
