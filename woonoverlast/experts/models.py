"""Asking somebody who probably knows."""

from django.db import models

from woonoverlast.forum.models.topics import Topic
from woonoverlast.people.models import Expertise, Person


class Ask(models.Model):
    """A person is asked to look at a topic. `evidence` is why, as the page shows it; `by` is None for the routine."""

    class Response(models.TextChoices):
        ANSWERED = "answered", "heeft geantwoord"
        PASSED = "passed", "heeft het doorgegeven"
        DECLINED = "declined", "kan nu niet helpen"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asks")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=300)
    response = models.CharField(max_length=10, choices=Response, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    passed_to = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="asked_once_per_topic")]
        indexes = [models.Index(fields=["person", "-at"], name="ask_by_person")]


class SubjectWords(models.Model):
    """The words by which a question is known to be about a subject, where an editor changed those that we ship."""

    subject = models.OneToOneField(Expertise, models.CASCADE, related_name="own_words")
    words = models.TextField("woorden", max_length=3000)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "woorden van een onderwerp"
        verbose_name_plural = "woorden van onderwerpen"

    def __str__(self) -> str:
        return self.subject.name
