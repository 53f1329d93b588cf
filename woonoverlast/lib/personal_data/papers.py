"""What stands in papers: dates of birth, numbers of documents, licence plates."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.numbers import OTHER_NUMBER, before
from woonoverlast.lib.personal_data.zones import Zones, found_in_zones

MONTHS = "jan(?:uari|uary)?|feb(?:r(?:uari|uary)?)?|march|may|june|july|august|oct(?:ober)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
# Begins with its first digit, so that the search can leap from digit to digit; a year in front is read from the whole hit.
DAY = re.compile(
    r"\d(?<![\d/-].)(?:\d? ?[-./ ] ?\d{1,2} ?[-./ ] ?(?P<year>(?:19|20)\d\d|'?\d\d)|(?P<first>(?:(?<=1)9|(?<=2)0)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|(?P<gap>[ .])(?:0[1-9]|1[0-2])(?P=gap)[0-3]\d))"
    r"|\d?[ .-](?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})[ .-](?P<roman>(?:19|20)\d\d)"
    rf"|\d?(?:e|ste|de|st|nd|rd|th)?(?: van)?[ .-]{{0,2}}(?:{MONTHS})\.?[ -]?(?P<written>(?:19|20)\d\d|'?\d\d)"
    r"|(?P<glued>(?:(?<=1)9|(?<=2)0)\d\d(?:0[1-9]|1[0-2])[0-3]\d)|(?<=[0-3])\d[01]\d(?P<end>(?:19|20)\d\d)|(?P<short>(?<=[0-3])\d[01]\d\d\d))(?!\d|-\d)",
    re.I,
)
BORN_BEFORE = re.compile(
    r"\b(?:geboren|geboorte\w*|geb|geb\. ?dat\w*|gebdat\w*|g\.d|gd|gbd|d\.?o\.?b|date of birth|born)\b\.?[^\d\n]{0,40}\n?[^\d\n]{0,10}$",
    re.I,
)
BIRTHDAY_BEFORE = re.compile(r"\b(?:verjaardag|jarig)\b[^\d\n]{0,40}\n?[^\d\n]{0,10}$", re.I)
BORN_AFTER = re.compile(
    r"[ ,()]{0,3}(?:geboren|(?:is )?(?:zijn|haar|hun|diens) (?:geboortedatum|geboortedag|verjaardag)|(?:te|in) \w{2,30} geboren)",
    re.I,
)
NEXT = re.compile(r" ?(?:,|/|;|&|en|of|resp\.?|respectievelijk) ?(?:op )?$")
AFTER_NAME = re.compile(
    r"[\s,;:(*°|/-]{1,5}(?:(?:[mvMV]|man|vrouw|\d{1,3} (?:jaar|jr\.?)|(?:te|uit) [A-Z][\w'-]{2,20}) ?[,;/(-] ?)?(?:(?:is |was )?(?:van|uit) )?$"
)
BEFORE_NAME = re.compile(r" ?[,;|] ?")
ABOVE_NAME = re.compile(r" ?[:-]? ?")
# A person is spoken of, and nothing that has a date of its own.
PERSON = re.compile(
    r"\b(?:meneer|heer|mevrouw|dhr|mw|mevr|man|vrouw|hij|zij|zoon|dochter|broer|zus|vader|moeder|cliënte?|huurd(?:er|ster)|bewo(?:ner|onster)|betrokkene"
    r"|melder|meldster|verdachte|jongen|meisje|kind|overlastgever|overlastgeefster|veroorzaker|dader|slachtoffer"
    r"|partner|echtgeno(?:ot|te)|oudste|jongste|kinderen|tweeling|baby|zoontje|dochtertje|broertje|zusje|opa|oma|tante|oom|buurman|buurvrouw|klager|klaagster|onderhuurder|medebewo(?:ner|onster)|inwo(?:ner|onster)|ouders|ze|patiënt|patiënte|persoon|huisgenoot|kamergenoot|schoonzoon|schoondochter|stiefvader|stiefmoeder|stiefzoon|stiefdochter|pleegkind|kleinkind|kleinzoon|kleindochter|weduwe|weduwnaar|vriend|vriendin|ex|neef|nicht)\b(?: (?:\d|[a-zA-Z])\b| (?-i:[A-Z][\w-]{1,15}))?,? ?(?:\((?:[*°]|[vm][,/;]|\d{1,2} (?:jaar|jr\.?)[,;])? ?|(?:is |was )?(?:van|uit) |- |[:=] ?)?(?:de )?$|\b(?:nationaliteit|persoonsgegevens|personalia|ik ben van|ter wereld op)[,:]? $|\bleeftijd:? (?:\d{1,3}(?: jaar| jr\.?)? ?\()?$|\b\d{1,3}-jarige (?:\w{2,20} )?\($",
    re.I,
)
MONTH_OF_BIRTH = re.compile(rf"[Gg](?<!\w.)(?i:eboren (?:in|op)? ?(?P<hit>(?:{MONTHS}) (?:19|20)\d\d))\b")
BORN_WORDS = re.compile(r"[bdg](?:eb|\.?d|\.?o|bd|irth|orn)")
PEOPLE = frozenset(
    "meneer heer mevrouw dhr mw mevr man vrouw hij zij zoon dochter broer zus vader moeder cliënt cliënte huurder huurdster bewoner bewoonster"
    " betrokkene melder meldster verdachte jongen meisje kind overlastgever overlastgeefster veroorzaker dader slachtoffer partner echtgenoot echtgenote"
    " oudste jongste kinderen tweeling baby zoontje dochtertje broertje zusje opa oma tante oom buurman buurvrouw klager klaagster onderhuurder"
    " ze patiënt patiënte persoon huisgenoot kamergenoot schoonzoon schoondochter stiefvader stiefmoeder stiefzoon stiefdochter pleegkind kleinkind kleinzoon kleindochter weduwe weduwnaar vriend vriendin ex neef nicht"
    " jarige leeftijd nationaliteit persoonsgegevens personalia ben wereld medebewoner medebewoonster inwoner inwoonster ouders".split()
)
LAST_BIRTH = 2015
# A telephone number is written so too: in spaces, going on, or with a month that is none.
SPACED = re.compile(r"[\d ]+|\d{1,2} ?\D ?(?:1[3-9]|[2-9]\d)\D.*")
GOES_ON = re.compile(r"[ .-]\d")
LAST_ADULT = 2007
NOT_YET = 35  # of two digits, what no date of today ends in
# Children are born later than platforms; then it must say which child, or have a sign between.
CHILD = re.compile(r"\b(?:kind|zoon(?:tje)?|dochter(?:tje)?|baby|jongste|oudste)(?: \d ?[:=(]? ?| ?[:=(] ?)$", re.I)
# Each by its first letter, so that the search can leap to those.
DOCUMENT = re.compile(
    r"[DILPRVWdilprvw](?<!\w.)(?i:(?<=p)as(?:poort|nummer|nr)|(?<=i)(?:dentiteits(?:kaart|bewijs|document)|d-?(?:kaart|bewijs|nummer|nr)|d(?=:))|(?<=l)egitimatie"
    r"|(?<=r)(?:ijbewijs|eisdocument)|(?<=d)ocument(?:nummer|nr)|(?<=w)-document|(?<=v)(?:(?:erblijfs|reemdelingen|-)(?:document|vergunning|pas)|-?(?:nummer|nr)))[\w-]{0,20}"
)
# The number of a paper of another country is digits only: it says that it is a number.
DIGITS_ONLY = re.compile(r"\b(?:nummer|nr\.?|no\.?)[ :]{0,2}(?P<hit>\d{6,9})\b", re.I)
NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?P<hit>(?=[A-Za-z0-9]{0,8}\d)(?:[A-Za-z]{2}[A-Za-z0-9]{6}\d|[A-Za-z]\d{8}|[A-Za-z]{2}\d{6}|[A-Za-z]{3}\d{6})|(?=\d{0,8}[A-Z])(?=(?:[A-Z]{0,4}\d){4})[A-Z0-9]{8,10}|[A-Z]{1,3}(?: ?\d){5,8}|\d(?: ?\d){9})(?![A-Za-z0-9])"
)
CAR = re.compile(
    r"kenteken|\bauto|\bbus(?:je)?\b|scooter|voertuig|motor|\bwagen|bestel|aanhanger|camper|geparkeerd|parkeert|audi|bmw|volkswagen|opel|ford"
    r"|toyota|renault|peugeot|mercedes|\bgolf\b|\bpolo\b|fiat|kia|seat|skoda|volvo|brommer|caravan|rijdt",
    re.I,
)
FOREIGN_CAR = re.compile(
    r"kenteken|nummerplaat|\bplaat(?:je)?\b|\b(?:duits|pools|belgisch|frans|roemeens|bulgaars|brits|engels|spaans|turks|hongaars|tsjechisch"
    r"|oekraïens|litouws|lets|italiaans|portugees|buitenlands)e? ",
    re.I,
)
SIDECODES = frozenset(
    "LL-DD-DD DD-DD-LL DD-LL-DD LL-DD-LL LL-LL-DD DD-LL-LL DD-LLL-D D-LLL-DD LL-DDD-L L-DDD-LL LLL-DD-L L-DD-LLL D-LL-DDD DDD-LL-D".split()
)
BETWEEN = re.compile(r" ?[- ] ?")
BARE_CODES = frozenset(code.replace("-", "") for code in SIDECODES)
PLATE = re.compile(
    r"(?<![\w./:-])(?:[A-Z]{1,3}|\d{1,3}) ?[- ] ?(?:[A-Z]{1,3}|\d{1,3}) ?[- ] ?(?:[A-Z]{1,3}|\d{1,3})(?![\w/]|-\w)",
    re.I,
)
PLATE_BARE = re.compile(r"(?<![\w./:-])(?=[A-Z]{0,4}\d)[A-Z0-9]{6}(?![\w/]|-\w)", re.I)
PLATE_ABROAD = re.compile(
    r"(?<![\w./:-])(?:[A-Z]{1,3}[- ][A-Z]{1,2} ?\d{1,4}|[A-Z]{1,3} \d{4,5}|[A-Z]{2,3} (?=[A-Z]{0,3}\d)[A-Z0-9]{4,5}|\d-[A-Z]{3}-\d{3}|[A-Z]{2}-?\d{3}-?[A-Z]{2}"
    r"|[A-Z]{1,2}-?\d{2,3}-?[A-Z]{2,3})(?![\w/]|-\w)"
)
SHAPE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "L" * 26 + "D" * 10)
VOWEL = re.compile(r"[aeiou]", re.I)


class People(NamedTuple):
    """Where names begin and end, and what else stands in a row about somebody: numbers, addresses."""

    starts: set[int]
    ends: set[int]
    facts: set[int]


def spans(text: str, zones: Zones, named: Iterable[Span], facts: Iterable[Span] = ()) -> Iterator[Span]:
    people = list(named)
    starts, ends = {name.start for name in people}, {name.end for name in people}
    yield from births(text, zones, People(starts, ends, {fact.end for fact in facts}))
    yield from months(text, zones)
    yield from documents(text, zones)
    yield from plates(text, zones)


def births(text: str, zones: Zones, people: People) -> Iterator[Span]:
    last = -1
    for match in found_in_zones(DAY, text, zones):
        if is_birth(text, match, people) or (0 <= match.start() - last < 20 and NEXT.match(text[last : match.start()])):
            last = match.end()
            yield Span(Kind.BIRTH, match.start(), match.end())


def months(text: str, zones: Zones) -> Iterator[Span]:
    yield from (Span(Kind.BIRTH, *match.span("hit")) for match in found_in_zones(MONTH_OF_BIRTH, text, zones))


def is_birth(text: str, match: "re.Match[str]", people: People) -> bool:
    year = year_of(match)
    if says_born(text, match) or BORN_AFTER.match(text, match.end()):
        return True
    if 1900 <= year <= LAST_BIRTH and is_starred(text, match):
        return True
    if year <= LAST_BIRTH and is_birthday(text, match):  # also a platform has a birthday, but a later one
        return True
    if year >= 1900 and CHILD.search(before(text, match, 20)):
        return True
    behind = people.ends and is_behind(text, match, people.ends)
    if not 1900 <= year <= LAST_BIRTH:  # two digits count in brackets only
        bracket = "(" in text[match.start() - 1 : match.start()]
        if 15 < year < 100 and bool(behind) and bracket:
            return True
        return NOT_YET < year < 100 and not is_longer(text, match) and (bool(behind) or speaks_of_somebody(text, match))
    if year <= LAST_ADULT and people.facts and is_behind(text, match, people.facts):
        return True
    after = (
        (BEFORE_NAME.match(text, match.end()) or (ABOVE_NAME.match(text, match.end()) if year <= LAST_ADULT else None))
        if people.starts
        else None
    )
    return bool(behind) or (after is not None and after.end() in people.starts) or speaks_of_somebody(text, match)


def year_of(match: "re.Match[str]") -> int:
    """Of two or four digits; 0 when none is written."""
    if match["first"] or match["glued"]:
        return int(match.group()[:4])
    return int((match["year"] or match["written"] or match["roman"] or match["end"] or "0").lstrip("'"))


def is_longer(text: str, match: "re.Match[str]") -> bool:
    return bool(SPACED.fullmatch(match.group()) or GOES_ON.match(text, match.end()))


def is_starred(text: str, match: "re.Match[str]") -> bool:
    """*14-2-1971, and not the star of a list or of letters that are bold."""
    mark = text[max(0, match.start() - 2) : match.start()]
    return mark.endswith("°") or (mark.endswith("*") and mark != "**" and text[match.end() : match.end() + 1] != "*")


def says_born(text: str, match: "re.Match[str]") -> bool:
    lead = before(text, match, 75)
    low = lead.lower()
    return bool(BORN_WORDS.search(low) and BORN_BEFORE.search(lead))


def is_birthday(text: str, match: "re.Match[str]") -> bool:
    lead = before(text, match, 75)
    low = lead.lower()
    return ("jarig" in low or "verjaardag" in low) and bool(BIRTHDAY_BEFORE.search(lead))


def is_behind(text: str, match: "re.Match[str]", ends: set[int]) -> bool:
    """A name, or another fact of somebody, ends just before it."""
    gap = AFTER_NAME.search(before(text, match, 45))
    return gap is not None and match.start() - len(gap.group()) in ends


def speaks_of_somebody(text: str, match: "re.Match[str]") -> bool:
    lead = before(text, match, 40)
    return not PEOPLE.isdisjoint(re.findall(r"\w+", lead[-30:].lower())[-4:]) and bool(PERSON.search(lead))


def documents(text: str, zones: Zones) -> Iterator[Span]:
    for label in found_in_zones(DOCUMENT, text, zones):
        line, _, _ = text[label.end() : label.end() + 50].partition("\n")
        match = NUMBER.search(line) or (DIGITS_ONLY.search(line) if label.group()[0] in "iIpPrR" else None)
        if match and sum(sign.isdigit() for sign in match["hit"]) >= 3:
            yield Span(Kind.DOCUMENT, label.end() + match.start(), label.end() + match.end())


def plates(text: str, zones: Zones) -> Iterator[Span]:
    for pattern, check in ((PLATE, is_plate), (PLATE_BARE, is_bare_plate), (PLATE_ABROAD, is_abroad)):
        for match in found_in_zones(pattern, text, zones):
            if check(text, match):
                yield Span(Kind.PLATE, match.start(), match.end())


def is_plate(text: str, match: "re.Match[str]") -> bool:
    plate = match.group()
    if len(plate) < 8:  # six signs and what lies between
        return False
    code = BETWEEN.sub("-", plate).upper().translate(SHAPE)
    if code not in SIDECODES:
        return False
    if "-" in plate and plate.isupper():
        return True
    if "-" not in plate and plate.islower() and VOWEL.search(plate):
        return False  # om 9 uur 44
    in_small = plate.count("-") == 2 and not VOWEL.search(plate) and not OTHER_NUMBER.search(before(text, match, 40))
    return in_small or near(CAR, text, match)


def is_bare_plate(text: str, match: "re.Match[str]") -> bool:
    return match.group().upper().translate(SHAPE) in BARE_CODES and near(CAR, text, match)


def is_abroad(text: str, match: "re.Match[str]") -> bool:
    return near(FOREIGN_CAR, text, match)


def near(words: "re.Pattern[str]", text: str, match: "re.Match[str]") -> bool:
    around = words.search(text, max(0, match.start() - 60), match.end() + 30)
    return bool(around) and not OTHER_NUMBER.search(before(text, match, 40))
