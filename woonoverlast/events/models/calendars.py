"""The secret address of somebody's own calendar."""

import uuid

from django.db import models
from django.utils import timezone

from woonoverlast.people.models import Person


class CalendarKey(models.Model):
    """Opens this person's own calendar without logging in. A new `version` closes the old address."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_key", primary_key=True)
    version = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField(default=timezone.now)
