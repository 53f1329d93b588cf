"""Inviting a list of people: every row gets its result. The handling of the rows is in `batches`."""

from collections import Counter
from itertools import islice

from django.db import transaction

from woonoverlast.people import jobs
from woonoverlast.people.models import InvitationBatch, InvitationLine, Organisation, Person

AT_A_TIME = 500  # rows made at once: all ten thousand would hold tens of megabytes in the web process


@transaction.atomic
def start_batch(
    addresses: list[str], *, by: Person, organisation: Organisation | None, note: str = "", file_name: str = ""
) -> InvitationBatch:
    """Store the list and queue the job that handles it."""
    batch = InvitationBatch.objects.create(by=by, organisation=organisation, note=note, file_name=file_name[:200])
    lines = (InvitationLine(batch=batch, number=n, address=a) for n, a in enumerate(addresses, start=1))
    while some := list(islice(lines, AT_A_TIME)):
        InvitationLine.objects.bulk_create(some)
    jobs.handle_batch.defer(batch_id=batch.pk)
    return batch


def counts(batch: InvitationBatch) -> dict[InvitationLine.Result, int]:
    """How many rows have each result; results that do not occur are left out."""
    found = Counter(batch.lines.order_by().values_list("result", flat=True))
    return {result: found[result] for result in InvitationLine.Result if found[result]}
