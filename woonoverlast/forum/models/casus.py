"""Case questions: coarse fields only, checked by a second person before anybody reads them. Never a place or a person."""

from django.db import models

from woonoverlast.forum.models.topics import Topic
from woonoverlast.people.models import Expertise, Person


class Casus(models.Model):
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
        ROOM = "room", "kamer of studentenhuis"
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

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="casus")
    severity = models.CharField("hoe ernstig?", max_length=20, choices=Severity)
    housing = models.CharField("soort woning", max_length=20, choices=Housing)
    cause = models.CharField("waarschijnlijke oorzaak", max_length=20, choices=Cause)
    tried = models.ManyToManyField(Expertise, blank=True, related_name="+", verbose_name="wat is al geprobeerd?")
    size_class = models.CharField("grootte van de gemeente", max_length=20, choices=SizeClass)
    # Five working days after the check; None while it is being checked.
    answer_before = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "casusvraag"


class Check(models.Model):
    """Could a neighbour recognise this? Answered by somebody of another organisation, or by an editor."""

    class Verdict(models.TextChoices):
        SAFE = "safe", "niet herkenbaar"
        RECOGNISABLE = "recognisable", "herkenbaar: eerst aanpassen"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="checks")
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

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="outcomes")
    code = models.CharField("hoe liep het af?", max_length=20, choices=Code)
    note = models.TextField("wat hielp, wat niet?", max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


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
