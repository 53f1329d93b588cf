"""Organisations that take part in the chain approach, with their working area and mail domains."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from woonoverlast.lib import naming
from woonoverlast.lib.naming import NameKey, NameSort
from woonoverlast.places.models import Municipality


class Discipline(models.TextChoices):
    """Kinds of organisation and fields of work, as the mission names them."""

    MUNICIPALITY = "municipality", "Gemeente"
    HOUSING = "housing", "Woningcorporatie"
    POLICE = "police", "Politie"
    GGD = "ggd", "GGD"
    MEDIATION = "mediation", "Buurtbemiddeling"
    SOCIAL_WORK = "social_work", "Maatschappelijk werk"
    GGZ = "ggz", "GGZ"
    SOCIAL_AFFAIRS = "social_affairs", "Sociale zaken"
    ANTI_DISCRIMINATION = "anti_discrimination", "Antidiscriminatievoorziening"
    OWNERS = "owners", "Vereniging van Eigenaars"
    OTHER = "other", "Andere organisatie"
    PLATFORM = "platform", "Platform Woonoverlast"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def for_mail(self, email: str) -> Self:
        """Organisations that use the domain of this mail address."""
        return self.filter(domains__domain=email.rpartition("@")[2].lower())

    def with_keys(self) -> Self:
        """By its own name, and a municipality's also by every name of the municipality."""
        municipal = models.When(kind=Discipline.MUNICIPALITY, then="municipality__search_names")
        return self.annotate(
            key=NameKey("name"),
            place_key=models.Case(municipal, default=models.Value(""), output_field=models.TextField()),
        )

    def named(self, text: str) -> Self:
        """What is called so: all words in any order, and where none is, what is called almost so."""
        return self.filter(pk__in=naming.matching(self.with_keys(), text, "key", "place_key").order_by().values("pk"))

    def nearest(self, text: str, *, most: int) -> list["Organisation"]:
        """What is meant most probably, best first."""
        return naming.nearest(self.with_keys(), text, "key", "place_key", most=most)

    def joinable(self) -> Self:
        """What an applicant may choose: not the platform itself, not what has ended, not what waits for a check."""
        return self.filter(ended_on=None, proposed_by=None).exclude(kind=Discipline.PLATFORM)


class Organisation(models.Model):
    """An employer. `municipality` is the municipality itself or the seat; `working_area` is where it works."""

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    kind = models.CharField("soort", max_length=30, choices=Discipline)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="gemeente"
    )
    working_area = models.ManyToManyField(
        Municipality, blank=True, related_name="working_organisations", verbose_name="werkgebied"
    )
    website = models.URLField("website", blank=True)
    # An applicant named it and no editor or steward has looked at it yet.
    proposed_by = models.ForeignKey(
        "people.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_organisations",
        verbose_name="voorgesteld door",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    ended_on = models.DateField("opgeheven op", null=True, blank=True)
    # Entered twice: where its page, its members and its domains went.
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="doubles",
        verbose_name="opgegaan in",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        ordering = [NameSort("name")]
        constraints = [
            models.CheckConstraint(
                name="municipal_organisation_has_municipality",
                condition=~models.Q(kind=Discipline.MUNICIPALITY) | models.Q(municipality__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                name="one_living_organisation_per_municipality",
                condition=models.Q(kind=Discipline.MUNICIPALITY, ended_on=None),
            ),
        ]
        indexes = [GinIndex(OpClass(NameKey("name"), "gin_trgm_ops"), name="organisation_name_key")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.slug])


class MailDomain(models.Model):
    """A mail domain that proves that somebody works at the organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domains")
    domain = models.CharField("domein", max_length=253, unique=True)

    class Meta:
        verbose_name = "maildomein"
        verbose_name_plural = "maildomeinen"
        constraints = [
            models.CheckConstraint(name="mail_domain_is_lower_case", condition=models.Q(domain=Lower("domain"))),
        ]

    def __str__(self) -> str:
        return self.domain
