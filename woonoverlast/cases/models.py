"""Case questions and what becomes of a good answer: coarse fields only, checked by a second person before anybody reads them. Never a place or a person."""

import hashlib
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from woonoverlast.forum.models.topics import Post, Topic, Withholding
from woonoverlast.people.access import shares_organisation
from woonoverlast.people.models import Expertise, Person


class CaseQuestionQuerySet(models.QuerySet["CaseQuestion"]):
    def being_checked(self) -> Self:
        """Not what its author took away meanwhile, or a moderator hid."""
        held = Withholding.objects.active().filter(topic=models.OuterRef("topic"))
        check = models.Q(kind=Withholding.Kind.CHECK)
        return self.filter(
            models.Exists(held.filter(check)), ~models.Exists(held.exclude(check)), topic__merged_into=None
        )

    def released(self) -> Self:
        """Everybody may read them: checked, and not hidden for another reason."""
        held = Withholding.objects.active().filter(topic=models.OuterRef("topic"))
        return self.filter(~models.Exists(held), topic__merged_into=None).exclude(answer_before=None)

    def to_be_checked_by(self, person: Person) -> Self:
        """What this person may read to check it."""
        return self.being_checked().asked_of(person)

    def with_something_to_check_by(self, person: Person) -> Self:
        """The same, and those of which a supplement waits for this person."""
        waiting = models.Exists(Supplement.objects.being_checked().filter(casus=models.OuterRef("pk")))
        checked = models.Q(pk__in=CaseQuestion.objects.being_checked().values("pk"))
        return self.filter(checked | waiting).asked_of(person)

    def asked_of(self, person: Person) -> Self:
        others = self.exclude(topic__author=person)
        return others if person.is_editor else others.filter(check_requests__person=person)


class CaseQuestion(models.Model):
    """The coarse facts of a case question. What happened is told in the opening post of the topic."""

    class Severity(models.TextChoices):
        DISCOMFORT = "discomfort", "last"
        NUISANCE = "nuisance", "overlast"
        SERIOUS = "serious", "ernstige overlast"
        EXTREME = "extreme", "extreme overlast"

    class Housing(models.TextChoices):
        SOCIAL = "social", "sociale huur"
        PRIVATE = "private", "particuliere huur"
        OWNED = "owned", "koopwoning"
        OWNERS = "owners", "appartement met VvE"
        MAX_ENTRIES = "room", "kamer of studentenhuis"
        SHELTERED = "sheltered", "opvang of beschermd wonen"
        OTHER = "other", "anders"

    class Cause(models.TextChoices):
        LIFESTYLE = "lifestyle", "verschil in leefstijl of gehorige woning"
        CONFLICT = "conflict", "ruzie tussen buren"
        VULNERABLE = "vulnerable", "psychische kwetsbaarheid"
        ADDICTION = "addiction", "verslaving"
        CRIME = "crime", "criminaliteit"
        POWER = "power", "intimidatie: mensen durven niets te zeggen"
        MONEY = "money", "verdienmodel, zoals kamerverhuur"
        UNKNOWN = "unknown", "nog niet bekend"

    class SizeClass(models.TextChoices):
        SMALL = "small", "minder dan 30.000 inwoners"
        MIDDLE = "middle", "30.000 tot 100.000 inwoners"
        LARGE = "large", "100.000 tot 250.000 inwoners"
        CITY = "city", "meer dan 250.000 inwoners"

    # Lower bound of each class, in inhabitants.
    SIZE_FROM = {SizeClass.SMALL: 0, SizeClass.MIDDLE: 30_000, SizeClass.LARGE: 100_000, SizeClass.CITY: 250_000}

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="casus")
    severity = models.CharField("hoe ernstig?", max_length=20, choices=Severity)
    housing = models.CharField("soort woning", max_length=20, choices=Housing)
    cause = models.CharField("waarschijnlijke oorzaak", max_length=20, choices=Cause)
    tried = models.ManyToManyField(Expertise, blank=True, related_name="+", verbose_name="wat is al geprobeerd?")
    size_class = models.CharField("grootte van de gemeente", max_length=20, choices=SizeClass)
    # Five working days after the check; None while it is being checked.
    answer_before = models.DateField(null=True, blank=True)
    # When everybody was told that the clock ran out, and when the asker was last asked how it ended.
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    outcome_asked_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "casusvraag"
        indexes = [
            models.Index(fields=["answer_before"], name="running_case_clock", condition=models.Q(overdue_told_at=None))
        ]

    @classmethod
    def size_class_of(cls, inhabitants: int) -> str:
        return max((bound, size) for size, bound in cls.SIZE_FROM.items() if bound <= inhabitants)[1]

    @property
    def is_being_checked(self) -> bool:
        """Nobody but its author, the moderators and who was asked to check it can read it."""
        held = Withholding.objects.active().filter(topic=self.topic_id).values_list("kind", flat=True)
        return set(held) == {Withholding.Kind.CHECK}

    @property
    def read_mark(self) -> str:
        """Changes with all that a checker reads."""
        facts = [self.severity, self.housing, self.cause, self.size_class]
        read = [self.topic.opening.read_mark, *facts]
        return hashlib.sha256("\0".join(read).encode()).hexdigest()[:32]

    @property
    def waits_for_author(self) -> bool:
        """A checker found it recognisable, and it was not changed since."""
        return sent_back(self.topic.opening, self.last_check)

    @property
    def last_check(self) -> "Check | None":
        """Of the question itself; a supplement has checks of its own."""
        return self.checks.filter(supplement=None).first()

    @property
    def held_because(self) -> str:
        """Why it waits, with what the asker explained."""
        checks = Withholding.objects.active().filter(topic=self.topic_id, kind=Withholding.Kind.CHECK)
        return checks.values_list("reason", flat=True).first() or ""

    def can_be_checked_by(self, user: Person | AnonymousUser) -> bool:
        """An editor, or who was asked and still works for another organisation; never the author."""
        if not isinstance(user, Person) or user.pk == self.topic.author_id or not self.is_being_checked:
            return False
        if user.is_editor:
            return True
        asked = self.check_requests.filter(person=user).exists()
        return asked and user.is_member and not shares_organisation(user, self.topic.author)

    def can_be_changed_by(self, user: Person | AnonymousUser) -> bool:
        """The author, as long as it was not released: what others have read is not changed under their answers."""
        return user.pk == self.topic.author_id and self.is_being_checked

    def can_be_supplemented_by(self, user: Person | AnonymousUser) -> bool:
        """The author, once it was released and as long as it can be answered."""
        if user.pk != self.topic.author_id or not CaseQuestion.objects.released().filter(pk=self.pk).exists():
            return False
        return self.topic.can_be_answered_by(user)

    @property
    def waiting_supplement(self) -> "Supplement | None":
        """The one that waits for its reader: the next is written when this one was released or taken away."""
        return self.supplements.being_checked().select_related("post").first()

    def can_be_ended_by(self, user: Person | AnonymousUser) -> bool:
        """Who may say how it ended: the asker or an editor, once it was released."""
        if not isinstance(user, Person) or self.answer_before is None or self.is_being_checked:
            return False
        return user.pk == self.topic.author_id or user.is_editor


class SupplementQuerySet(models.QuerySet["Supplement"]):
    def being_checked(self) -> Self:
        """Not what its author took away meanwhile, or a moderator hid; nor when the question itself is not there."""
        held = Withholding.objects.active().filter(post=models.OuterRef("post"))
        check = models.Q(kind=Withholding.Kind.CHECK)
        return self.filter(
            models.Exists(held.filter(check)),
            ~models.Exists(held.exclude(check)),
            casus__in=CaseQuestion.objects.released(),
        )

    def released(self) -> Self:
        held = Withholding.objects.active().filter(post=models.OuterRef("post"))
        return self.filter(~models.Exists(held), post__purge=None)

    def to_be_checked_by(self, person: Person) -> Self:
        """Who was asked to check the question reads its supplements as well."""
        waiting = self.being_checked().exclude(post__author=person)
        return waiting if person.is_editor else waiting.filter(casus__check_requests__person=person)


class Supplement(models.Model):
    """What the asker adds to a released case question: a post that nobody reads before a second person did."""

    casus = models.ForeignKey(CaseQuestion, models.CASCADE, related_name="supplements")
    post = models.OneToOneField(Post, models.CASCADE, related_name="supplement")

    objects = SupplementQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvulling"
        verbose_name_plural = "aanvullingen"
        ordering = ["post"]

    def __str__(self) -> str:
        return f"aanvulling {self.pk}"

    @property
    def is_being_checked(self) -> bool:
        return Supplement.objects.being_checked().filter(pk=self.pk).exists()

    @property
    def waits_for_author(self) -> bool:
        return sent_back(self.post, self.last_check)

    @property
    def last_check(self) -> "Check | None":
        return self.checks.first()

    @property
    def read_mark(self) -> str:
        """Changes with what a checker reads: the supplement and the question that it is added to."""
        return hashlib.sha256(f"{self.casus.read_mark}{self.post.read_mark}".encode()).hexdigest()[:32]

    @property
    def held_because(self) -> str:
        checks = Withholding.objects.active().filter(post=self.post_id, kind=Withholding.Kind.CHECK)
        return checks.values_list("reason", flat=True).first() or ""

    def can_be_checked_by(self, user: Person | AnonymousUser) -> bool:
        """An editor, or who was asked and still works for another organisation; never the author."""
        if not isinstance(user, Person) or user.pk == self.post.author_id:
            return False
        if not Supplement.objects.to_be_checked_by(user).filter(pk=self.pk).exists():
            return False
        return user.is_editor or (user.is_member and not shares_organisation(user, self.post.author))


def sent_back(post: Post, last: "Check | None") -> bool:
    """The last checker found it recognisable, and it was not changed since."""
    if last is None or last.verdict == Check.Verdict.SAFE:
        return False
    return post.edited_at is None or post.edited_at < last.at


class CheckRequest(models.Model):
    """Somebody is asked to check a case question, and may read it and its supplements before others do."""

    casus = models.ForeignKey(CaseQuestion, models.CASCADE, related_name="check_requests")
    person = models.ForeignKey(Person, models.CASCADE, related_name="check_requests")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["casus", "person"], name="check_requested_once")]


class Check(models.Model):
    """Could a neighbour recognise this? Answered by somebody of another organisation, or by an editor."""

    class Verdict(models.TextChoices):
        SAFE = "safe", "niet herkenbaar"
        RECOGNISABLE = "recognisable", "herkenbaar: eerst aanpassen"

    casus = models.ForeignKey(CaseQuestion, models.CASCADE, related_name="checks")
    # Filled when it is about what the asker added later.
    supplement = models.ForeignKey(Supplement, models.CASCADE, null=True, blank=True, related_name="checks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    advice = models.TextField("wat moet anders?", max_length=1000, blank=True)

    class Meta:
        ordering = ["-at", "-id"]


class CaseOutcome(models.Model):
    """How it ended, by code. The newest row counts. That somebody moved away is never "solved"."""

    class Code(models.TextChoices):
        SOLVED = "solved", "opgelost: de overlast is gestopt"
        LESS = "less", "minder overlast"
        SAME = "same", "niet veranderd"
        WORSE = "worse", "erger geworden"
        MOVED = "moved", "verhuisd: de overlast hier is weg, de oorzaak niet"
        RUNNING = "running", "loopt nog"
        UNKNOWN = "unknown", "niet bekend"

    casus = models.ForeignKey(CaseQuestion, models.CASCADE, related_name="outcomes")
    code = models.CharField("hoe liep het af?", max_length=20, choices=Code)
    note = models.TextField("wat hielp, wat niet?", max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    @property
    def is_solved(self) -> bool:
        """Only when the nuisance stopped where people live. Moving it elsewhere solves nothing."""
        return self.code == self.Code.SOLVED

    @property
    def is_final(self) -> bool:
        return self.code not in {self.Code.RUNNING, self.Code.UNKNOWN}


class Harvest(models.Model):
    """A good answer that deserves to become more: editors see it until the context for it takes it over."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", "praktijkvoorbeeld"
        GUIDE = "guide", "voorstel voor een handreiking"
        BOTTLENECK = "bottleneck", "knelpunt"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="harvests")
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField("toelichting", max_length=500, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "kind"], name="harvested_once")]
