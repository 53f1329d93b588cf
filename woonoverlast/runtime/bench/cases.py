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


REFERENCE = Case("ijkpunt: één query, 50 rijen", "/ijkpunt/", VISITOR, 1.0)

CASES = [
    Case("start, bezoeker", "/", VISITOR, 1.0),
    Case("doelen, bezoeker", "/doelen/", VISITOR, 1.0),
    Case("kaart, bezoeker", "/gemeenten/", VISITOR, 1.0),
    Case("gemeente, bezoeker", "/gemeenten/zwolle/", VISITOR, 1.0),
    Case("start, lid", "/", MEMBER, 2.5),
    Case("gemeente, lid", "/gemeenten/zwolle/", MEMBER, 2.5),
    Case("ledenlijst, lid", "/leden/", MEMBER, 2.5),
    Case("ledenlijst gefilterd, lid", "/leden/?vakgebied=police", MEMBER, 2.5),
]

# Commands of `bin/manage` that measure something else than a page.
PROGRAMS: list[list[str]] = []
