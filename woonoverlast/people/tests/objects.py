"""What of people and organisations somebody may meet, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from woonoverlast.people import models
from woonoverlast.people.models import (
    Act,
    Application,
    DepartureReport,
    Discipline,
    FalseAlarm,
    Invitation,
    InvitationBatch,
    InvitationLine,
    MailDomain,
    Organisation,
    Person,
)
from woonoverlast.people.testing import MEMBERS, Cast, Planted, Words

NOBODY = {
    models.Membership: "shows by the name of a person, which is planted",
    models.StaleNotice: "a moment, for ourselves",
    models.IdentityProvider: "is in the administration only",
    models.Expertise: "a list that everybody may read",
}
OF_EDITORS = frozenset({"editor"})


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    yield from persons(cast, word)
    yield from organisations(cast, word)
    yield from requests(cast, word)
    yield from invitations(cast, word)
    verb = word()
    Act.objects.create(by=cast.editor, verb=verb, target_label="iets")
    yield Planted(Act, "a line of the logbook", verb, OF_EDITORS, ("/beheer/logboek/",))


def persons(cast: Cast, word: Words) -> Iterator[Planted]:
    shown, hidden = word(), word()
    Person.objects.filter(pk=cast.colleague.pk).update(looking_for=f"Zoekt {shown}.")
    Person.objects.filter(pk=cast.outsider.pk).update(looking_for=f"Zoekt {hidden}.", hidden_fields=["looking_for"])
    yield Planted(Person, "what a member looks for", shown, MEMBERS, (f"/leden/{cast.colleague.pk}/",))
    own = frozenset({"outsider", "editor"})
    yield Planted(Person, "what a member hides", hidden, own, (f"/leden/{cast.outsider.pk}/",))
    gone = word()
    Person.objects.filter(pk=cast.other_coordinator.pk).update(looking_for=f"Zoekt {gone}.")
    left = (f"/leden/{cast.other_coordinator.pk}/",)
    yield Planted(
        Person,
        "of who left",
        gone,
        frozenset({"former", "editor"}),
        (),
        (*left, f"{left[0]}vertrokken/", f"/beheer/personen/{cast.other_coordinator.pk}/"),
    )


def organisations(cast: Cast, word: Words) -> Iterator[Planted]:
    known, proposed = word(), word()
    kind = {"kind": Discipline.OTHER}
    Organisation.objects.create(name=f"Stichting {known}", slug="bekend", **kind)
    Organisation.objects.create(name=f"Stichting {proposed}", slug="voorgesteld", proposed_by=cast.member, **kind)
    yield Planted(Organisation, "known", known, MEMBERS, ("/organisaties/bekend/",))
    yield Planted(
        Organisation, "proposed", proposed, frozenset({"member", "editor"}), (), ("/organisaties/voorgesteld/",)
    )
    domain = word()
    MailDomain.objects.create(organisation=cast.here, domain=f"{domain}.example")
    at = (f"{cast.here.get_absolute_url()}beheer/",)
    yield Planted(
        MailDomain, "of an organisation", domain, frozenset({"steward", "editor"}), at, (cast.here.get_absolute_url(),)
    )


def requests(cast: Cast, word: Words) -> Iterator[Planted]:
    here, elsewhere, left, alarm = word(), word(), word(), word()
    asked = Application.objects.create(person=cast.applicant, organisation=cast.here, motivation=f"Omdat {here}.")
    deciding = frozenset({"steward", "editor"})
    yield Planted(Application, "that waits", here, deciding | {"applicant"}, (), (f"/aanmeldingen/{asked.pk}/",))
    other = Person.objects.create(email="ander@werk.example", name="Ander")
    asked = Application.objects.create(person=other, organisation=cast.elsewhere, motivation=f"Omdat {elsewhere}.")
    yield Planted(Application, "elsewhere", elsewhere, OF_EDITORS, (f"/aanmeldingen/{asked.pk}/",))
    report = DepartureReport.objects.create(person=cast.colleague, reported_by=cast.outsider, note=f"Weg {left}.")
    yield Planted(
        DepartureReport, "that waits", left, deciding | {"outsider"}, (), (f"/vertrekmeldingen/{report.pk}/",)
    )
    FalseAlarm.objects.create(by=cast.outsider, words="Titus Brand", why=f"Dit is {alarm}.")
    yield Planted(
        FalseAlarm, "that waits", alarm, frozenset({"outsider", "editor"}), (), ("/beheer/", "/geen-persoon/")
    )


def invitations(cast: Cast, word: Words) -> Iterator[Planted]:
    for number, role in enumerate(("member", "outsider")):
        address, line, by = word(), word(), getattr(cast, role)
        week = timezone.now() + timedelta(days=7)
        Invitation.objects.create(
            by=by, email=f"{address}@werk.example", token_digest=str(number) * 64, expires_at=week
        )
        batch = InvitationBatch.objects.create(by=by, file_name=f"{line}.csv")
        InvitationLine.objects.create(batch=batch, number=1, address=f"{line}@werk.example")
        only = frozenset({role})
        path = f"/uitnodigen/lijst/{batch.pk}/"
        yield Planted(Invitation, f"of a {role}", address, only, ("/uitnodigen/",))
        yield Planted(InvitationLine, f"of a {role}", line, only, (path, f"{path}resultaten.csv"))
        yield Planted(InvitationBatch, f"of a {role}", line, only, (path,))
