"""Counters behind the rate limits."""

from django.db import models


class RateCount(models.Model):
    """How often something was tried in one window; `key` holds a digest, never an address."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
