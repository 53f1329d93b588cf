"""What members say of words that the guard on personal data held, and what an editor found."""

from django.db import models

from woonoverlast.people.models.persons import Person


class FalseAlarm(models.Model):
    """Somebody says that words are no data of a person. Allowed, they may stand in every text; refused, they are wiped."""

    class Outcome(models.TextChoices):
        ALLOWED = "allowed", "mag blijven staan"
        REFUSED = "refused", "blijft weg"

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="false_alarms")
    words = models.CharField("woorden", max_length=200, blank=True)
    why = models.TextField("uitleg", max_length=400, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField("besluit", max_length=20, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="settled_false_alarms")

    class Meta:
        verbose_name = "uitleg bij een vals alarm"
        verbose_name_plural = "uitleg bij vals alarm"
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                name="false_alarm_outcome_has_a_moment",
                condition=models.Q(outcome="", settled_at=None)
                | (~models.Q(outcome="") & models.Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="refused_words_are_wiped", condition=~models.Q(outcome="refused") | models.Q(words="", why="")
            ),
        ]

    def __str__(self) -> str:
        return f"uitleg bij een vals alarm van {self.by or 'een oud-lid'}"
