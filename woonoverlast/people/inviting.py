"""Inviting people. An invitation opens the door to signing up; the mail domain or a steward makes the membership."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import EmailValidator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import caps, joining, logbook
from woonoverlast.people.models import (
    Application,
    Invitation,
    InvitationLine,
    MailDomain,
    Membership,
    Organisation,
    Person,
    Role,
)
from woonoverlast.people.models.invitations import VALID_FOR
from woonoverlast.places.models import Municipality

Result = InvitationLine.Result

REMIND_EVERY = timedelta(days=7)
REFUSALS = {
    Result.BAD_ADDRESS: "Dit is geen geldig e-mailadres.",
    Result.MEMBER: "Iemand met dit e-mailadres is al lid.",
    Result.ALREADY_INVITED: "Iemand met dit e-mailadres is al uitgenodigd.",
    Result.WRONG_DOMAIN: "Dit e-mailadres hoort niet bij de organisatie.",
}
is_mail_address = EmailValidator()


def invite(
    *,
    by: Person,
    email: str,
    organisation: Organisation | None = None,
    municipality: Municipality | None = None,
    note: str = "",
) -> Invitation:
    """Invite one person by mail. Raises NotPossible with the reason."""
    made = try_to_invite(by=by, email=email, organisation=organisation, municipality=municipality, note=note)
    if isinstance(made, Invitation):
        return made
    if made == Result.TOO_MANY:
        caps.tell_editors(caps.INVITATIONS, by=by)
        raise NotPossible(caps.INVITATIONS.refusal(by))
    if made == Result.WRONG_DOMAIN and organisation:
        raise NotPossible(f"{REFUSALS[made]} {domains_in_words(organisation)}")
    raise NotPossible(REFUSALS[made])


def domains_in_words(organisation: Organisation) -> str:
    domains = MailDomain.objects.filter(organisation=organisation).order_by("domain").values_list("domain", flat=True)
    return f"Adressen van {organisation} eindigen op {' of '.join(f'@{domain}' for domain in domains)}."


def try_to_invite(
    *,
    by: Person,
    email: str,
    organisation: Organisation | None = None,
    municipality: Municipality | None = None,
    note: str = "",
) -> Invitation | Result:
    """The invitation, or why it could not be made."""
    address = email.strip().lower()
    obstacle = obstacle_for(address, organisation=organisation)
    if obstacle:
        return obstacle
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        by=by,
        email=address,
        organisation=organisation,
        municipality=municipality,
        note=note,
        token_digest=digest(token),
        expires_at=timezone.now() + VALID_FOR,
    )
    try:
        with transaction.atomic():
            if not caps.take(caps.INVITATIONS, by=by):
                return Result.TOO_MANY
            withdraw_expired(address)
            invitation.save()
            send_invitation(invitation, token=token)
    except IntegrityError:
        # Somebody else invited the same address at the same moment.
        return Result.ALREADY_INVITED
    return invitation


def obstacle_for(address: str, *, organisation: Organisation | None) -> Result | None:
    if not is_valid(address):
        return Result.BAD_ADDRESS
    if Person.objects.members().filter(email=address).exists():
        return Result.MEMBER
    if Invitation.objects.pending().filter(email=address).exists():
        return Result.ALREADY_INVITED
    return Result.WRONG_DOMAIN if organisation and not fits(address, organisation) else None


def is_valid(address: str) -> bool:
    try:
        is_mail_address(address)
    except ValidationError:
        return False
    return len(address) <= 254


def fits(address: str, organisation: Organisation) -> bool:
    """Whether the domain is one of the organisation's; an organisation without known domains takes every address."""
    domains = set(MailDomain.objects.filter(organisation=organisation).values_list("domain", flat=True))
    return not domains or address.rpartition("@")[2] in domains


def withdraw_expired(address: str) -> None:
    """Make room for a new invitation where the old one ran out."""
    expired = Invitation.objects.filter(email=address, accepted_at=None, withdrawn_at=None)
    expired.filter(expires_at__lte=timezone.now()).update(withdrawn_at=timezone.now())


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_by_token(token: str) -> Invitation | None:
    invitations = Invitation.objects.select_related("by", "organisation", "municipality")
    return invitations.filter(token_digest=digest(token)).first()


def send_invitation(invitation: Invitation, *, token: str, reminder: bool = False) -> None:
    url = settings.SITE_URL + reverse("people:invitation_landing", args=[token])
    context = {"invitation": invitation, "url": url, "reminder": reminder}
    text = render_to_string("people/mail/invitation.txt", context)
    subject = f"{invitation.by} nodigt je uit voor Platform Woonoverlast"
    send_mail(f"Herinnering: {subject}"[:150] if reminder else subject[:150], text, None, [invitation.email])


@transaction.atomic
def remind(invitation: Invitation) -> Invitation:
    """Send it once more with a new token: the old one is in no database. At most once a week."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    refuse_unless_pending(locked)
    if not may_be_reminded(locked):
        raise NotPossible("Je kunt hoogstens eens per week een herinnering sturen.")
    if not caps.take(caps.INVITATIONS, by=invitation.by):
        raise NotPossible(caps.INVITATIONS.refusal(invitation.by))
    token = secrets.token_urlsafe(32)
    locked.token_digest = digest(token)
    locked.reminded_at = timezone.now()
    locked.expires_at = timezone.now() + VALID_FOR
    locked.save()
    send_invitation(locked, token=token, reminder=True)
    return locked


def may_be_reminded(invitation: Invitation) -> bool:
    return timezone.now() - (invitation.reminded_at or invitation.created_at) >= REMIND_EVERY


@transaction.atomic
def withdraw(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.withdrawn_at:
        raise NotPossible("Deze uitnodiging is al gebruikt of ingetrokken.")
    locked.withdrawn_at = timezone.now()
    locked.save()
    return locked


def refuse_unless_pending(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= timezone.now():
        raise NotPossible("Deze uitnodiging is niet meer open.")


@transaction.atomic
def accept_pending(person: Person) -> list[Invitation]:
    """Mark the invitations to this person's verified addresses as accepted; a steward's own invitation admits at once.

    Call it after applying; safe to call again. An address that is not verified accepts nothing.
    """
    accepted = list(pending_for(person).select_for_update(of=("self",)))
    for invitation in accepted:
        accept(invitation, person=person)
    return accepted


def pending_for(person: Person) -> QuerySet[Invitation]:
    """Open invitations to proven addresses of this person, the newest first."""
    verified = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    pending = Invitation.objects.pending().select_related("by", "organisation", "municipality")
    return pending.filter(email__in=[address.lower() for address in verified]).order_by("-created_at")


def is_of_another(invitation: Invitation, person: Person) -> bool:
    """Whether the invited address belongs to another account than this person's."""
    proven = EmailAddress.objects.filter(email__iexact=invitation.email, verified=True)
    accounts = Person.objects.filter(email=invitation.email).exclude(pk=person.pk)
    return accounts.exists() or proven.exclude(user=person).exists()


def prove_address(invitation: Invitation, person: Person) -> None:
    """Who holds the link reads the mailbox that it was mailed to: the address is his too, beside the one he logs in with."""
    if invitation.email != person.email and not is_of_another(invitation, person):
        EmailAddress.objects.update_or_create(
            user=person, email=invitation.email, defaults={"verified": True, "primary": False}
        )


def admits(invitation: Invitation) -> bool:
    """Whether who takes it is a member of the organisation at once."""
    return invitation.organisation is not None and is_from_steward(invitation, invitation.organisation)


def accept(invitation: Invitation, *, person: Person) -> None:
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = person
    invitation.save()
    if invitation.organisation and is_from_steward(invitation, invitation.organisation):
        admit(person, invitation.organisation, by=invitation.by)


def is_from_steward(invitation: Invitation, organisation: Organisation) -> bool:
    """Whether the inviter is a steward of the organisation now: who lost the role no longer lets people in."""
    stewards = Membership.objects.active().filter(organisation=organisation, role=Role.STEWARD)
    is_steward = stewards.filter(person=invitation.by).exists() and invitation.by.is_active
    return is_steward and organisation.ended_on is None and organisation.proposed_by_id is None


def admit(person: Person, organisation: Organisation, *, by: Person) -> None:
    """Settle the waiting request for this organisation, or make one that is accepted already."""
    if Membership.objects.active().filter(person=person, organisation=organisation).exists():
        return
    waiting = Application.objects.select_for_update().filter(
        person=person, organisation=organisation, status=Application.Status.WAITING
    )
    application = waiting.first() or Application(person=person, organisation=organisation)
    joining.close(application, status=Application.Status.ACCEPTED, by=by)
    logbook.record(by=by, verb="lid geworden op uitnodiging van beheerder", target=application)
