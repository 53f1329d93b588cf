"""Inviting a list of people. What would happen is shown first; only who says so sends it. See also `batches`."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import inviting, jobs
from woonoverlast.people.address_lists import Listed
from woonoverlast.people.models import Invitation, InvitationBatch, InvitationLine, MailDomain, Organisation, Person

AT_A_TIME = 500  # rows made at once: all ten thousand would hold tens of megabytes in the web process
Result = InvitationLine.Result


@transaction.atomic
def prepare_batch(
    listed: Listed, *, by: Person, organisation: Organisation | None, note: str = "", file_name: str = ""
) -> InvitationBatch:
    """Store the list with what can be told of each row already. Nothing is sent."""
    batch = InvitationBatch.objects.create(
        by=by, organisation=organisation, note=note, file_name=file_name[:200], column=listed.column
    )
    lines = judged_lines(listed, batch)
    while some := list(islice(lines, AT_A_TIME)):
        InvitationLine.objects.bulk_create(some)
    return batch


def judged_lines(listed: Listed, batch: InvitationBatch) -> Iterator[InvitationLine]:
    """A few queries for some hundred rows, as single invitations are judged."""
    domains = set(MailDomain.objects.filter(organisation=batch.organisation_id or 0).values_list("domain", flat=True))
    seen: set[str] = set()
    numbered = enumerate(listed.rows, start=1)
    while rows := list(islice(numbered, AT_A_TIME)):
        addresses = [address.lower() for _, (_, address) in rows]
        members = set(Person.objects.members().filter(email__in=addresses).values_list("email", flat=True))
        invited = set(Invitation.objects.pending().filter(email__in=addresses).values_list("email", flat=True))
        for number, (row, address) in rows:
            key = address.lower()
            line = InvitationLine(batch=batch, number=number, row=row, address=address)
            if key in seen:
                line.result = Result.DOUBLE
            elif not inviting.is_valid(key):
                line.result = Result.BAD_ADDRESS
            elif key in members:
                line.result = Result.MEMBER
            elif key in invited:
                line.result = Result.ALREADY_INVITED
            elif domains and key.rpartition("@")[2] not in domains:
                line.result = Result.WRONG_DOMAIN
            seen.add(key)
            yield line


@transaction.atomic
def start_batch(batch: InvitationBatch) -> None:
    """Send what the sender has seen. Pressing twice sends once."""
    locked = InvitationBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.started_at:
        raise NotPossible("Deze lijst is al verstuurd.")
    if not locked.lines.filter(result=Result.WAITING).exists():
        raise NotPossible("In deze lijst staat niemand die een uitnodiging kan krijgen.")
    locked.started_at = timezone.now()
    locked.save()
    jobs.handle_batch.defer(batch_id=locked.pk)


def throw_away(batch: InvitationBatch) -> None:
    """A list that was not sent."""
    gone, _ = InvitationBatch.objects.filter(pk=batch.pk, started_at=None).delete()
    if not gone:
        raise NotPossible("Deze lijst is al verstuurd.")


def withdraw_open(batch: InvitationBatch) -> int:
    """Take back all invitations of this list that nobody has taken yet; returns how many."""
    return open_invitations(batch).update(withdrawn_at=timezone.now())


def open_invitations(batch: InvitationBatch) -> QuerySet[Invitation]:
    return Invitation.objects.pending().filter(invitationline__batch=batch)


def counts(batch: InvitationBatch) -> dict[InvitationLine.Result, int]:
    """How many rows have each result; results that do not occur are left out."""
    found = Counter(batch.lines.order_by().values_list("result", flat=True))
    return {result: found[result] for result in InvitationLine.Result if found[result]}
