"""What proves that somebody belongs somewhere, and who decides on that: only there, and only as long as it lasts."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from woonoverlast.people import inviting, joining
from woonoverlast.people.models import Application, Discipline, MailDomain, Membership, Organisation, Person
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db


def works_at(person: Person, organisation: Organisation) -> bool:
    return Membership.objects.active().filter(person=person, organisation=organisation).exists()


def test_domain_of_one_organisation_proves_nothing_of_another(cast: Cast) -> None:
    MailDomain.objects.create(organisation=cast.elsewhere, domain="werk.example")
    joining.apply(by=cast.applicant, organisation=cast.here)
    assert not works_at(cast.applicant, cast.here)
    joining.withdraw(Application.objects.get(), by=cast.applicant)
    joining.apply(by=cast.applicant, organisation=cast.elsewhere)
    assert works_at(cast.applicant, cast.elsewhere)


def test_organisation_that_nobody_checked_proves_nothing(cast: Cast) -> None:
    proposed = joining.propose_organisation(by=cast.applicant, name="Stichting Nieuw", kind=Discipline.HOUSING)
    MailDomain.objects.create(organisation=proposed, domain="werk.example")
    joining.apply(by=cast.applicant, organisation=proposed)
    assert not works_at(cast.applicant, proposed)


def test_proposed_organisation_is_there_for_its_proposer_and_editors(cast: Cast) -> None:
    proposed = joining.propose_organisation(by=cast.member, name="Stichting Nieuw", kind=Discipline.HOUSING)
    path = f"/organisaties/{proposed.slug}/"
    people = (cast.member, cast.editor, cast.colleague, cast.steward)
    assert [logged_in(person).get(path).status_code for person in people] == [200, 200, 404, 404]


def test_invitation_to_an_unverified_address_admits_nobody(cast: Cast) -> None:
    """Who types the address that was invited, and cannot read its mail, is not let in."""
    inviting.invite(by=cast.steward, email="gast@werk.example", organisation=cast.here)
    own = EmailAddress.objects.create(user=cast.applicant, email="gast@werk.example", verified=False)
    assert inviting.accept_pending(cast.applicant) == []
    assert not works_at(cast.applicant, cast.here)
    EmailAddress.objects.filter(pk=own.pk).update(verified=True)
    inviting.accept_pending(cast.applicant)
    assert works_at(cast.applicant, cast.here)


def test_steward_of_another_organisation_decides_nothing(cast: Cast) -> None:
    application = joining.apply(by=cast.applicant, organisation=cast.here)
    path, organisation = f"/aanmeldingen/{application.pk}/", f"/organisaties/{cast.here.slug}/leden/"
    assert logged_in(cast.other_steward).post(path, {"decision": "accept", "reason": ""}).status_code == 404
    assert not works_at(cast.applicant, cast.here)
    assert not cast.other_steward.is_steward_of(cast.here)
    assert cast.steward.is_steward_of(cast.here)
    assert logged_in(cast.other_steward).get(organisation).status_code in {403, 404}
    assert logged_in(cast.steward).get(path).status_code == 200


def test_membership_that_ended_opens_nothing(cast: Cast) -> None:
    client = logged_in(cast.outsider)
    assert client.get("/leden/").status_code == 200
    cast.outsider.memberships.update(ended_on=timezone.localdate())
    assert client.get("/leden/").status_code == 302
    assert logged_in(cast.member).get(f"/leden/{cast.outsider.pk}/").status_code == 404


def test_membership_that_is_to_come_opens_nothing_yet(cast: Cast) -> None:
    tomorrow: date = timezone.localdate() + timedelta(days=1)
    cast.outsider.memberships.update(started_on=tomorrow)
    assert logged_in(cast.outsider).get("/leden/").status_code == 302


def test_who_is_no_member_sees_no_people(cast: Cast) -> None:
    assert set(Person.objects.visible_to(cast.applicant)) == {cast.applicant}
    assert cast.member in Person.objects.visible_to(cast.colleague)
    assert cast.suspended not in Person.objects.visible_to(cast.colleague)
