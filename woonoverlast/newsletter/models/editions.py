"""An edition is a draft until it has a mailing; from then on it does not change any more."""

import uuid
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from woonoverlast.mail.models import Mailing, Recipient
from woonoverlast.people.models import Person

WENT_OUT = [Recipient.State.SENT, Recipient.State.IN_DOUBT]


class EditionQuerySet(models.QuerySet["Edition"]):
    def drafts(self) -> Self:
        return self.filter(mailing=None)

    def public(self) -> Self:
        """The archive: what somebody has got, and what an editor wants there. Totals stay when the rows are gone."""
        # One row is enough, and with a limit the database looks it up per edition instead of reading all recipients.
        went = Recipient.objects.filter(mailing=OuterRef("mailing"), state__in=WENT_OUT).order_by().values("pk")[:1]
        out = Q(mailing__totals__isnull=False) | Q(somebody__isnull=False)
        return self.alias(somebody=Subquery(went)).filter(out, in_archive=True, mailing__isnull=False)


class Edition(models.Model):
    """One newsletter. `version` counts the times that its words were saved: who comes second is told."""

    subject = models.CharField("onderwerp", max_length=150, blank=True)
    preview = models.CharField("regel onder het onderwerp", max_length=200, blank=True)
    introduction = models.TextField("inleiding", blank=True)
    # What `audience.Segment` reads: who gets it.
    audience = models.JSONField("ontvangers", default=dict, blank=True)
    in_archive = models.BooleanField("in het archief", default=True)
    # Goes to exactly those who got that one.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    mailing = models.OneToOneField(Mailing, models.PROTECT, null=True, blank=True, related_name="edition")
    slug = models.SlugField("adres", max_length=120, unique=True, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="made_editions")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="changed_editions")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="edition_on_its_way_has_an_address",
                condition=Q(mailing=None) | Q(slug__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "Editie zonder onderwerp"

    def get_absolute_url(self) -> str:
        """Its page in the archive; only once it has a mailing."""
        return reverse("newsletter:edition", args=[self.slug])

    @property
    def is_draft(self) -> bool:
        return self.mailing_id is None


class Picture(models.Model):
    """Decoded and written anew, so that it holds pixels only. Its address cannot be guessed; who has it may see it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to="newsletter/%Y/")
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("newsletter:picture", args=[self.key])


class Block(models.Model):
    """A piece of an edition: something of the platform with a short plain text, or a text of its own (rich)."""

    class Kind(models.TextChoices):
        ITEM = "item", "item van het platform"
        TEXT = "text", "eigen tekst"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("soort", max_length=5, choices=Kind)
    # What it was picked from, such as "topic:12"; empty for a text.
    source = models.CharField(max_length=60, blank=True)
    title = models.CharField("titel", max_length=160, blank=True)
    text = models.TextField("tekst", blank=True)
    url = models.CharField("adres van de link", max_length=500, blank=True)
    button = models.CharField("woorden op de knop", max_length=60, blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="blocks")
    picture_text = models.CharField("wat op de afbeelding te zien is", max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="one_block_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Tekst zonder titel"

    @property
    def is_item(self) -> bool:
        return self.kind == self.Kind.ITEM
