"""A request to join an organisation on the platform."""

from django.db import models

from woonoverlast.people.models.organisations import Organisation
from woonoverlast.people.models.persons import Person


class Application(models.Model):
    """One request. Waiting until a steward or editor decides, or the applicant withdraws."""

    class Status(models.TextChoices):
        WAITING = "waiting", "wacht op controle"
        ACCEPTED = "accepted", "aangenomen"
        REFUSED = "refused", "afgewezen"
        WITHDRAWN = "withdrawn", "ingetrokken"

    CHANGES = {Status.WAITING: {Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN}}

    person = models.ForeignKey(Person, models.CASCADE, related_name="applications", verbose_name="persoon")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="applications", verbose_name="organisatie"
    )
    motivation = models.TextField("toelichting", max_length=1000, blank=True)
    status = models.CharField("stand", max_length=20, choices=Status, default=Status.WAITING)
    submitted_at = models.DateTimeField("ingediend op", auto_now_add=True)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    # Empty when the mail domain decided, or when the applicant withdrew.
    decided_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decided_applications",
        verbose_name="besloten door",
    )
    reason = models.TextField("reden", max_length=1000, blank=True)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="one_waiting_application_per_person", condition=models.Q(status="waiting")
            ),
            models.CheckConstraint(
                name="refusal_has_reason", condition=~models.Q(status="refused") | ~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} bij {self.organisation}"

    def may_become(self, status: Status) -> bool:
        return status in self.CHANGES.get(self.Status(self.status), set())
