"""Persons and the roles they hold, with their periods."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from woonoverlast.lib import naming
from woonoverlast.lib.naming import NameKey, NameSort
from woonoverlast.people.models.organisations import Discipline, Organisation
from woonoverlast.places.models import Municipality

NAMELESS = "Naam nog niet ingevuld"


class Role(models.TextChoices):
    MEMBER = "member", "lid"
    COORDINATOR = "coordinator", "coördinator woonoverlast"
    EXECUTIVE = "executive", "bestuurder"
    STEWARD = "steward", "organisatiebeheerder"
    EDITOR = "editor", "redacteur"


class VisibleField(models.TextChoices):
    """Profile fields that a person may hide from other members. Name and organisation are always shown to members."""

    EMAIL = "email", "e-mailadres"
    JOB_TITLE = "job_title", "functie"
    EXPERTISE = "expertise", "wat ik weet"
    LOOKING_FOR = "looking_for", "wat ik zoek"


class Expertise(models.Model):
    """A subject somebody can know about and ask about: kinds of nuisance, instruments, phases, ways of working."""

    class Facet(models.TextChoices):
        NUISANCE = "nuisance", "soort overlast"
        INSTRUMENT = "instrument", "instrument"
        PHASE = "phase", "fase"
        WORKING = "working", "manier van werken"

    slug = models.SlugField(unique=True)
    facet = models.CharField("soort", max_length=20, choices=Facet, default=Facet.WORKING)
    name = models.CharField("naam", max_length=100, unique=True)

    class Meta:
        verbose_name = "expertise"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ActiveRole(NamedTuple):
    """One current membership, as small as permission questions need."""

    role: str
    organisation_id: int
    kind: str
    municipality_id: int | None


# Where each of these stands, seen from a membership.
ROLE_FIELDS = ("role", "organisation_id", "organisation__kind", "organisation__municipality_id")


class PersonQuerySet(models.QuerySet["Person"]):
    def living(self) -> Self:
        """Everyone whose account exists and is not suspended."""
        return self.filter(anonymised_at=None, suspended_at=None)

    def members(self, *, on: date | None = None) -> Self:
        """Everyone who holds a membership on the day (default today)."""
        current = Membership.objects.active(on=on).filter(person=models.OuterRef("pk"))
        return self.living().filter(models.Exists(current))

    def named(self, text: str) -> Self:
        """Who is called so: all words in any order, and where nobody is, who is called almost so."""
        found: Self = naming.matching(self.alias(key=NameKey("name")), text, "key")
        return found

    def nearest(self, text: str, *, most: int) -> list["Person"]:
        """Who is meant most probably, best first."""
        return naming.nearest(self.annotate(key=NameKey("name")), text, "key", most=most)

    def visible_to(self, person: "Person") -> Self:
        """Whom this person may see in lists: members see members, editors see everyone, others only themselves."""
        if person.is_editor:
            return self.filter(anonymised_at=None)
        return self.members() if person.is_member else self.filter(pk=person.pk)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def living(self) -> PersonQuerySet:
        return self.get_queryset().living()

    def members(self, *, on: date | None = None) -> PersonQuerySet:
        return self.get_queryset().members(on=on)

    def visible_to(self, person: "Person") -> PersonQuerySet:
        return self.get_queryset().visible_to(person)

    def named(self, text: str) -> PersonQuerySet:
        return self.get_queryset().named(text)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """A professional. Work e-mail and role only; rows are anonymised, never deleted, so that answers keep an author."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=200, blank=True)
    job_title = models.CharField("functie", max_length=150, blank=True)
    discipline = models.CharField("vakgebied", max_length=30, choices=Discipline, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="gemeente waar je vooral werkt",
    )
    expertise = models.ManyToManyField(Expertise, blank=True, related_name="people", verbose_name="wat je weet")
    looking_for = models.TextField("wat je zoekt", max_length=600, blank=True)
    hidden_fields = ArrayField(
        models.CharField(max_length=20, choices=VisibleField), default=list, blank=True, verbose_name="verborgen velden"
    )
    created_at = models.DateTimeField("lid sinds", auto_now_add=True, db_index=True)
    # When the person last said that the profile is right, by a button in the yearly mail or by saving the profile.
    profile_confirmed_at = models.DateTimeField("profiel bevestigd op", null=True, blank=True)
    last_seen_at = models.DateTimeField("laatst gezien op", null=True, blank=True, db_index=True)
    guided_at = models.DateTimeField("rondleiding gezien op", null=True, blank=True)
    # Who suspended and why is in the logbook.
    suspended_at = models.DateTimeField("geschorst op", null=True, blank=True)
    anonymised_at = models.DateTimeField("gegevens verwijderd op", null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_unique_in_any_case"),
            models.CheckConstraint(name="email_is_lower_case", condition=models.Q(email=Lower("email"))),
        ]
        indexes = [
            GinIndex(OpClass(NameKey("name"), "gin_trgm_ops"), name="person_name_key"),
            models.Index(NameSort("name"), "id", name="person_by_sort_name"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """What others read; a mail address is never a name."""
        return self.name or NAMELESS

    @property
    def has_profile(self) -> bool:
        """Colleagues can see who this is: without a name and a function nobody becomes a member."""
        return bool(self.name and self.job_title)

    def get_absolute_url(self) -> str:
        return reverse("people:profile", args=[self.pk])

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's word for: may log in."""
        return self.suspended_at is None and self.anonymised_at is None

    @property
    def is_staff(self) -> bool:
        """Django's word for: may open the administration."""
        return self.is_administrator

    @cached_property
    def active_roles(self) -> list[ActiveRole]:
        """The roles held today; one query per request."""
        rows = Membership.objects.active().filter(person=self)
        return [ActiveRole(*row) for row in rows.values_list(*ROLE_FIELDS)]

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser and self.is_active

    @property
    def is_editor(self) -> bool:
        return self.is_administrator or any(role.role == Role.EDITOR for role in self.active_roles)

    @property
    def is_steward(self) -> bool:
        return any(role.role == Role.STEWARD for role in self.active_roles)

    @property
    def is_member(self) -> bool:
        return bool(self.active_roles)

    @property
    def needs_second_factor(self) -> bool:
        """Editors, stewards and administrators must have one."""
        return self.is_editor or self.is_steward

    def is_steward_of(self, organisation: Organisation) -> bool:
        return any(r.role == Role.STEWARD and r.organisation_id == organisation.pk for r in self.active_roles)

    def shows(self, field: VisibleField) -> bool:
        return field not in self.hidden_fields


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, *, on: date | None = None) -> Self:
        """Memberships that run on the day (default today); a membership ends at the start of `ended_on`."""
        day = on or timezone.localdate()
        return self.filter(started_on__lte=day).filter(models.Q(ended_on=None) | models.Q(ended_on__gt=day))


class Membership(models.Model):
    """Who works where, in what role, from when until when. Rows end; they are not deleted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField("rol", max_length=20, choices=Role, default=Role.MEMBER)
    started_on = models.DateField("vanaf", default=timezone.localdate)
    ended_on = models.DateField("tot", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ["-started_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                name="one_running_membership_per_role",
                condition=models.Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
            ),
        ]
        # Finds an organisation's first running membership without reading the others.
        indexes = [models.Index(fields=["organisation", "started_on"], name="membership_by_start")]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation} ({self.get_role_display()})"
