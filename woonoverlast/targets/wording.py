"""Where a target stands, in short Dutch sentences."""

from datetime import date

from django.utils.formats import date_format

from woonoverlast.lib.charts import percent
from woonoverlast.lib.target_pace import Pace
from woonoverlast.targets.coverage import Reading
from woonoverlast.targets.models import Denominator, Numerator, Target

# Now and then, each for one and for more; {} becomes "90 van de 393 gemeenten".
PHRASES = {
    Numerator.CONNECTED: ("is {} aangesloten", "zijn {} aangesloten", "was {} aangesloten", "waren {} aangesloten"),
    Numerator.IN_LEAD: ("neemt {} regie", "nemen {} regie", "nam {} regie", "namen {} regie"),
    Numerator.PLAN_CARRIED_OUT: (
        "voert {} een plan uit",
        "voeren {} een plan uit",
        "voerde {} een plan uit",
        "voerden {} een plan uit",
    ),
    Numerator.PLAN_EVALUATED: (
        "is {} geëvalueerd",
        "zijn {} geëvalueerd",
        "was {} geëvalueerd",
        "waren {} geëvalueerd",
    ),
}


def counted(reading: Reading, target: Target) -> str:
    """The count of its whole: "90 van de 393 gemeenten"."""
    noun = "gemeenten" if target.denominator == Denominator.MUNICIPALITIES else "plannen"
    return f"{reading.count} van de {reading.of} {noun}"


def stands(reading: Reading, target: Target, *, today: date) -> str:
    """ "Nu zijn 90 van de 342 gemeenten aangesloten: 26,3%." """
    is_now = reading.on >= today
    phrase = PHRASES[Numerator(target.numerator)][(0 if is_now else 2) + (reading.count != 1)]
    day = "Nu" if is_now else f"Op {written(reading.on)}"
    return f"{day} {phrase.format(counted(reading, target))}: {percent(reading.share)}."


def distance(target: Target, pace: Pace, *, today: date) -> str:
    """ "Het doel is 75% op 31 december 2030: nog 167 gemeenten te gaan." """
    is_over = target.goal_on < today
    goal = f"Het doel {'was' if is_over else 'is'} {goal_percent(target)} op {written(target.goal_on)}"
    if pace.is_reached:
        return f"{goal}. Dat is gehaald."
    number = f"{pace.missing} gemeente{'n' if pace.missing != 1 else ''}"
    return f"{goal}. Dat is niet gehaald: {number} te weinig." if is_over else f"{goal}: nog {number} te gaan."


def unknown_now(target: Target, *, today: date) -> str:
    """What is said of a target without figures of today."""
    if target.goal_on < today:
        return f"Het doel was {goal_percent(target)} op {written(target.goal_on)}. Of dat is gehaald, is niet bekend."
    return f"Het doel is {goal_percent(target)} op {written(target.goal_on)}. {what_follows(target)}"


def what_follows(target: Target) -> str:
    if target.live:
        return "De cijfers volgen zodra gemeenten lid zijn van het platform."
    return "De cijfers volgen zodra gemeenten hun plannen op het platform vastleggen."


def missing_figures(target: Target, *, today: date) -> str:
    """Why there is no count of today."""
    if target.goal_on < today:
        return (
            "Over de jaren daarna staan geen volledige gegevens op dit platform. Wij vullen niets in wat we niet weten."
        )
    return what_follows(target)


def goal_percent(target: Target) -> str:
    return percent(float(target.goal))


def written(day: date) -> str:
    return date_format(day, "j F Y")
