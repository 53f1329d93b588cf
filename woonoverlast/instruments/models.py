"""The catalogue: instruments, what held of each on which day, who checked it, and who says that it is no longer right."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.instruments import facets
from woonoverlast.instruments.laws import LAWS, Law
from woonoverlast.people.models import Person


def sentences(name: str) -> Any:
    return ArrayField(models.TextField(), verbose_name=name, default=list, blank=True)


def codes(name: str) -> Any:
    return ArrayField(models.CharField(max_length=12), verbose_name=name, default=list, blank=True)


class Instrument(models.Model):
    """Something one can do about nuisance. What is said of it stands in its versions."""

    slug = models.SlugField("adres", unique=True)
    name = models.CharField("naam", max_length=120)
    words = ArrayField(models.CharField(max_length=80), verbose_name="heet ook", default=list, blank=True)
    step = models.PositiveSmallIntegerField("trede", choices=list(facets.STEPS.items()))
    track = models.CharField("spoor", max_length=10, choices=list(facets.TRACKS.items()))
    field_of_law = models.CharField("rechtsgebied", max_length=20, choices=list(facets.FIELDS_OF_LAW.items()))
    is_tool = models.BooleanField("hulpmiddel bij andere instrumenten", default=False)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="beheerder"
    )

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        ordering = ["is_tool", "step", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("instruments:instrument", args=[self.slug])

    def version_on(self, day: date) -> "Version | None":
        """What held on this day; None where the instrument did not exist."""
        return self.versions.standing().on(day).first()


class VersionQuerySet(models.QuerySet["Version"]):
    def standing(self) -> Self:
        """Without the texts that were corrected since."""
        return self.filter(corrected_at=None)

    def on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def with_review(self) -> Self:
        return self.prefetch_related(models.Prefetch("reviews", Review.objects.order_by("-on", "-pk")))


class Version(models.Model):
    """What is said of an instrument from one day to another. Never changed: a correction is a row of its own.

    `valid_to` is the first day on which it no longer holds. `corrected_at` says when another text took its place.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    valid_to = models.DateField("geldt tot", null=True, blank=True)
    changed = models.TextField("wat er anders is", blank=True)
    written_at = models.DateTimeField("geschreven op", default=timezone.now)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField("verbeterd op", null=True, blank=True)
    # Of the project's own file: what an editor wrote has none, and is never replaced by loading.
    digest = models.CharField(max_length=64, blank=True)

    summary = models.TextField("korte uitleg")
    local_rule = models.CharField("lokale regel", max_length=10, choices=list(facets.LOCAL_RULE.items()))
    decided_by = sentences("wie beslist")
    carried_out_by = sentences("wie voert uit")
    housing = codes("bewoning")
    nuisance = codes("soort overlast")
    causes = codes("oorzaak")
    conditions = sentences("voorwaarden")
    contra_indications = sentences("wanneer niet")
    evidence = sentences("bewijs")
    steps = sentences("stappen")
    terms = sentences("termijnen")
    duration = models.TextField("duur", blank=True)
    protection = models.TextField("rechtsbescherming", blank=True)
    proportionality = sentences("vragen over evenredigheid")
    privacy = models.TextField("gegevens", blank=True)
    costs = models.TextField("kosten", blank=True)
    effect = models.CharField("effect", max_length=2, choices=list(facets.EFFECTS.items()), default="?")
    effect_text = models.TextField("wat we weten van het effect", blank=True)
    certainty = models.PositiveSmallIntegerField("zekerheid", choices=list(facets.CERTAINTY.items()), default=0)
    certainty_text = models.TextField("hoe zeker dat is", blank=True)
    mechanism = models.TextField("waarom het werkt", blank=True)
    moderators = models.TextField("waarvan het afhangt", blank=True)
    implementation = models.TextField("wat het vraagt", blank=True)
    why_empty = models.JSONField("waarom iets leeg is", default=dict, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een instrument"
        verbose_name_plural = "versies van instrumenten"
        ordering = ["instrument", F("valid_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            ExclusionConstraint(
                name="one_version_on_a_day",
                expressions=[
                    ("instrument", RangeOperators.EQUAL),
                    (
                        Func("valid_from", "valid_to", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(corrected_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} vanaf {self.valid_from:%d-%m-%Y}" if self.valid_from else str(self.instrument)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def review(self) -> "Review | None":
        """The last legal check of this very text, with `with_review` without a query of its own."""
        return next(iter(sorted(self.reviews.all(), key=lambda review: (review.on, review.pk), reverse=True)), None)

    def is_reviewed(self, *, on: date) -> bool:
        """Whether a named jurist checked it, and the check has not run out."""
        return self.review is not None and self.review.next_on > on


class LegalBasis(models.Model):
    """An article that the instrument rests on. `law` is a short name of `data/laws.toml`."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="laws")
    law = models.CharField("wet", max_length=40)
    article = models.CharField("artikel", max_length=40, blank=True)
    paragraph = models.CharField("lid", max_length=40, blank=True)
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    valid_to = models.DateField("geldt tot", null=True, blank=True)
    about = models.CharField("waarover", max_length=250)

    class Meta:
        verbose_name = "wettelijke grondslag"
        verbose_name_plural = "wettelijke grondslagen"
        ordering = ["pk"]

    def __str__(self) -> str:
        parts = [self.law_name]
        parts += [f"artikel {self.article}"] if self.article else []
        parts += [f"lid {self.paragraph}"] if self.paragraph else []
        return ", ".join(parts)

    @property
    def known_law(self) -> Law | None:
        return LAWS.get(self.law)

    @property
    def law_name(self) -> str:
        return self.known_law.name if self.known_law else self.law

    @property
    def identifier(self) -> str:
        """By the Dutch standard for references to law (JCI 1.3); empty where the law has no number."""
        if not self.known_law or not self.known_law.id:
            return ""
        paragraph = f"&lid={self.paragraph}" if self.paragraph.isalnum() else ""
        return f"jci1.3:c:{self.known_law.id}" + (f"&artikel={self.article}{paragraph}" if self.article else "")

    @property
    def url(self) -> str:
        return f"https://wetten.overheid.nl/{self.identifier}" if self.identifier else ""


class Ruling(models.Model):
    """A judgment that says something about the instrument."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="rulings")
    ecli = models.CharField("ECLI", max_length=60)
    about = models.TextField("waarover")

    class Meta:
        verbose_name = "uitspraak"
        verbose_name_plural = "uitspraken"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.ecli

    @property
    def url(self) -> str:
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={self.ecli}"


class Relation(models.Model):
    """How an instrument stands to another: strengthens it, excludes it, goes before it, or is taken for it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="relations")
    kind = models.CharField("verband", max_length=12, choices=list(facets.RELATIONS.items()))
    other = models.ForeignKey(Instrument, models.CASCADE, related_name="+")
    why = models.TextField("waarom")

    class Meta:
        verbose_name = "verband tussen instrumenten"
        verbose_name_plural = "verbanden tussen instrumenten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def lapsed(self, *, on: date) -> Self:
        """The last check of a text that stands on this day, when its next date has come."""
        later = Review.objects.filter(version=models.OuterRef("version"), on__gt=models.OuterRef("on"))
        standing = Version.objects.standing().on(on)
        return self.filter(~models.Exists(later), version__in=standing, next_on__lte=on)


class Review(models.Model):
    """A jurist checked this version. After `next_on` the page says again that it was not."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="reviews")
    reviewer = models.CharField("door", max_length=120)
    on = models.DateField("op")
    next_on = models.DateField("opnieuw op")
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # When the owner of the instrument was asked to have it checked again.
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "juridische toets"
        verbose_name_plural = "juridische toetsen"
        constraints = [
            models.CheckConstraint(name="next_review_is_later", condition=Q(next_on__gt=F("on"))),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}, {self.on:%d-%m-%Y}"


class SampleText(models.Model):
    """A letter, agreement or form to fill in, as structured text: "# " begins a heading, "- " a point."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="samples")
    slug = models.SlugField("adres")
    title = models.CharField("titel", max_length=120)
    about = models.CharField("wanneer", max_length=300)
    text = models.TextField("tekst")

    class Meta:
        verbose_name = "voorbeeldtekst"
        verbose_name_plural = "voorbeeldteksten"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "slug"], name="one_sample_per_address")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("instruments:sample", args=[self.instrument.slug, self.slug])


class Doubt(models.Model):
    """A member says that something is no longer right. An editor answers."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="doubts")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField("wat klopt er niet meer?", max_length=1000)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("antwoord", max_length=1000, blank=True)

    class Meta:
        verbose_name = "opmerking bij een instrument"
        verbose_name_plural = "opmerkingen bij instrumenten"
        indexes = [models.Index(fields=["at"], name="open_doubts", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return f"opmerking bij {self.instrument}"
