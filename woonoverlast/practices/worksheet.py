"""The fixed worksheet of a practice: what is asked, in which order, and what a complete one has."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """`name` is the column. `needed` before others can review it."""

    name: str
    title: str
    hint: str
    needed: bool = True


PARTS = (
    Part("problem", "Wat was het probleem?", "Wat gebeurde er in je gemeente, en waarom werkte de oude aanpak niet?"),
    Part("goal", "Wat wilden jullie bereiken?", "Zo concreet mogelijk."),
    Part("target_group", "Voor wie is het?", "Welke bewoners, buurten of soorten overlast."),
    Part("approach", "Wat doen jullie? Stap voor stap", "Eén stap per regel. Zo dat een collega het kan nadoen."),
    Part("partners", "Wie doen er mee?", "Functies en organisaties, en wie wat doet. Geen namen."),
    Part("data_sharing", "Hoe delen jullie gegevens?", "Op welke grond, met welk convenant."),
    Part("conditions", "Wat heb je ervoor nodig?", "Bijvoorbeeld een besluit, een convenant of een vaste plek."),
    Part("costs", "Wat kost het?", "Uren per week en euro's per jaar."),
    Part("duration", "Hoe lang duurt het?", "Tot het loopt, en tot je resultaat ziet.", needed=False),
    Part("result", "Wat leverde het op?", "Liefst met cijfers: voor, na, welke periode en welke bron."),
    Part("measuring", "Hoe hebben jullie dat gemeten?", "Ook als je het niet gemeten hebt: schrijf dat op."),
    Part("not_worked", "Wat werkte niet?", "Dit helpt collega's het meest. Noem ook wat je niet verwachtte."),
    Part("tips", "Tips voor wie begint", "Wat zou je nu anders doen?", needed=False),
    Part(
        "transfer", "Waar werkt het nog meer?", "Past het bij een kleinere gemeente, of bij koopwoningen?", needed=False
    ),
)
NAMES = tuple(part.name for part in PARTS)
NEEDED = tuple(part for part in PARTS if part.needed)
MOST_WORDS = 80
