"""For other contexts: which instruments a municipality has the rule for."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.places.models import Municipality


@dataclass(frozen=True)
class State:
    """`answer` is yes, no, prepared or unknown, on the day that was asked. `faded`: it was known, too long ago."""

    answer: str
    article: str
    url: str
    as_of: date
    faded: bool

    @property
    def known(self) -> bool:
        return self.answer != Answer.UNKNOWN

    @property
    def yes(self) -> bool:
        return self.answer == Answer.YES

    @property
    def no(self) -> bool:
        """Not now: deliberately, or because it is only being prepared."""
        return self.answer in {Answer.NO, Answer.PREPARED}

    @property
    def unknown(self) -> bool:
        return not self.known


def states_for(municipality: Municipality, *, on: date | None = None) -> dict[str, State]:
    """By the address of the instrument; an instrument that nobody said anything of is not there. One query."""
    day = on or timezone.localdate()
    said = Statement.objects.standing().filter(municipality=municipality).with_state(day)
    rows = said.select_related("instrument").order_by("pk")
    return {one.instrument.slug: state_of(one, day) for one in rows}


def state_of(statement: Statement, day: date) -> State:
    return State(
        answer=statement.state,
        article=statement.article,
        url=statement.url,
        as_of=statement.as_of,
        faded=statement.is_faded(on=day),
    )
