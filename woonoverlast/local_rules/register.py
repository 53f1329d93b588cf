"""The register as pages and files show it: which instruments, what is known of each, and of which municipalities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from woonoverlast.instruments.models import Instrument, Version
from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.places.models import Municipality

# The strongest one, which began this register; it stays in whatever a version says.
ALWAYS = "151d"


def kept(day: date) -> QuerySet[Instrument]:
    """The instruments that depend on a local rule or are helped by one; first those that cannot do without (`needs_rule`)."""
    now = Version.objects.standing().on(day).filter(instrument=OuterRef("pk"))
    needed, helps = Exists(now.filter(local_rule="needed")), Exists(now.filter(local_rule="helps"))
    found = Instrument.objects.annotate(needs_rule=Q(needed) | Q(slug__startswith=ALWAYS))
    return found.filter(Q(needs_rule=True) | Q(helps)).order_by("-needs_rule", "is_tool", "step", "name")


@dataclass(frozen=True)
class Share:
    """How many municipalities of today gave which answer; `total` is how many there are."""

    counts: Mapping[str, int]
    total: int

    def number(self, answer: str) -> int:
        return self.counts.get(answer, 0)

    @property
    def yes(self) -> int:
        return self.number(Answer.YES)

    @property
    def no(self) -> int:
        return self.number(Answer.NO)

    @property
    def prepared(self) -> int:
        return self.number(Answer.PREPARED)

    @property
    def known(self) -> int:
        return self.yes + self.no + self.prepared

    @property
    def yes_or_prepared(self) -> int:
        return self.yes + self.prepared

    @property
    def unknown(self) -> int:
        return self.total - self.known


def shares(day: date) -> list[tuple[Instrument, Share]]:
    """Each instrument of the register with what is known. Three queries."""
    total = Municipality.objects.denominator(on=day)
    said = Statement.objects.standing().with_state(day).order_by()
    counts: dict[int, dict[str, int]] = {}
    rows = said.values_list("instrument", "state").annotate(number=Count("pk"))  # type: ignore[misc]  # of with_state
    for instrument, state, number in rows:
        counts.setdefault(instrument, {})[state] = number
    return [(instrument, Share(counts.get(instrument.pk, {}), total)) for instrument in kept(day)]


@dataclass(frozen=True)
class Row:
    """A municipality with what it said of one instrument; `state` as of today, "unknown" where nothing was said."""

    municipality: Municipality
    statement: Statement | None

    @property
    def state(self) -> str:
        return self.statement.state if self.statement else Answer.UNKNOWN.value

    @property
    def label(self) -> str:
        return Answer(self.state).label

    @property
    def last_known(self) -> Statement | None:
        """What was said before it faded or ran out."""
        said = self.statement
        return said if said and self.state == Answer.UNKNOWN and said.answer != Answer.UNKNOWN else None


def rows_of(instrument: Instrument, municipalities: Iterable[Municipality], day: date) -> list[Row]:
    """In the order of `municipalities`. One query."""
    said = {
        statement.municipality_id: statement
        for statement in Statement.objects.standing().with_state(day).filter(instrument=instrument)
    }
    return [Row(municipality, said.get(municipality.pk)) for municipality in municipalities]


def share_of(rows: Iterable[Row]) -> Share:
    counts = Counter(row.state for row in rows)
    return Share(counts, counts.total())


@dataclass(frozen=True)
class Held:
    """An instrument with what one municipality said of it."""

    instrument: Instrument
    row: Row


def of_municipality(municipality: Municipality, day: date) -> list[Held]:
    """Every instrument of the register. Two queries."""
    found = Statement.objects.standing().with_state(day).filter(municipality=municipality)
    said = {statement.instrument_id: statement for statement in found.select_related("entered_by")}
    return [Held(instrument, Row(municipality, said.get(instrument.pk))) for instrument in kept(day)]
