"""Municipalities through time, the regions they lie in, their figures and their shapes on the map."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from woonoverlast.lib import naming
from woonoverlast.lib.naming import NameSort, name_key

# The table of mergers starts here: the number of municipalities on an earlier day is not known.
KNOWN_SINCE = date(2010, 1, 1)


class Region(models.Model):
    class Kind(models.TextChoices):
        PROVINCE = "province", "Provincie"
        SAFETY = "safety", "Veiligheidsregio"
        POLICE = "police", "Politie-eenheid"
        GGD = "ggd", "GGD"

    kind = models.CharField("soort", max_length=10, choices=Kind)
    code = models.CharField("code", max_length=10, unique=True)
    name = models.CharField("naam", max_length=100)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="region_name_unique_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["province", "safety", "police", "ggd"]), name="region_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SizeClass(models.TextChoices):
    UNDER_20 = "tot-20", "tot 20.000 inwoners"
    UNDER_50 = "20-50", "20.000 tot 50.000 inwoners"
    UNDER_100 = "50-100", "50.000 tot 100.000 inwoners"
    UNDER_250 = "100-250", "100.000 tot 250.000 inwoners"
    OVER_250 = "vanaf-250", "250.000 inwoners of meer"


# Lower bound of each class, in inhabitants.
SIZE_FROM = dict(zip(SizeClass, (0, 20_000, 50_000, 100_000, 250_000), strict=True))


def size_class(inhabitants: int) -> SizeClass:
    return max((bound, size) for size, bound in SIZE_FROM.items() if bound <= inhabitants)[1]


def size_bounds(size: SizeClass) -> tuple[int, int | None]:
    """From (included) and up to (not included, None for no end), in inhabitants."""
    bounds = [*SIZE_FROM.values(), None]
    place = list(SIZE_FROM).index(size)
    return SIZE_FROM[size], bounds[place + 1]


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> Self:
        return self.filter(valid_to=None)

    def on(self, day: date) -> Self:
        """Those that existed at the end of this day: who merges on 1 January is not there on 1 January.

        Raises ValueError for a day before `KNOWN_SINCE`.
        """
        if day < KNOWN_SINCE:
            raise ValueError(f"Municipalities are known since {KNOWN_SINCE}, not on {day}.")
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def denominator(self, *, on: date) -> int:
        """How many municipalities the country had on this day."""
        return self.on(on).count()

    def search(self, text: str) -> Self:
        """Municipalities of today that have all these words in a name, also a former one, an other one or that of a main
        place; where none has, those whose name looks most like it."""
        key = name_key(text)
        starts = models.Case(models.When(search_names__startswith=f" {key}", then=0), default=1)
        found: Self = naming.matching(self.current(), text, "search_names")
        return found.order_by(starts, "sort_name")

    def nearest(self, text: str, *, most: int) -> list["Municipality"]:
        """Those of today that are meant most probably, best first."""
        return naming.nearest(self.current(), text, "search_names", most=most)

    def with_figures(self) -> Self:
        """Adds the latest inhabitants and urbanity, in one query."""
        latest = Population.objects.filter(municipality=models.OuterRef("pk")).order_by("-on")
        return self.annotate(
            inhabitants=models.Subquery(latest.values("inhabitants")[:1]),
            urbanity=models.Subquery(latest.values("urbanity")[:1]),
        )

    def of_size(self, size: SizeClass) -> Self:
        """Needs `with_figures`."""
        lowest, end = size_bounds(size)
        found = self.filter(inhabitants__gte=lowest)
        return found if end is None else found.filter(inhabitants__lt=end)


class Municipality(models.Model):
    """One row for each code that CBS gave out. A change of name with a new code is a new row."""

    class Ending(models.TextChoices):
        MERGER = "merger", "herindeling"
        RENAME = "rename", "nieuwe naam"

    code = models.CharField("code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=100)
    slug = models.SlugField("adres", max_length=110, unique=True)
    other_names = models.CharField("ook bekend als", max_length=200, blank=True)
    # What it is sorted by: "'s-Gravenhage" stands at the G.
    sort_name = models.GeneratedField(
        expression=NameSort("name"), output_field=models.CharField(max_length=100, db_collation="C"), db_persist=True
    )
    # Every name it can be found by, each word after a space; those of former municipalities and main places included.
    search_names = models.TextField(editable=False, default="")
    province = models.ForeignKey(Region, models.PROTECT, related_name="province_municipalities")
    safety_region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="safety_municipalities")
    police_unit = models.ForeignKey(Region, models.PROTECT, null=True, related_name="police_municipalities")
    ggd = models.ForeignKey(Region, models.PROTECT, null=True, related_name="ggd_municipalities", verbose_name="GGD")
    valid_from = models.DateField("bestaat sinds", null=True, blank=True)
    valid_to = models.DateField("bestond tot", null=True, blank=True)
    ending = models.CharField("einde door", max_length=10, choices=Ending, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    also_to = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="also_from")
    neighbours = models.ManyToManyField("self", blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    # Place on the hexagon map: axial coordinates.
    q = models.SmallIntegerField(null=True, blank=True)
    r = models.SmallIntegerField(null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^GM[0-9]{4}$"), name="municipality_code_is_gm"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="municipality_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None, successor=None, ending="") | (Q(valid_to__isnull=False) & ~Q(ending="")),
                name="municipality_ending_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")), name="municipality_is_not_its_own_successor"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False)
                | Q(q__isnull=False, r__isnull=False, latitude__isnull=False, longitude__isnull=False),
                name="municipality_of_today_is_on_the_map",
            ),
            # Deferrable, so that a new layout may swap two hexagons in one load.
            models.UniqueConstraint(
                fields=["q", "r"], name="hexagon_holds_one_municipality", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(valid_to=None), name="name_unique_among_municipalities_of_today"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:municipality", args=[self.slug])

    def current(self) -> "Municipality":
        """The municipality of today that this one (for the largest part) became; itself when it still exists."""
        municipality = self
        while municipality.successor:
            municipality = municipality.successor
        return municipality

    def current_parts(self) -> list["Municipality"]:
        """All municipalities of today that hold a part of this one, the largest part first."""
        if not self.successor:
            return [self]
        parts = [self.successor, *self.also_to.order_by("sort_name")]
        return list(dict.fromkeys(today for part in parts for today in part.current_parts()))

    def latest_figures(self) -> "Population | None":
        return self.populations.order_by("-on").first()


class Population(models.Model):
    """Figures of a municipality on one day, as CBS published them."""

    URBANITY = {
        1: "zeer sterk stedelijk",
        2: "sterk stedelijk",
        3: "matig stedelijk",
        4: "weinig stedelijk",
        5: "niet stedelijk",
    }

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="populations")
    on = models.DateField("op")
    inhabitants = models.PositiveIntegerField("inwoners")
    households = models.PositiveIntegerField("huishoudens", null=True, blank=True)
    land_area_km2 = models.DecimalField("landoppervlakte in km2", max_digits=7, decimal_places=1, null=True, blank=True)
    # Addresses per square kilometre (omgevingsadressendichtheid).
    address_density = models.PositiveIntegerField("adressen per km2", null=True, blank=True)
    urbanity = models.PositiveSmallIntegerField("stedelijkheid", null=True, blank=True, choices=URBANITY)

    class Meta:
        verbose_name = "inwoners"
        verbose_name_plural = "inwoners"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "on"], name="one_population_per_day"),
            models.CheckConstraint(
                condition=Q(urbanity=None) | Q(urbanity__range=(1, 5)), name="urbanity_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.on}: {self.inhabitants}"

    @property
    def size_class(self) -> SizeClass:
        return size_class(self.inhabitants)


class Shape(models.Model):
    """The boundary of a municipality as an SVG path, projected at import."""

    class Kind(models.TextChoices):
        BORDER = "border", "echte grens"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="shapes")
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.BORDER)
    path = models.TextField("pad")
    source = models.CharField("bron", max_length=300)
    imported_at = models.DateTimeField("ingelezen op", auto_now=True)

    class Meta:
        verbose_name = "kaartvorm"
        verbose_name_plural = "kaartvormen"
        constraints = [models.UniqueConstraint(fields=["municipality", "kind"], name="one_shape_of_each_kind")]

    def __str__(self) -> str:
        return f"{self.municipality} ({self.get_kind_display()})"
