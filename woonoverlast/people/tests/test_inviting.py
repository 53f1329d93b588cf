"""Inviting one person: what is refused, the link in the mail, reminding and withdrawing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from woonoverlast.people.models import Invitation, MailDomain, Membership, Person
from woonoverlast.people.testing import Cast, logged_in


def invite(cast: Cast, email: str, **more: Any) -> Any:
    return logged_in(cast.member).post("/uitnodigen/een/", {"email": email, "note": "Doe je mee?", **more})


def link_in(message: Any) -> str:
    found = re.search(r"/uitnodiging/[\w-]+/", message.body)
    assert found
    return found[0]


def invited(cast: Cast) -> tuple[Invitation, str]:
    invite(cast, "nieuw@elders.example")
    return Invitation.objects.get(), link_in(mail.outbox[-1])


def test_mail_carries_the_note_and_a_link_that_works(cast: Cast) -> None:
    invitation, link = invited(cast)
    assert "Doe je mee?" in mail.outbox[-1].body
    assert Client().get(link).status_code == 200
    assert invitation.token_digest not in link


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("geen adres", "geldig e-mailadres"),
        ("  COLLEAGUE@werk.example ", "al lid"),
        ("x@y.example\r\nBcc: z@y.example", "geldig e-mailadres"),
    ],
)
def test_refused_with_the_reason_and_the_text_kept(cast: Cast, email: str, says: str) -> None:
    response = invite(cast, email)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "Doe je mee?" in response.content.decode()
    assert not mail.outbox


def test_same_address_in_other_case_and_with_spaces_is_invited_once(cast: Cast) -> None:
    invite(cast, "nieuw@elders.example")
    assert "al uitgenodigd" in invite(cast, " Nieuw@Elders.example ").content.decode()
    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 1


def test_colleague_needs_a_domain_of_the_organisation(cast: Cast) -> None:
    MailDomain.objects.create(organisation=cast.here, domain="werk.example")
    wrong = invite(cast, "nieuw@elders.example", organisation=cast.here.pk)
    assert "hoort niet bij de organisatie" in wrong.content.decode()
    assert "eindigen op @werk.example." in wrong.content.decode()
    assert invite(cast, "nieuw@werk.example", organisation=cast.here.pk).status_code == 302


def test_somebody_elses_organisation_cannot_be_chosen(cast: Cast) -> None:
    assert invite(cast, "nieuw@elders.example", organisation=cast.elsewhere.pk).status_code == 422


def test_unknown_link_is_404_and_expired_or_withdrawn_410(cast: Cast) -> None:
    _, link = invited(cast)
    assert Client().get("/uitnodiging/onzin/").status_code == 404
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 410
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1), withdrawn_at=timezone.now())
    assert Client().post(link).status_code == 410


def test_link_for_an_address_of_another_account_is_refused(cast: Cast) -> None:
    invitation, link = invited(cast)
    Person.objects.create_user(invitation.email)
    assert logged_in(cast.outsider).post(link).status_code == 403
    assert Invitation.objects.get().accepted_at is None


def test_an_account_takes_an_invitation_to_its_other_address(cast: Cast) -> None:
    """The link proves the second mailbox, the log-in the first."""
    Person.objects.filter(pk=cast.outsider.pk).update(job_title="Wijkagent")
    invitation, link = invited(cast)
    client = logged_in(cast.outsider)
    assert "beide adressen bij jou" in client.get(link).content.decode()
    assert not EmailAddress.objects.filter(email=invitation.email).exists()
    client.post(link)
    assert Invitation.objects.get().accepted_by == cast.outsider
    address = EmailAddress.objects.get(email=invitation.email)
    assert (address.user, address.verified, address.primary) == (cast.outsider, True, False)
    assert not Person.objects.filter(email=invitation.email).exists()


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    invitation, link = invited(cast)
    for _ in range(3):
        Client().get(link)
    assert Invitation.objects.get() == invitation
    assert Invitation.objects.get().accepted_at is None


def test_reminder_is_possible_after_a_week_and_makes_a_new_link(cast: Cast) -> None:
    invitation, old = invited(cast)
    client = logged_in(cast.member)
    client.post(f"/uitnodigen/{invitation.pk}/herinnering/")
    assert len(mail.outbox) == 1
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=8))
    client.post(f"/uitnodigen/{invitation.pk}/herinnering/")
    assert mail.outbox[-1].subject.startswith("Herinnering")
    assert Client().get(old).status_code == 404
    assert Client().get(link_in(mail.outbox[-1])).status_code == 200


def test_withdrawn_invitation_makes_room_for_a_new_one(cast: Cast) -> None:
    invitation, link = invited(cast)
    logged_in(cast.member).post(f"/uitnodigen/{invitation.pk}/intrekken/")
    assert Client().get(link).status_code == 410
    assert invite(cast, "nieuw@elders.example").status_code == 302


def test_others_cannot_remind_or_withdraw(cast: Cast) -> None:
    invitation, _ = invited(cast)
    for act in ("herinnering", "intrekken"):
        assert logged_in(cast.colleague).post(f"/uitnodigen/{invitation.pk}/{act}/").status_code == 404
        assert logged_in(cast.member).get(f"/uitnodigen/{invitation.pk}/{act}/").status_code == 405


def with_function(cast: Cast) -> None:
    Person.objects.filter(pk=cast.applicant.pk).update(job_title="adviseur")


def test_invited_by_a_steward_is_a_member_after_pressing_the_button(cast: Cast) -> None:
    with_function(cast)
    logged_in(cast.steward).post("/uitnodigen/een/", {"email": cast.applicant.email, "organisation": cast.here.pk})
    link = link_in(mail.outbox[-1])
    logged_in(cast.applicant).post(link)
    assert Membership.objects.active().filter(person=cast.applicant, organisation=cast.here).exists()
    assert logged_in(cast.applicant).get(link).status_code == 410


def test_invited_by_a_member_still_waits_for_a_check(cast: Cast) -> None:
    with_function(cast)
    invite(cast, cast.applicant.email, organisation=cast.here.pk)
    logged_in(cast.applicant).post(link_in(mail.outbox[-1]))
    assert Invitation.objects.get().accepted_by == cast.applicant
    assert not Membership.objects.filter(person=cast.applicant).exists()


@pytest.mark.parametrize("note", ["<script>alert(1)</script>", "Ünïcode \u202eomgekeerd", "x" * 1000])
def test_odd_notes_arrive_as_text(cast: Cast, note: str) -> None:
    invite(cast, "nieuw@elders.example", note=note)
    page = Client().get(link_in(mail.outbox[-1])).content.decode()
    assert "<script>alert" not in page


def test_an_address_of_the_own_organisation_invites_a_colleague(cast: Cast) -> None:
    MailDomain.objects.create(organisation=cast.here, domain="werk.example")
    invite(cast, "nieuw@werk.example")
    invite(cast, "ander@elders.example")
    assert dict(Invitation.objects.values_list("email", "organisation")) == {
        "nieuw@werk.example": cast.here.pk,
        "ander@elders.example": None,
    }
