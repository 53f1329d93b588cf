"""Deleting a person: the row stays, so that answers keep an author, and everything personal goes."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.people import departures, yearly_check
from woonoverlast.people.models import (
    Act,
    Application,
    DepartureReport,
    FalseAlarm,
    Invitation,
    InvitationBatch,
    InvitationLine,
    Person,
    StaleNotice,
)

FORMER = "Voormalig lid"
SILENT_FOR = timedelta(days=730)
NOTICE_BEFORE = timedelta(days=30)
UNCONFIRMED_FOR = timedelta(days=30)
INVITATIONS_KEPT_FOR = timedelta(days=180)
KEPT_UNSENT = timedelta(days=7)
EXPLANATIONS_KEPT_FOR = timedelta(days=365)
BATCH_SIZE = 500

# Higher contexts add what they must empty or delete, in their AppConfig.ready. Called within the transaction.
ERASERS: list[Callable[[Person], None]] = []


def on_erasure(eraser: Callable[[Person], None]) -> None:
    if eraser not in ERASERS:
        ERASERS.append(eraser)


@transaction.atomic
def anonymise(person: Person) -> None:
    """Empty everything personal, end memberships and sessions, and make logging in impossible. Cannot be undone."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_at:
        return
    for eraser in [erase_invitations, erase_texts, erase_explanations, erase_ways_in, *ERASERS]:
        eraser(locked)
    departures.end(departures.current_memberships(locked))
    erase_profile(locked)
    searching.removed(locked)


def erase_profile(person: Person) -> None:
    person.email = f"voormalig-{secrets.token_hex(12)}@voormalig.invalid"
    person.name = FORMER
    person.job_title = person.discipline = person.looking_for = ""
    person.municipality = None
    person.hidden_fields = []
    person.is_superuser = False
    person.last_login = person.last_seen_at = person.profile_confirmed_at = person.guided_at = None
    person.anonymised_at = timezone.now()
    person.set_unusable_password()
    person.save()
    for relation in (person.expertise, person.groups, person.user_permissions):
        relation.clear()
    person.stale_notices.all().delete()


def erase_ways_in(person: Person) -> None:
    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for model in (UserSession, EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()


def erase_invitations(person: Person) -> None:
    """Invitations by this person are withdrawn; the address of this person disappears from those by others."""
    now = timezone.now()
    Invitation.objects.filter(by=person, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    Invitation.objects.filter(by=person).update(note="")
    InvitationBatch.objects.filter(by=person).delete()
    to_me = Q(email=person.email) | Q(accepted_by=person)
    Invitation.objects.filter(to_me, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    Invitation.objects.filter(to_me).update(email="voormalig@voormalig.invalid", note="")
    InvitationLine.objects.filter(address__iexact=person.email).update(address="")


def erase_texts(person: Person) -> None:
    """What was written about or by this person in requests, reports and the logbook."""
    Application.objects.filter(person=person, status=Application.Status.WAITING).update(
        status=Application.Status.WITHDRAWN, decided_at=timezone.now()
    )
    Application.objects.filter(person=person).update(motivation="")
    Application.objects.filter(person=person).exclude(reason="").update(reason="-")
    DepartureReport.objects.filter(Q(person=person) | Q(reported_by=person)).update(note="")
    person.departure_reports.filter(settled_at=None).delete()
    acts_about(person).update(target_label=FORMER, note="")


def erase_explanations(person: Person) -> None:
    """What waits goes; of what an editor allowed only the words stay, which everybody may use."""
    own = FalseAlarm.objects.filter(by=person)
    own.filter(settled_at=None).delete()
    own.update(by=None, why="")


def acts_about(person: Person) -> QuerySet[Act]:
    """Rows of the logbook whose target is the person, or a request, report or membership of the person."""
    about = Q(target_type=ContentType.objects.get_for_model(Person), target_id=person.pk)
    related: list[models.QuerySet[models.Model]] = [
        person.applications.all(),
        person.departure_reports.all(),
        person.memberships.all(),
    ]
    for rows in related:
        about |= Q(target_type=ContentType.objects.get_for_model(rows.model), target_id__in=rows.values("pk"))
    return Act.objects.filter(about)


def silent(*, now: datetime | None = None) -> QuerySet[Person]:
    """Accounts without a sign of life for 24 months. Administrators are left to each other."""
    limit = (now or timezone.now()) - SILENT_FOR
    last_sign = Greatest(
        "created_at", Coalesce("last_seen_at", "created_at"), Coalesce("profile_confirmed_at", "created_at")
    )
    accounts = Person.objects.filter(anonymised_at=None, is_superuser=False)
    return accounts.alias(last_sign=last_sign).filter(last_sign__lt=limit)


def without_notice(*, now: datetime | None = None) -> QuerySet[Person]:
    notices = StaleNotice.objects.filter(kind=StaleNotice.Kind.BEFORE_ANONYMISING, person=OuterRef("pk"))
    return silent(now=now).filter(~Exists(notices.filter(sent_at__gt=(now or timezone.now()) - SILENT_FOR)))


def ready_to_anonymise(*, now: datetime | None = None) -> QuerySet[Person]:
    """Silent, warned at least 30 days ago in this period of silence, and silent since."""
    moment = now or timezone.now()
    notices = StaleNotice.objects.filter(kind=StaleNotice.Kind.BEFORE_ANONYMISING, person=OuterRef("pk"))
    warned = notices.filter(sent_at__gt=moment - SILENT_FOR, sent_at__lte=moment - NOTICE_BEFORE)
    return silent(now=now).filter(Exists(warned))


def send_notices(*, now: datetime | None = None) -> int:
    """Warn who is silent for 24 months; returns how many."""
    people = list(without_notice(now=now).order_by("pk")[:BATCH_SIZE])
    for person in people:
        send_notice(person)
    return len(people)


@transaction.atomic
def send_notice(person: Person) -> None:
    StaleNotice.objects.create(person=person, kind=StaleNotice.Kind.BEFORE_ANONYMISING)
    url = settings.SITE_URL + reverse("people:confirm_profile", args=[yearly_check.confirmation_token(person)])
    text = render_to_string("people/mail/before_anonymising.txt", {"person": person, "url": url})
    send_mail("We verwijderen je account over 30 dagen", text, None, [person.email])


def anonymise_silent(*, now: datetime | None = None) -> int:
    people = list(ready_to_anonymise(now=now).order_by("pk")[:BATCH_SIZE])
    for person in people:
        anonymise(person)
    return len(people)


def report(*, now: datetime | None = None) -> dict[str, int]:
    """What the next run would do, without doing it."""
    return {
        "silent": silent(now=now).count(),
        "notices_to_send": without_notice(now=now).count(),
        "to_anonymise": ready_to_anonymise(now=now).count(),
        "unconfirmed_to_delete": unconfirmed(now=now).count(),
        "invitations_to_forget": old_invitations(now=now).count(),
        "explanations_to_forget": old_explanations(now=now).count(),
    }


def unconfirmed(*, now: datetime | None = None) -> QuerySet[Person]:
    """Sign-ups whose address was never confirmed: nobody knows whether that person asked for it."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    never = Exists(addresses) & ~Exists(addresses.filter(verified=True))
    strangers = Person.objects.filter(never, memberships=None, applications=None, is_superuser=False)
    return strangers.filter(anonymised_at=None, created_at__lt=(now or timezone.now()) - UNCONFIRMED_FOR)


def forget_unconfirmed(*, now: datetime | None = None) -> int:
    """Delete them; returns how many. Nothing was made with such an account, so nothing needs its author."""
    people = list(unconfirmed(now=now).order_by("pk")[:BATCH_SIZE])
    for person in people:
        person.delete()
    return len(people)


def old_invitations(*, now: datetime | None = None) -> QuerySet[Invitation]:
    """Invitations that nobody used: the address of somebody who is no member is kept no longer than needed."""
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=(now or timezone.now()) - INVITATIONS_KEPT_FOR)


def forget_unsent() -> int:
    """Lists that nobody sent within a week; returns how many."""
    unsent = InvitationBatch.objects.filter(started_at=None, created_at__lt=timezone.now() - KEPT_UNSENT)
    number = unsent.count()
    unsent.delete()
    return number


def forget_old_invitations(*, now: datetime | None = None) -> int:
    """Delete unused old invitations and old lists; returns how many rows went."""
    lists = InvitationBatch.objects.filter(created_at__lt=(now or timezone.now()) - INVITATIONS_KEPT_FOR)
    return old_invitations(now=now).delete()[0] + lists.delete()[0]


def old_explanations(*, now: datetime | None = None) -> QuerySet[FalseAlarm]:
    """Explanations of a year old that still hold what somebody wrote, or who asked."""
    old = FalseAlarm.objects.filter(asked_at__lt=(now or timezone.now()) - EXPLANATIONS_KEPT_FOR)
    return old.exclude(outcome=FalseAlarm.Outcome.ALLOWED, why="", by=None)


def forget_explanations(*, now: datetime | None = None) -> int:
    """Of what was allowed only the words stay, because texts hold them; all else goes. Returns how many."""
    allowed = FalseAlarm.Outcome.ALLOWED
    kept = old_explanations(now=now).filter(outcome=allowed).update(why="", by=None)
    return kept + old_explanations(now=now).exclude(outcome=allowed).delete()[0]
