"""Streets with a number and postcodes with a house number."""

import re
from collections.abc import Iterator

from woonoverlast.lib.personal_data.findings import Kind, Span

SUFFIXES = (
    "straat|straatje|str\\.|laan|weg|plein|gracht|kade|singel|dijk|steeg|plantsoen|dreef|hof|park|pad|baan|markt|wal|haven|burgwal|ring"
    "|boulevard|erf|akker|kamp|veld|weide|donk|hage|horst|stede|sloot|vaart|zijde|einde|eind|bos|oord|tuin|meent|warande|gaarde|rode|es|werf|berg"
)
LATE = r"(?:\d{1,4}(?:[ -]?(?:[a-zA-Z]\b|hs|bis|huis|rood|zwart|zw|rd|[IVX]{1,4}|\d{1,3}))?(?![\w%]|[.,:]\d|-\d))"
POSTCODE = r"[1-9]\d{3} ?(?!SA|SD|SS|sa|sd|ss)[A-Za-z]{2}(?![A-Za-z0-9])"
TAIL = rf"(?:[ ,\n]{{1,3}}{POSTCODE})?"
# Streets and squares with a name of their own.
NAMED = "Dam|Damrak|Rokin|Spui|Markt|Meent|Neude|Brink|Vrijthof|Binnenhof|Buitenhof|Boompjes|Lange Poten|Kleine Berg|Fellenoord|Herdenkingsplein"
STREET = re.compile(
    rf"\b(?P<name>[A-Za-zÀ-ž][\w'-]{{0,30}}?(?i:{SUFFIXES})|[A-Z][\w'-]{{0,20}} (?:Straat|Laan|Weg|Plein|Gracht|Kade|Singel|Dijk)"
    rf"|(?:Laan|Weg|Plein|Boulevard|Park|Hof|Kade|Pad) (?:van|naar|ten|ter|der|de|op|aan) (?:(?:de|den|der|het) )?[A-Z][\w'-]{{1,25}}(?: [A-Z][\w'-]{{1,25}}){{0,2}}"
    rf"|Boulevard [A-Z][\w'-]{{1,25}}|{NAMED})"
    rf"(?:-(?:Noord|Oost|Zuid|West))?,?(?P<gap>[ \n]{{0,3}}\(?)(?:(?:huis)?(?:nummer|nr\.?) {{0,2}})?(?P<number>{LATE}){TAIL}"
)
# A street of any name, where the words before say that it is an address: woont op Boompjes 40.
SAID_TO_BE = re.compile(
    r"(?:\b(?:[Ww]oonachtig (?:op |aan )?)|\b(?:woont|wonen|woonde|woonden|woonachtig|wonend|verblijft|gevestigd|ingeschreven|verhuis(?:t|d|de)|huisbezoek|woning|pand|appartement|kamers?)"
    r"(?: \w{2,12}){0,2}? (?:op|aan|naar|van|bij|in)(?: de| het| een)? |\b(?:woon|post|huis)?adres(?:sen)?(?: is| was|:| van de [a-z]{4,12}(?: is|:))? )"
    rf"(?P<name>[A-Z][\w'-]{{1,25}}(?: (?:[A-Z][\w'-]{{1,25}}|van|de|der|den|het|aan|op|'t)){{0,4}}) (?P<number>{LATE}){TAIL}"
)
POSTCODE_FIRST = re.compile(
    r"(?<![\w-])[1-9]\d{3} ?[A-Z]{2}[ ,;/]{0,3}(?:\(?(?:huis)?(?:nummer|nr|no|huisnr)\.? ?:? ?)?(?P<number>\d{1,4}(?: ?[a-zA-Z]\b|-\d{1,3})?)(?![\w%]|[.,]\d|-\d)"
)
POSTCODE_LOW = re.compile(
    r"(?<![\w-])[1-9]\d{3}[a-z]{2}[ ,]{0,2}(?:(?:huis)?(?:nummer|nr)\.? ?)?\d{1,4}[a-z]?(?![\w%]|[.,]\d)"
)
NUMBER_BEFORE = re.compile(
    rf"\b(?:huisnummer|nummer|nr\.?) ?\d{{1,4}}[a-z]? (?:van|aan|in|op) (?:de|het) [A-Z][\w'-]{{0,30}}?(?:{SUFFIXES})\b"
)
NUMBER_FIRST = re.compile(
    rf"\b(?:huisnummer|nummer|nr\.?|huisnr\.?) ?\d{{1,4}}[a-z]?[ ,(]{{1,3}}(?:postcode |in |te )?{POSTCODE}|\bpostcode:? ?{POSTCODE}",
    re.I,
)
POSTBOX = re.compile(r"\b(?:post|antwoord)(?:bus|nummer) ?\d{1,5},? ?\d{4} ?[A-Z]{2}", re.I)
# Words that end as a street does.
ORDINARY = frozenset(
    "straat laan weg plein gracht kade dijk steeg hof park pad baan markt wal haven ring erf akker kamp veld bos tuin berg es werf einde eind"
    " onderweg halverwege terugweg omweg snelweg uitweg werkweg gerechtshof woningmarkt arbeidsmarkt huurmarkt supermarkt vakantiepark wagenpark"
    " bedrijvenpark speelplein schoolplein loopbaan werkbaan bijbaan dagtaak binnenkamp werkveld speelveld voetbalveld sportveld vakgebied"
    " proces success rechtes zes les mes advies precies eis wijkring kring voering besparing ervaring voorkaering keuring tering omgeving"
    " zijde keerzijde binnenzijde buitenzijde voorzijde achterzijde achtertuin voortuin moestuin speeltuin daktuin gemeenschapstuin buurttuin"
    " weekend weekeinde jaareinde levenseinde bureau geval interval overval afval herval aanval verval uitval inval toeval dal voordes"
    " adres series fases cases dienstes services websites sites indices woonpark themapark pretpark stadspark volkspark ziekenhuispark"
    " tijdpad zorgpad stappenpad voetpad fietspad groeipad leerpad boswal geluidswal traject opbrengst rijbaan startbaan renbaan bob obes"
    " volgorde oktober begin bijeenkomst vrijwaring herberg achterweg buitenweg rijksweg provincialeweg woonerf boerenerf landerf"
    " burgerkamp basiskamp trainingskamp schuldenberg afvalberg huisberg zes twaalves minstes".split()
)
# Endings that are common in ordinary words: only a name with a capital counts.
WEAK = re.compile(
    r"(?:pad|baan|markt|wal|haven|ring|boulevard|erf|akker|kamp|veld|weide|donk|hage|horst|stede|sloot|vaart|zijde|einde|eind|bos|oord|tuin"
    r"|meent|warande|gaarde|rode|es|werf|berg|hof|park|weg|dijk)$"
)
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:\n] ?)$")
# Endings that a proper name with a number has in a street only: such a word with a capital inside a sentence is enough.
PROPER = re.compile(r"(?:pad|baan|weide|kamp|veld|park|weg|dijk|hof|haven|hage|horst|oord|tuin|gaarde)$")
STREET_CONTEXT = re.compile(
    r"(?:\b(?:op|aan|in|van|wo(?:on|ont|nen)d?|adres:?|bij|pand|woning|nabij|en|of|tegenover|naast|achter|voor|langs|rond|naar|uit|over|tot|richting)(?: de| het)?|[:,(;/]|^|\n|(?-i:\b[A-Z][\w'-]+)) ?$",
    re.I,
)
UNIT_AFTER = re.compile(
    r"[ ,]?(?:keer|uur|jaar|dagen?|wek?en|maanden|meldingen|woningen|huizen|huishoudens|meter|m2|km|mensen|bewoners|gemeenten|klachten|casussen|euro|%"
    r"|procent|personen|minuten|van de|panden|partijen|partners|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|tot en met|t/m|-jarige|leden|deelnemers|bijeenkomsten|huurders|gezinnen|adressen|portieken|straten)",
    re.I,
)


def spans(text: str) -> Iterator[Span]:
    boxes = [match.span() for match in POSTBOX.finditer(text)]
    for match in STREET.finditer(text):
        if is_address(text, match):
            yield Span(Kind.ADDRESS, lead(text, match.start()), match.end())
    for match in SAID_TO_BE.finditer(text):
        if not UNIT_AFTER.match(text, match.end()) and not (1900 <= number(match) < 2100):
            yield Span(Kind.ADDRESS, match.start("name"), match.end())
    for pattern in (POSTCODE_FIRST, POSTCODE_LOW, NUMBER_FIRST, NUMBER_BEFORE):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in boxes) and not YEAR_WORD.match(match.group()):
                yield Span(Kind.ADDRESS, match.start(), match.end())


YEAR_WORD = re.compile(r"(?:19|20)\d\d (?:EN|IN|OF|OP|IS|TM|NA|DE|TE)\b")


def is_address(text: str, match: "re.Match[str]") -> bool:
    name = match["name"]
    ordinary = name.lower() in ORDINARY and (
        name.islower() or SENTENCE_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    )
    if ordinary or UNIT_AFTER.match(text, match.end()) or (2000 <= number(match) < 2060):
        return False
    if not match["gap"] and (WEAK.search(name) or name.islower()):
        return False
    if not WEAK.search(name):
        return len(name) > 5 or name[0].isupper()
    inside = PROPER.search(name) and not SENTENCE_BEFORE.search(text[max(0, match.start() - 3) : match.start()])
    return (
        name[0].isupper()
        and len(name) > 5
        and bool(inside or STREET_CONTEXT.search(text[max(0, match.start() - 25) : match.start()]))
    )


def number(match: "re.Match[str]") -> int:
    digits = re.match(r"\d+", match["number"])
    return int(digits[0]) if digits else 0


def lead(text: str, start: int) -> int:
    """Where a name of several words begins: Jan van Galenstraat."""
    window = text[max(0, start - 60) : start]
    words = re.search(r"(?:(?<![\w.])(?:[A-Z][\w.'-]{0,20}|van|de|der|den|ten|ter|'t|v\.d\.) {1,2}){1,4}$", window)
    if not words:
        return start
    found = re.search(r"[A-Z]", words.group())
    return start - len(words.group()) + found.start() if found and text[start].isupper() else start
