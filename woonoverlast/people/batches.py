"""Handling the rows of a list of invitations in chunks, so that an error halfway loses nothing."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.people import caps, inviting
from woonoverlast.people.models import Invitation, InvitationBatch, InvitationLine

Result = InvitationLine.Result

CHUNK = 100


def handle_batch(batch_id: int) -> int:
    """Handle what still waits, a chunk per transaction; returns how many rows. Safe to run twice and to go on later."""
    handled = 0
    while count := handle_chunk(batch_id):
        handled += count
    InvitationBatch.objects.filter(pk=batch_id, finished_at=None).update(finished_at=timezone.now())
    return handled


@transaction.atomic
def handle_chunk(batch_id: int) -> int:
    """The lock on the batch makes a second worker wait, so that no row is handled twice."""
    batch = InvitationBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        return 0
    lines = list(InvitationLine.objects.filter(batch=batch, result=Result.WAITING)[:CHUNK])
    for line in lines:
        handle_line(line, batch)
    InvitationLine.objects.bulk_update(lines, ["result", "invitation"])
    return len(lines)


def handle_line(line: InvitationLine, batch: InvitationBatch) -> None:
    if is_double(line):
        line.result = Result.DOUBLE
        return
    made = inviting.try_to_invite(by=batch.by, email=line.address, organisation=batch.organisation, note=batch.note)
    if isinstance(made, Invitation):
        line.invitation = made
        line.result = Result.INVITED
    else:
        line.result = made
    if made == Result.TOO_MANY:
        caps.tell_editors(caps.INVITATIONS, by=batch.by)


def is_double(line: InvitationLine) -> bool:
    earlier = InvitationLine.objects.filter(batch=line.batch_id, number__lt=line.number)
    return earlier.filter(address__iexact=line.address).exists()
