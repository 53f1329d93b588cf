"""The logbook: what editors and stewards did. Rows are only added."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Act(models.Model):
    """Who did what to what, when and why. `target_label` stays readable after the target has gone."""

    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="acts", verbose_name="door")
    verb = models.CharField("wat", max_length=80)
    target_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, verbose_name="soort")
    target_id = models.BigIntegerField("nummer", null=True)
    target_label = models.CharField("waarover", max_length=250)
    note = models.TextField("toelichting", blank=True)
    at = models.DateTimeField("op", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "handeling"
        verbose_name_plural = "handelingen"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.verb} {self.target_label}"
