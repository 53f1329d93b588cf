"""Keeping the member list true: departures and people who fell silent."""

from django.db import models

from woonoverlast.people.models.persons import Person


class DepartureReport(models.Model):
    """A colleague says that somebody left. A steward or editor settles it: gone, or still there."""

    class Outcome(models.TextChoices):
        LEFT = "left", "vertrokken"
        STILL_HERE = "still_here", "werkt er nog"

    person = models.ForeignKey(Person, models.CASCADE, related_name="departure_reports")
    reported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="reported_departures")
    note = models.TextField("toelichting", max_length=500, blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="settled_departures")

    class Meta:
        verbose_name = "vertrekmelding"
        verbose_name_plural = "vertrekmeldingen"
        ordering = ["reported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="one_open_departure_report", condition=models.Q(settled_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} zou vertrokken zijn"


class StaleNotice(models.Model):
    """A mail about a profile: the yearly check, or the notice before a silent account is anonymised."""

    class Kind(models.TextChoices):
        YEARLY = "yearly", "jaarlijkse controle"
        BEFORE_ANONYMISING = "before_anonymising", "bericht vóór verwijderen"

    person = models.ForeignKey(Person, models.CASCADE, related_name="stale_notices")
    kind = models.CharField(max_length=30, choices=Kind)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["person", "kind", "-sent_at"], name="stale_notice_latest")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
