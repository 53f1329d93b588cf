"""The members of the demonstration: who they are and where they worked when."""

import random
import re
import unicodedata
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from woonoverlast.demo.names import person_name
from woonoverlast.demo.organisations import Employer, domain_of
from woonoverlast.demo.texts import ALWAYS_USEFUL, KINDS, LOOKING_FOR
from woonoverlast.people.models import Discipline, Expertise, Membership, Person, Role, VisibleField

UNUSABLE = make_password(None)


class Crowd:
    """Makes people one after another, each with an own address; `save` writes them all at once."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance = chance
        self.today = today
        self.people: list[Person] = []
        self.memberships: list[Membership] = []
        self.subjects: dict[str, Expertise] = {subject.slug: subject for subject in Expertise.objects.all()}
        self.knows: list[tuple[Person, str]] = []
        self.joined: dict[str, date] = {}

    def hire(self, employer: Employer, *, since: date | None = None) -> Person:
        """A new colleague who works there until today."""
        person = self.make_person(employer)
        start = since or self.day_between(employer.since, self.today)
        self.give(person, employer, start=start)
        self.joined[person.email] = start
        return person

    def give(
        self, person: Person, employer: Employer, *, start: date, end: date | None = None, role: Role = Role.MEMBER
    ) -> None:
        organisation = employer.organisation
        row = Membership(person=person, organisation=organisation, role=role, started_on=start, ended_on=end)
        self.memberships.append(row)

    def make_person(self, employer: Employer, *, name: str = "", email: str = "") -> Person:
        kind = Discipline(employer.organisation.kind)
        name = name or self.new_name()
        person = Person(
            email=email or self.free_address(name, domain_of(employer.organisation)),
            name=name,
            job_title=self.chance.choice(KINDS[kind].job_titles),
            discipline=kind,
            municipality=employer.organisation.municipality,
            password=UNUSABLE,
            hidden_fields=self.hidden(),
            profile_confirmed_at=self.moment_ago(330),
            last_seen_at=self.moment_ago(120),
            guided_at=timezone.now(),
        )
        self.describe(person, kind)
        self.people.append(person)
        self.joined[person.email] = self.today
        return person

    def describe(self, person: Person, kind: Discipline) -> None:
        """What the person knows, and for two in three what the person looks for."""
        likely = [*KINDS[kind].expertise, *ALWAYS_USEFUL]
        known = set(self.chance.sample(likely, self.chance.randint(1, 4)))
        if self.chance.random() < 0.3:
            known.add(self.chance.choice(sorted(self.subjects)))
        self.knows += [(person, slug) for slug in sorted(known)]
        if self.chance.random() < 0.66:
            subject = self.subjects[self.chance.choice(likely)].name
            lowered = subject if subject.startswith(("VvE", "Skaeve")) else subject[0].lower() + subject[1:]
            person.looking_for = self.chance.choice(LOOKING_FOR).format(subject=lowered)

    def new_name(self) -> str:
        """A name that is still free where possible: in a real network a few people share one too."""
        used = {person.name for person in self.people[-400:]}
        drawn = [person_name(self.chance) for _ in range(4)]
        return next((name for name in drawn if name not in used), drawn[0])

    def free_address(self, name: str, domain: str) -> str:
        local = plain(name)
        address, number = f"{local}@{domain}", 2
        while address in self.joined:
            address, number = f"{local}{number}@{domain}", number + 1
        return address

    def hidden(self) -> list[str]:
        return [VisibleField.EMAIL] if self.chance.random() < 0.15 else []

    def moment_ago(self, days: int) -> datetime:
        return timezone.now() - timedelta(minutes=self.chance.randrange(60, days * 24 * 60))

    def day_between(self, start: date, end: date) -> date:
        """More often early than late: organisations join with a few people at once."""
        days = max((end - start).days, 1)
        return start + timedelta(days=int(days * self.chance.random() ** 1.6))

    def save(self) -> None:
        Person.objects.bulk_create(self.people)
        for person in self.people:
            joined = datetime.combine(self.joined[person.email], datetime.min.time()) + timedelta(hours=9)
            person.created_at = timezone.make_aware(joined)
        Person.objects.bulk_update(self.people, ["created_at"], batch_size=2000)
        addresses = [EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in self.people]
        EmailAddress.objects.bulk_create(addresses)
        Membership.objects.bulk_create(self.memberships)
        through = Person.expertise.through
        through.objects.bulk_create(
            through(person_id=person.pk, expertise_id=self.subjects[slug].pk) for person, slug in self.knows
        )


def plain(name: str) -> str:
    """The part of a mail address before the @: no capitals, accents or spaces."""
    letters = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("Ł", "L"))
    ascii_only = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", ".", ascii_only).strip(".")
