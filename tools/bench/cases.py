"""What is measured. Add a page as one line; other measurements are commands that print their own table."""

from dataclasses import dataclass

VISITOR = ""
MEMBER = "lid@voorbeeld.example"


@dataclass(frozen=True)
class Case:
    """A page. `aim` is the most that its median time at one connection may be, in times that of the reference."""

    name: str
    path: str
    who: str
    aim: float


# How much more than its aim a page may take before the command fails: the machine is never quite steady.
LENIENCE = 1.1
# In the place of a path: the topic that `populate` makes for this.
ADVICE = "/keuzehulp/?soort=GEL&bewoning=social&oorzaak=lifestyle&ernst=ernstig&gedaan=waarschuwing"
LONG_TOPIC = "lang onderwerp"
# Milliseconds that 95 of 100 replies may take, the answer of the server included.
POSTING_AIM = 100

REFERENCE = Case("ijkpunt: één query, 50 rijen", "/ijkpunt/", VISITOR, 1.0)

CASES = [
    Case("start, bezoeker", "/", VISITOR, 1.0),
    Case("doelen, bezoeker", "/doelen/", VISITOR, 1.0),
    Case("kaart, bezoeker", "/gemeenten/", VISITOR, 1.0),
    Case("gemeente, bezoeker", "/gemeenten/zwolle/", VISITOR, 1.0),
    Case("start, lid", "/", MEMBER, 2.5),
    Case("gemeente, lid", "/gemeenten/zwolle/", MEMBER, 2.5),
    Case("forum, lid", "/forum/", MEMBER, 2.5),
    Case("thema, lid", "/forum/geluid-en-leefstijl/", MEMBER, 2.5),
    Case("onderwerp met 50 reacties, lid", LONG_TOPIC, MEMBER, 2.5),
    Case("forum, bezoeker", "/forum/", VISITOR, 1.0),
    Case("thema, bezoeker", "/forum/geluid-en-leefstijl/", VISITOR, 1.0),
    Case("diepe bladzijde van een thema, lid", "/forum/geluid-en-leefstijl/?pagina=300", MEMBER, 2.5),
    Case("onderwerp met 50 reacties, bezoeker", LONG_TOPIC, VISITOR, 1.0),
    Case("kenners, lid", "/leden/kenners/?onderwerp=geluid", MEMBER, 2.5),
    Case("zoeken, lid", "/zoeken/?q=leefgeluid", MEMBER, 2.5),
    Case("agenda, lid", "/agenda/", MEMBER, 2.5),
    Case("agenda, bezoeker", "/agenda/", VISITOR, 2.5),
    Case("agenda per maand, lid", "/agenda/maand/", MEMBER, 2.5),
    Case("instrumenten, lid", "/instrumenten/", MEMBER, 2.5),
    Case("instrumenten, bezoeker", "/instrumenten/", VISITOR, 1.0),
    Case("instrument, lid", "/instrumenten/151d-lod/", MEMBER, 2.5),
    Case("lokale regels, lid", "/lokale-regels/", MEMBER, 2.5),
    Case("lokale regels, bezoeker", "/lokale-regels/", VISITOR, 1.0),
    Case("kaart van een lokale regel, lid", "/lokale-regels/151d-lod/", MEMBER, 2.5),
    Case("kaart van een lokale regel, bezoeker", "/lokale-regels/151d-lod/", VISITOR, 1.0),
    Case("keuzehulp, antwoord", ADVICE, VISITOR, 2.0),
    Case("ledenlijst, lid", "/leden/", MEMBER, 2.5),
    Case("ledenlijst gefilterd, lid", "/leden/?vakgebied=police", MEMBER, 2.5),
]

# Commands of `bin/manage` that measure something else than a page.
PROGRAMS: list[list[str]] = [
    ["measure_guard"],
    ["bench_search"],
    ["measure_sign_ups"],
    ["measure_calendars"],
    ["measure_mailings"],
]
