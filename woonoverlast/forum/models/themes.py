"""Themes: the rooms of the forum."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse

from woonoverlast.people.models import Person


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user: Person | AnonymousUser) -> Self:
        """Members and editors see every theme, everybody else those that an editor made public."""
        return self if reads_everything(user) else self.exclude(public_since=None)


class Theme(models.Model):
    """A subject of talk with its own moderators. Public to read from the moment that an editor said so."""

    slug = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    description = models.CharField("omschrijving", max_length=300)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    moderators = models.ManyToManyField(Person, blank=True, related_name="moderated_themes", verbose_name="moderatoren")
    public_since = models.DateTimeField("openbaar sinds", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:theme", args=[self.slug])

    def is_moderated_by(self, user: Person | AnonymousUser) -> bool:
        if not isinstance(user, Person):
            return False
        return user.is_editor or self.moderators.filter(pk=user.pk).exists()


def reads_everything(user: Person | AnonymousUser) -> bool:
    """Whether this is somebody for whom the forum is made: a member or an editor."""
    return isinstance(user, Person) and (user.is_member or user.is_editor)


def moderates(person: Person) -> bool:
    """Looks after at least one theme."""
    return person.is_editor or person.moderated_themes.exists()
