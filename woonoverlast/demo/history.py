"""What happened in the demonstration before today: applications, invitations, departures, silence, the logbook."""

import hashlib
import random
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.demo import accounts
from woonoverlast.demo.organisations import Employer, municipal_organisation
from woonoverlast.demo.people import Crowd, plain
from woonoverlast.demo.texts import DEPARTURE_NOTES, KINDS, MOTIVATIONS, REFUSALS
from woonoverlast.people.models import (
    Act,
    Application,
    DepartureReport,
    Discipline,
    FalseAlarm,
    Invitation,
    Organisation,
    Person,
    Role,
    StaleNotice,
)

Status = Application.Status
FALSE_ALARMS = [
    ("Rosa Manus", "Zo heet de opvang in onze regio. Wij zoeken collega's die daarmee werken."),
    ("Mies Bouwman", "Dit is de zaal in het buurthuis waar wij altijd vergaderen."),
]
PROPOSED = [
    ("Woonstichting Nieuw Begin", Discipline.HOUSING),
    ("Buurtbemiddeling Het Bankje", Discipline.MEDIATION),
    ("VvE De Dubbele Deur", Discipline.OWNERS),
]


def add(chance: random.Random, crowd: Crowd, employers: list[Employer]) -> None:
    members = [row.person for row in crowd.memberships if row.ended_on is None and row.role == Role.MEMBER]
    ordinary = [person for person in members if not person.email.endswith("@voorbeeld.example")]
    editor = Person.objects.get(email=accounts.EDITOR.email)
    apply_from_new_municipality()
    add_waiting(chance, crowd, employers)
    add_decided(chance, ordinary, crowd, editor)
    add_invitations(chance, ordinary)
    add_departures(chance, ordinary)
    add_false_alarms(ordinary, editor)
    add_silence(chance, ordinary)


def ago(chance: random.Random, most: int, least: int = 1) -> datetime:
    """A moment between `least` and `most` days ago, in working hours."""
    day = timezone.localtime() - timedelta(days=chance.randint(least, most))
    return day.replace(hour=chance.randint(8, 17), minute=chance.randrange(60), second=0, microsecond=0)


def apply_from_new_municipality() -> None:
    applicant = Person.objects.get(email=accounts.APPLICANT.email)
    if applicant.municipality is None:
        return
    organisation = municipal_organisation(applicant.municipality)
    organisation.proposed_by = applicant
    organisation.save()
    organisation.working_area.add(applicant.municipality)
    Application.objects.create(
        person=applicant,
        organisation=organisation,
        motivation="Onze gemeente doet nog niet mee. Ik ben de regisseur woonoverlast en wil ons graag aansluiten.",
    )


def add_waiting(chance: random.Random, crowd: Crowd, employers: list[Employer]) -> None:
    """Eight people at organisations we know, with an address of elsewhere, and three at new organisations."""
    known = [chance.choice(employers).organisation for _ in range(8)]
    seats = [organisation.municipality for organisation in known]
    new = [
        Organisation(name=name, slug=slugify(name), kind=kind, municipality=seat)
        for (name, kind), seat in zip(PROPOSED, seats, strict=False)
    ]
    applicants = [make_applicant(chance, crowd, organisation) for organisation in [*known, *new]]
    for organisation, applicant in zip(new, applicants[len(known) :], strict=True):
        organisation.proposed_by = applicant
    Organisation.objects.bulk_create(new)
    waiting = [
        Application(person=person, organisation=organisation, motivation=chance.choice(MOTIVATIONS))
        for person, organisation in zip(applicants, [*known, *new], strict=True)
    ]
    Application.objects.bulk_create(waiting)
    for application in waiting:
        application.submitted_at = ago(chance, 21, 0)
    Application.objects.bulk_update(waiting, ["submitted_at"])


def make_applicant(chance: random.Random, crowd: Crowd, organisation: Organisation) -> Person:
    name = crowd.new_name()
    person = Person.objects.create_user(
        f"{plain(name)}@mijnpost.example",
        name=name,
        discipline=organisation.kind,
        municipality=organisation.municipality,
        job_title=chance.choice(KINDS[Discipline(organisation.kind)].job_titles),
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def add_decided(chance: random.Random, members: list[Person], crowd: Crowd, editor: Person) -> None:
    """How the members of the last year came in, and a few who were refused."""
    employer = {row.person.pk: row.organisation for row in crowd.memberships if row.ended_on is None}
    recent = [p for p in members if (timezone.localdate() - crowd.joined[p.email]).days < 365]
    refused = [make_applicant(chance, crowd, employer[p.pk]) for p in chance.sample(members, 4)]
    decided = [
        Application(person=p, organisation=employer[p.pk], status=Status.ACCEPTED, decided_by=editor) for p in recent
    ]
    decided += [
        Application(
            person=p,
            organisation=employer[chance.choice(members).pk],
            status=Status.REFUSED,
            decided_by=editor,
            reason=chance.choice(REFUSALS),
        )
        for p in refused
    ]
    Application.objects.bulk_create(decided)
    for application in decided:
        accepted = application.status == Status.ACCEPTED
        application.decided_at = application.person.created_at if accepted else ago(chance, 300, 20)
        application.submitted_at = application.decided_at - timedelta(hours=chance.randint(2, 70))
    Application.objects.bulk_update(decided, ["submitted_at", "decided_at"])
    write_logbook(decided, editor)


def write_logbook(decided: list[Application], editor: Person) -> None:
    kind = ContentType.objects.get_for_model(Application)
    acts = [
        Act(
            by=editor,
            verb=f"aanmelding {application.get_status_display()}",
            target_type=kind,
            target_id=application.pk,
            target_label=str(application)[:250],
            note=application.reason,
        )
        for application in decided
    ]
    Act.objects.bulk_create(acts)
    for act, application in zip(acts, decided, strict=True):
        act.at = application.decided_at or timezone.now()
    Act.objects.bulk_update(acts, ["at"])


def add_invitations(chance: random.Random, members: list[Person]) -> None:
    rows = []
    for number in range(50):
        by, invited = chance.sample(members, 2)
        sent = ago(chance, 25) if number < 15 else ago(chance, 400, 40)
        pending = number < 15
        address = f"collega{number}@{by.email.partition('@')[2]}" if pending else invited.email
        rows.append(
            Invitation(
                by=by,
                email=address,
                municipality=by.municipality,
                note="Doe je mee? Hier vind je voorbeelden en collega's uit het hele land.",
                token_digest=hashlib.sha256(f"voorbeeld {number}".encode()).hexdigest(),
                created_at=sent,
                expires_at=sent + timedelta(days=30),
                accepted_at=None if pending or number >= 45 else sent + timedelta(days=2),
                accepted_by=None if pending or number >= 45 else invited,
                withdrawn_at=sent + timedelta(days=3) if number >= 45 else None,
            )
        )
    moments = [row.created_at for row in rows]
    Invitation.objects.bulk_create(rows)
    for row, moment in zip(rows, moments, strict=True):
        row.created_at = moment
    Invitation.objects.bulk_update(rows, ["created_at"])


def add_departures(chance: random.Random, members: list[Person]) -> None:
    """Six colleagues of whom somebody says that they left."""
    gone = chance.sample(members, 6)
    reports = [
        DepartureReport(person=person, reported_by=chance.choice(members), note=chance.choice(DEPARTURE_NOTES))
        for person in gone
    ]
    DepartureReport.objects.bulk_create(reports)
    for report in reports:
        report.reported_at = ago(chance, 30)
    DepartureReport.objects.bulk_update(reports, ["reported_at"])


def add_false_alarms(members: list[Person], editor: Person) -> None:
    """Two places that are called after somebody: one waits for an editor, one may stand in every text."""
    waiting, allowed = (FalseAlarm.objects.create(by=members[0], words=words, why=why) for words, why in FALSE_ALARMS)
    FalseAlarm.objects.filter(pk=waiting.pk).update(asked_at=timezone.now() - timedelta(hours=20))
    FalseAlarm.objects.filter(pk=allowed.pk).update(
        outcome=FalseAlarm.Outcome.ALLOWED,
        asked_at=timezone.now() - timedelta(days=40),
        settled_at=timezone.now() - timedelta(days=39),
        settled_by=editor,
    )


def add_silence(chance: random.Random, members: list[Person]) -> None:
    """Profiles that nobody confirmed for more than a year; eight of them were not seen for almost two."""
    stale = chance.sample(members, 48)
    for number, person in enumerate(stale):
        confirmed, seen = ((760, 900), (735, 760)) if number < 8 else ((370, 500), (100, 360))
        person.profile_confirmed_at = timezone.now() - timedelta(days=chance.randint(*confirmed))
        person.last_seen_at = timezone.now() - timedelta(days=chance.randint(*seen))
    Person.objects.bulk_update(stale, ["profile_confirmed_at", "last_seen_at"])
    StaleNotice.objects.bulk_create(StaleNotice(person=p, kind=StaleNotice.Kind.YEARLY) for p in stale[8:30])
