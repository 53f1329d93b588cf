"""Write in the logbook, in the same transaction as the act itself."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from woonoverlast.people.models import Act, Person


def record(*, by: Person | None, verb: str, target: models.Model, note: str = "") -> Act:
    """Add a row: `verb` in Dutch as read on the page, such as "aanmelding aangenomen". `by` is None for a job."""
    return Act.objects.create(
        by=by,
        verb=verb,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        target_label=str(target)[:250],
        note=note,
    )
