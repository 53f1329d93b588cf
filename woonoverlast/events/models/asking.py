"""What an organiser asks at sign-up, how long an answer is kept, and the answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from woonoverlast.events.models.events import Event
from woonoverlast.events.models.signups import SignUp


class Question(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", "een open antwoord"
        CHOICE = "choice", "één keuze"
        YES = "yes", "een vinkje"

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    label = models.CharField("vraag", max_length=200)
    kind = models.CharField("antwoord", max_length=10, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name="keuzes")
    required = models.BooleanField("verplicht", default=False)
    # Dietary wishes are not needed a month later: every answer goes by itself.
    keep_days = models.PositiveSmallIntegerField("dagen bewaren na afloop", default=30)

    class Meta:
        verbose_name = "vraag bij aanmelden"
        verbose_name_plural = "vragen bij aanmelden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="answer_kept_a_year_at_most", condition=Q(keep_days__range=(1, 366)))
        ]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="answers")
    text = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "sign_up"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return self.text
