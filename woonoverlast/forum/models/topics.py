"""Topics and their posts. The post with number 1 opens the topic; the replies are numbered from 2."""

import hashlib
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.urls import reverse

from woonoverlast.forum.models.themes import Theme, reads_everything
from woonoverlast.lib.uploads import Words
from woonoverlast.people.models import Expertise, Organisation, Person
from woonoverlast.places.models import Municipality

POSTS_PER_PAGE = 50


class Kind(models.TextChoices):
    QUESTION = "question", "vraag"
    DISCUSSION = "discussion", "gesprek"
    CASE = "case", "casusvraag"
    ANNOUNCEMENT = "announcement", "aankondiging"


class TopicQuerySet(models.QuerySet["Topic"]):
    def listed(self) -> Self:
        """Everything that stands on its own: what was merged into another topic does not."""
        return self.filter(merged_into=None)

    def visible_to(self, user: Person | AnonymousUser) -> Self:
        """Live rights. Withheld topics are there for the author, the moderators of the theme and editors only.

        Case questions are never public, whatever the theme is.
        """
        topics = self.filter(merged_into=None)
        if not reads_everything(user):
            return topics.exclude(theme__public_since=None).exclude(kind=Kind.CASE).exclude(withheld())
        assert isinstance(user, Person)
        if user.is_editor:
            return topics
        mine = models.Q(author=user) | models.Q(theme__in=Theme.objects.filter(moderators=user))
        return topics.filter(~withheld() | mine)


class Topic(models.Model):
    """A question, talk, case question or announcement. Counts are kept by `forum.posting`, under a lock on the row."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="topics", verbose_name="thema")
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.QUESTION)
    title = models.CharField("titel", max_length=160)
    author = models.ForeignKey(Person, models.PROTECT, related_name="topics")
    labels = models.ManyToManyField(Expertise, blank=True, related_name="topics", verbose_name="labels")
    started_at = models.DateTimeField()
    # The highest number that a post ever had here, and the moment of the newest post that everybody may read.
    last_number = models.PositiveIntegerField(default=0)
    last_posted_at = models.DateTimeField()
    reply_count = models.PositiveIntegerField(default=0)
    useful_count = models.PositiveIntegerField(default=0)
    me_too_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # Made once per form, so that sending the same form twice gives one topic.
    form_key = models.UUIDField(unique=True, null=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp"
        verbose_name_plural = "onderwerpen"
        indexes = [
            models.Index(
                fields=["theme", "-last_posted_at"], name="topic_by_theme", condition=models.Q(merged_into=None)
            ),
            models.Index(fields=["-last_posted_at"], name="topic_by_activity", condition=models.Q(merged_into=None)),
            models.Index(fields=["-started_at"], name="topic_by_start", condition=models.Q(merged_into=None)),
            models.Index(
                fields=["-started_at"],
                name="topic_unanswered",
                condition=models.Q(merged_into=None, reply_count=0, kind__in=[Kind.QUESTION, Kind.CASE]),
            ),
            # For "does this exist already?" while a title is being typed.
            GinIndex(OpClass("title", "gin_trgm_ops"), name="topic_title_trigram"),
            GinIndex(SearchVector("title", config="dutch"), name="topic_title_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.pk])

    @property
    def opening(self) -> "Post":
        return self.posts.get(number=1)

    def can_be_answered_by(self, user: Person | AnonymousUser) -> bool:
        """Members answer where nothing is locked, closed or merged, and they have not been sent out."""
        if not isinstance(user, Person) or (not user.is_member and not user.is_editor):
            return False
        if self.merged_into_id or self.theme.closed_at or self.locks.filter(lifted_at=None).exists():
            return False
        if self.waits_for_check:
            return False
        return not user.forum_sanctions.suspensions().exists()

    @property
    def waits_for_check(self) -> bool:
        """A case question that its second reader did not let through yet: nobody answers what may still change."""
        check = Withholding.objects.active().filter(topic=self.pk, kind=Withholding.Kind.CHECK)
        return self.kind == Kind.CASE and check.exists()

    def can_be_edited_by(self, user: Person | AnonymousUser) -> bool:
        return user.pk == self.author_id or self.theme.is_moderated_by(user)


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: Person | AnonymousUser) -> Self:
        """The posts of topics that this user sees, without what is withheld from him."""
        posts = self.filter(topic__in=Topic.objects.visible_to(user))
        return posts.not_withheld_from(user)

    def not_withheld_from(self, user: Person | AnonymousUser) -> Self:
        """For posts of a topic that was fetched with permission already."""
        if isinstance(user, Person) and user.is_editor:
            return self
        withheld_post = models.Exists(Withholding.objects.active().filter(post=models.OuterRef("pk")))
        if not reads_everything(user):
            return self.exclude(withheld_post)
        assert isinstance(user, Person)
        mine = models.Q(author=user) | models.Q(topic__theme__in=Theme.objects.filter(moderators=user))
        return self.filter(~withheld_post | mine)


class Post(models.Model):
    """What somebody wrote. `body` is clean HTML (lib.richtext), `text` the same as plain text."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    body = models.TextField("tekst")
    text = models.TextField(editable=False)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    useful_count = models.PositiveIntegerField(default=0)
    form_key = models.UUIDField(unique=True, null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["topic", "number"]
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="one_post_per_number")]
        indexes = [models.Index(fields=["author", "-posted_at"], name="post_by_author")]

    def __str__(self) -> str:
        return f"{self.topic} #{self.number}"

    def get_absolute_url(self) -> str:
        """The stable link: it leads to the page where the post stands now."""
        return reverse("forum:post", args=[self.pk])

    def can_be_edited_by(self, user: Person | AnonymousUser) -> bool:
        return user.pk == self.author_id or self.topic.theme.is_moderated_by(user)

    @property
    def read_mark(self) -> str:
        """Changes with the text, the title and the files: who decides on a post sends along what he read."""
        files = sorted(file.pk for file in self.attachments.all())
        read = [self.topic.title if self.number == 1 else "", self.body, *map(str, files)]
        return hashlib.sha256("\0".join(read).encode()).hexdigest()[:32]


class Revision(models.Model):
    """How a post read before it was changed. Rows are only added; a text with personal data in it can be cleared."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField()
    reason = models.CharField("reden", max_length=200, blank=True)
    # What the change was, as lists of kind and text: found out once. None where it was not kept yet.
    pieces = models.JSONField(null=True, editable=False)
    cleared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]


class Purge(models.Model):
    """An editor wiped what a post said, for good: the line stays, with who wrote it and when."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="purge")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "gewist bericht"

    def __str__(self) -> str:
        return f"gewist bericht {self.post_id}"


class Mention(models.Model):
    """A person, organisation or municipality that a post names."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="mentions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="mentions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person", "organisation", "municipality"], name="one_mention", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="mention_of_one_thing",
                condition=models.Q(person__isnull=False, organisation=None, municipality=None)
                | models.Q(person=None, organisation__isnull=False, municipality=None)
                | models.Q(person=None, organisation=None, municipality__isnull=False),
            ),
        ]


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    def active(self) -> Self:
        return self.filter(lifted_at=None)


class Withholding(models.Model):
    """A post that not everybody may read, for as long as the row is not lifted: who did that, when and why.

    `topic` is filled when it is the opening post: then the whole topic is withheld.
    """

    class Kind(models.TextChoices):
        HIDDEN = "hidden", "verborgen"
        REVIEW = "review", "wacht op een redacteur"
        CHECK = "check", "wacht op de controle op herkenbaarheid"
        REMOVED = "removed", "weggehaald door de schrijver"

    post = models.ForeignKey(Post, models.CASCADE, related_name="withholdings")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="withholdings")
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField("reden", max_length=500, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "kind"], name="withheld_once_per_kind", condition=models.Q(lifted_at=None)
            )
        ]
        indexes = [
            models.Index(fields=["topic"], name="withheld_topic", condition=models.Q(lifted_at=None)),
            # For what is new again: `forum.unread` asks what was let through lately.
            models.Index(fields=["lifted_at"], name="let_through", condition=models.Q(kind="review")),
        ]


def withheld() -> models.Exists:
    """On topics: whether the topic is withheld now."""
    return models.Exists(Withholding.objects.active().filter(topic=models.OuterRef("pk")))


class Attachment(models.Model):
    """A checked file. Without a post it was uploaded but not posted yet: only its owner sees it, a day long."""

    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="attachments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="forum_attachments")
    name = models.CharField("bestandsnaam", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to="forum/%Y/%m", max_length=200)
    at = models.DateTimeField()
    download_count = models.PositiveIntegerField(default=0)
    # What stands in it, once it was read: for this request only, it has no column.
    words: list[Words] | None = None

    class Meta:
        verbose_name = "bijlage"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What somebody is writing, per form: `key` says which, such as "reply:12". `data` is what was typed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="forum_drafts")
    key = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    # The opening of the form that saved it last: what the browser kept of that same opening is newer than this.
    form_key = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_per_form")]

    @property
    def version(self) -> str:
        """The moment of saving in microseconds."""
        return str(round(self.saved_at.timestamp() * 1_000_000))


def answered_by_others() -> models.Exists:
    """On topics: somebody else than the asker wrote something that everybody may read."""
    gone = Withholding.objects.active().filter(post=models.OuterRef("pk"))
    posts = Post.objects.filter(~models.Exists(gone), topic=models.OuterRef("pk"), number__gt=1)
    return models.Exists(posts.exclude(author=models.F("topic__author")))
