"""Practices: what a municipality or partner did, written together, reviewed by peers, and used elsewhere."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Instrument
from woonoverlast.people.models import Organisation, Person
from woonoverlast.places.models import Municipality
from woonoverlast.practices.worksheet import NEEDED, PARTS, Part

REVIEWERS = 2


class PracticeQuerySet(models.QuerySet["Practice"]):
    def published(self) -> Self:
        return self.filter(publication__isnull=False)

    def in_review(self) -> Self:
        """Its last text was handed in and is not the one that stands on the site."""
        return self.filter(revisions__asked_at__isnull=False, revisions__settled_at=None).distinct()

    def visible_to(self, user: Person | AnonymousUser) -> Self:
        """Published ones for everybody; members also see what waits for review; writers their own."""
        if not isinstance(user, Person) or not (user.is_member or user.is_editor):
            return self.published()
        if user.is_editor:
            return self
        mine = Writer.objects.filter(person=user).values("practice")
        waiting = Revision.objects.waiting().values("practice")
        return self.filter(Q(publication__isnull=False) | Q(pk__in=mine) | Q(pk__in=waiting))


class Practice(models.Model):
    """Something that was done. What is written about it stands in its revisions."""

    slug = models.SlugField("adres", max_length=80, unique=True)
    title = models.CharField("titel", max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="practices", verbose_name="organisatie")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="practices", verbose_name="gemeente"
    )
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    writers: "models.ManyToManyField[Person, Writer]" = models.ManyToManyField(
        Person, through="Writer", through_fields=("practice", "person"), related_name="practices"
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:practice", args=[self.slug])

    @property
    def newest(self) -> "Revision":
        revision = self.revisions.order_by("-number").first()
        assert revision is not None  # made together with the practice
        return revision

    @property
    def is_published(self) -> bool:
        return hasattr(self, "publication")

    def is_written_by(self, user: Any) -> bool:
        return isinstance(user, Person) and self.writers.filter(pk=user.pk).exists()

    def can_be_written_by(self, user: Any) -> bool:
        return isinstance(user, Person) and (user.is_editor or self.is_written_by(user))


class Writer(models.Model):
    """Who writes along."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "meeschrijver"
        constraints = [models.UniqueConstraint(fields=["practice", "person"], name="writes_once")]

    def __str__(self) -> str:
        return f"{self.person} bij {self.practice}"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def waiting(self) -> Self:
        """Handed in for review, and not settled by publishing or by a newer text."""
        return self.filter(asked_at__isnull=False, settled_at=None)


def text(name: str) -> Any:
    return models.TextField(name, max_length=4000, blank=True)


class Revision(models.Model):
    """A text of a practice. Never changed: who writes on makes the next.

    `asked_at`: handed in for review. `settled_at`: published, or a newer text took its place.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    summary = models.TextField("samenvatting", max_length=700)
    problem = text("probleem")
    goal = text("doel")
    target_group = text("doelgroep")
    approach = text("aanpak")
    partners = text("partners")
    data_sharing = text("gegevens delen")
    conditions = text("randvoorwaarden")
    costs = text("kosten")
    duration = text("duur")
    result = text("resultaat")
    measuring = text("meten")
    not_worked = text("wat werkte niet")
    tips = text("tips")
    transfer = text("overdraagbaarheid")
    nuisance = ArrayField(models.CharField(max_length=12), default=list, blank=True, verbose_name="soort overlast")
    housing = ArrayField(models.CharField(max_length=12), default=list, blank=True, verbose_name="bewoning")
    instruments = models.ManyToManyField(Instrument, blank=True, related_name="+", verbose_name="instrumenten")
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst van een praktijkvoorbeeld"
        verbose_name_plural = "teksten van praktijkvoorbeelden"
        ordering = ["practice", "number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["practice"],
                name="one_revision_in_review",
                condition=Q(asked_at__isnull=False, settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice}, tekst {self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.asked_at is not None and self.settled_at is None

    @property
    def parts(self) -> list[tuple[Part, str]]:
        """What was filled in."""
        return [(part, written) for part in PARTS if (written := getattr(self, part.name))]

    @property
    def missing(self) -> list[str]:
        """What must be filled in before others review it, by its title."""
        return [part.title for part in NEEDED if not getattr(self, part.name)] + (
            [] if self.nuisance else ["Soort overlast"]
        )

    @property
    def kinds(self) -> list[str]:
        return [facets.NUISANCE[code] for code in self.nuisance if code in facets.NUISANCE]

    def agreeing(self) -> int:
        return self.reviews.filter(agrees=True).count()


class Review(models.Model):
    """A peer read it: could he do it too, and does it tell what did not work?"""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="reviews")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    agrees = models.BooleanField("kan geplaatst worden")
    text = models.TextField("toelichting", max_length=2000, blank=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["revision", "by"], name="one_review_each")]

    def __str__(self) -> str:
        return f"beoordeling van {self.revision}"


class Publication(models.Model):
    """The text that stands on the site, with what the editor made of its evidence. Effect and certainty stand apart."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="publication")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="publication")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    evidence = models.PositiveSmallIntegerField("bewijs", choices=list(facets.CERTAINTY.items()))
    effect = models.CharField("effect", max_length=2, choices=list(facets.EFFECTS.items()))
    note = models.TextField("waarom deze trede", max_length=500)

    class Meta:
        verbose_name = "plaatsing"
        verbose_name_plural = "plaatsingen"

    def __str__(self) -> str:
        return f"{self.practice} sinds {self.at:%d-%m-%Y}"


class Use(models.Model):
    """A municipality does this too."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="uses")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    since = models.PositiveSmallIntegerField("sinds welk jaar?")
    result = models.TextField("hoe bevalt het?", max_length=600, blank=True)

    class Meta:
        verbose_name = "gebruik"
        verbose_name_plural = "gebruik"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "municipality"], name="one_use_per_municipality"),
            models.CheckConstraint(name="use_since_a_sensible_year", condition=Q(since__gte=1990, since__lte=2100)),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} gebruikt {self.practice}"
