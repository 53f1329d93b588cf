"""The shapes that a full name has, and which of them count: by what opens it and what closes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from woonoverlast.lib.personal_data.name_words import Opens

# Words that a person's name comes behind; each ends in one of the second list.
INTRODUCED = re.compile(
    r"\b(?:heet|genaamd|ene|zoon|dochter|vader|moeder|broer|zus|zusje|broertje|vriend|vriendin|ex|neef|nicht|oom|tante|oma|opa|weduwnaar"
    r"|buurman|buurvrouw|overbuurman|overbuurvrouw|bovenbuurman|onderbuurman|bewoner|bewoonster|huurder|huurster|cliënt|cliënte|verdachte"
    r"|onderhuurder|hoofdhuurder|naam(?: is| van)?|ik ben)[,:]? $",
    re.I,
)
INTRODUCERS = frozenset(
    "heet genaamd ene zoon dochter vader moeder broer zus zusje broertje vriend vriendin ex neef nicht oom tante oma opa weduwnaar buurman buurvrouw"
    " overbuurman overbuurvrouw bovenbuurman onderbuurman bewoner bewoonster huurder huurster cliënt cliënte verdachte onderhuurder hoofdhuurder"
    " naam".split()
)
# Naam is, naam van, ik ben: the word before those.
INTRODUCERS_BEFORE = {"is": "naam", "van": "naam", "ben": "ik"}
# What may have a point behind it without a sentence ending there.
SHORT_TITLES = frozenset("dhr hr mevr mw mej fam wed drs dr ing ir mr".split())
PLURAL_TITLES = frozenset("heren dames gebroeders gebr zussen broers families".split())
# Who is meant by what he does: mevrouw de voorzitter.
OFFICES = frozenset(
    "voorzitter burgemeester wethouder griffier minister president staatssecretaris officier rechter raadsheer advocaat dokter directeur secretaris"
    " notaris commissaris koning koningin kanselier ambassadeur portefeuillehouder informateur curator deurwaarder huisarts psychiater".split()
)
# Surnames that are words of the calendar or the compass: only behind a title.
BEHIND_TITLE = frozenset("oost west noord zuid zondag vrijdag kerst vriend oud nieuw groet graag".split())
COMPOUND = frozenset(
    "van der,van den,van de,van het,van 't,v.d.,v.d,vd,ter,ten,el,al,ben,ait,aït,da,op de,op den,in 't,in het,uit de".split(
        ","
    )
)
LOWER_COMPOUND = frozenset("van der,van den,van 't,op den,in 't".split(","))
THING = re.compile(
    r".(?:buurt|polder|kazerne|college|school|lyceum|zaal|tunnel|stadion|fonds|prijs|stichting|gymnasium|instituut|flat)$"
)
# So end surnames too: only behind an article.
MAYBE_THING = re.compile(r".(?:wijk|kerk|brug|toren|huizen|huis|park|hof|kwartier|singel)$")
STRONG_TITLES = frozenset(
    "dhr hr heer meneer mijnheer mevrouw mevr mw mej mejuffrouw fam familie heren dames drs dr ing ir mr".split()
)
NEIGHBOURHOOD = frozenset(
    "buren hoek overkant gemeente politie corporatie wijk straat flat buurt familie zus broer stad eerste".split()
)
PLACE_BEFORE = frozenset(
    "in te uit naar regio wijk buurt dorp stad stadsdeel gemeente via merk app systeem software".split()
)
NAMED_PLACE = frozenset(
    "wijk wijken buurt buurten dorp dorpen stad steden stadsdeel gemeente gemeenten zaal halte station kern kernen".split()
)
# Behind a hyphen: what is called after somebody.
PARTS_OF_TOWN = frozenset(
    "complex gebouw flat toren plein straat laan park zaal hal huis woningen woning blok buurt wijk kade brug school kerk college hof".split()
)
PREPOSITIONS = frozenset("in op aan bij over voor uit onder tot".split())
# De zaal heet Titus Brandsma.
NAMERS = frozenset("heet heette naar naam".split())
NAMED_THING = re.compile(
    r"\b(?P<thing>[^\W\d_-]{3,30}) (?:heet|heette|is genoemd naar|genoemd naar|draagt de naam|(?:de|met de) naam) $"
)
STREET_END = re.compile(
    r"(?:straat|laan|plein|gracht|kade|singel|steeg|plantsoen|dreef|stichting|school|prijs|methode|wet|akkoord|hoeve)$"
)
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;\n•*>-])[ \"'(\[]*$")
BEFORE_TITLE = re.compile(
    r"\b(?:(?:de |het )?(?:heer|meneer|dhr\.?|hr\.?|mevrouw|mevr\.?|mw\.?) ?(?:en|&|/) ?)$|\b[Dd]e $|\b[Hh]et (?=$)$"
)


class Closes(Enum):
    KNOWN = auto()
    CAPITAL = auto()


@dataclass(frozen=True)
class Shape:
    title: bool
    opens: Opens
    compound: bool
    particle: bool
    closes: Closes
    capitals: bool  # the surname is written with a capital
    first: int
    last: int


def lower_is_enough(opens: Opens, title: bool, particle: bool, key: str) -> bool:
    return opens in (Opens.GIVEN, Opens.INITIALS) or (title and key not in NOT_ALONE and key not in NEIGHBOURHOOD)


NOT_ALONE = frozenset(
    "boer buren bakker molenaar jager visser koning kort lang groot klein jong wit zwart land haven bos berg dam pas top kamp brand stam veen dijk".split()
)


def counts(shape: Shape, *, starts: bool, introduced: bool) -> bool:
    if introduced and shape.opens in (Opens.OTHER, Opens.MAYBE) and shape.capitals:
        return True
    if shape.opens is Opens.NOTHING:
        return shape.title
    if shape.title or shape.opens is Opens.GIVEN:
        return True
    known = shape.closes is Closes.KNOWN
    return shape.capitals and ENOUGH[shape.opens](known, shape.particle, shape.compound, starts)


ENOUGH: dict[Opens, Callable[[bool, bool, bool, bool], bool]] = {
    Opens.INITIALS: lambda known, particle, compound, starts: known or particle or not starts,
    Opens.MAYBE: lambda known, particle, compound, starts: known or compound or not starts,
    Opens.OTHER: lambda known, particle, compound, starts: known and (compound or not starts),
}
