"""What the web side itself keeps: counts behind limits, and what tells remembered pages that something changed."""

from django.db import models
from django.db.models.functions import Now


class RateCount(models.Model):
    """How often something was tried in one window; `key` holds a digest, never an address."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"


class ChangeStamp(models.Model):
    """Added by triggers at each statement that changes what public pages show; see `web.page_cache`."""

    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "wijziging van openbare gegevens"
