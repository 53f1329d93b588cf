"""The index. It holds lexemes, never texts: what is shown of a hit is read live from the object itself."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from woonoverlast.people.models import Person


class Entry(models.Model):
    """One object that can be found. `title` is the folded title for exact hits, `title_words` serves suggestions too.

    Kind, theme and municipalities are in both vectors as signs (`indexing.signs`), so that filters use the same index.
    """

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    thread = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True)
    title_words = SearchVectorField()
    words = SearchVectorField()

    objects = models.Manager["Entry"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_object")]
        indexes = [
            GinIndex(fields=["words"], name="entry_words", fastupdate=False),
            GinIndex(fields=["title_words"], name="entry_title_words", fastupdate=False, condition=~models.Q(title="")),
            models.Index(fields=["title"], name="entry_title", condition=~models.Q(title="")),
            models.Index(fields=["-published_at"], name="entry_by_date", condition=~models.Q(published_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class Word(models.Model):
    """A word that texts use, folded, with its lexeme and in about how many entries that lexeme stands."""

    word = models.CharField(max_length=40, unique=True)
    lexeme = models.CharField(max_length=40)
    documents = models.PositiveIntegerField(default=1)

    objects = models.Manager["Word"]()

    class Meta:
        indexes = [
            models.Index(fields=["lexeme"], name="word_by_lexeme"),
            GinIndex(OpClass("word", "gin_trgm_ops"), name="word_trigram"),
        ]

    def __str__(self) -> str:
        return self.word


class SynonymGroupQuerySet(models.QuerySet["SynonymGroup"]):
    def in_use(self) -> Self:
        return self.filter(removed_at=None)


class SynonymGroup(models.Model):
    """Words and names that mean the same to who searches. Kept by editors; `key` names a group that we ship.

    A shipped group that an editor changed or removed stays as the editor left it.
    """

    key = models.CharField(max_length=40, unique=True, null=True, blank=True, editable=False)
    words = models.CharField("woorden", max_length=400, help_text="Zet een puntkomma tussen de woorden.")
    note = models.CharField("opmerking", max_length=200, blank=True)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "woorden die hetzelfde betekenen"
        verbose_name_plural = "woorden die hetzelfde betekenen"
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def terms(self) -> list[str]:
        return [term.strip() for term in self.words.split(";") if term.strip()]
