"""What readers say about a topic: accepted answers, solved, "nuttig" and "wij ook"."""

from django.db import models

from woonoverlast.forum.models.topics import Post, Topic
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality


class Acceptance(models.Model):
    """The best answer to a topic, chosen by who asked or by a moderator. At most one stands at a time."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="acceptances")
    post = models.ForeignKey(Post, models.CASCADE, related_name="acceptances")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic"], name="one_accepted_answer", condition=models.Q(withdrawn_at=None))
        ]
        indexes = [models.Index(fields=["post"], name="accepted_post", condition=models.Q(withdrawn_at=None))]


class Resolution(models.Model):
    """The asker is helped, with or without one best answer. Reopening ends the row; a new one may follow."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="resolutions")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField("toelichting", max_length=300, blank=True)
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic"], name="solved_once", condition=models.Q(reopened_at=None))
        ]


class Useful(models.Model):
    """This person found the post useful."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="useful")
    person = models.ForeignKey(Person, models.CASCADE, related_name="found_useful")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "post"], name="useful_once")]


class MeToo(models.Model):
    """This plays with us too. The municipality is where the person worked when he said so; it may be unknown."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="me_too")
    person = models.ForeignKey(Person, models.CASCADE, related_name="me_too")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="me_too")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="me_too_once")]
