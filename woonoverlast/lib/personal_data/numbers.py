"""Numbers that identify somebody: a pattern finds what looks like one, a check decides."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from woonoverlast.lib.personal_data.findings import Kind, Span

Check = Callable[[str, "re.Match[str]"], bool]

OTHER_NUMBER = re.compile(
    r"(?:kvk|zaak|dossier|kenmerk|polis|factuur|offerte|rsin|btw|cvdr|isbn|issn|gmb|stb|stcrt|kst|bestel|order|besluit|register"
    r"|registratie|melding|meldnummer|ticket|project|contract|publicatie|referentie|inschrijf|versie|€|euro|eur)[\w.-]*[ :#-]{0,3}(?:nummer|nr\.?)?[ :#-]{0,3}$",
    re.I,
)
AMOUNT_AFTER = re.compile(r" ?(?:euro|inwoners|woningen|huishoudens|%|meldingen|miljoen|m2|m²)", re.I)
BSN_BEFORE = re.compile(r"(?:\bbsn|burgerservice\w*|sofi-?\w*)\b[^\d]{0,25}$", re.I)
BSN = re.compile(
    r"(?<![\w.,/-])(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{2}([ .-])\d{3}\2\d{3}|\d{4}([ .-])\d{2}\3\d{3,4}|\d{3}([ .-])\d{2}\4\d{4}"
    r"|\d{2}(?:[ .-]\d{2}){3}[ .-]?\d?|\d(?:[ .-]\d){7,8})(?![\w/-]|[.,]\d)"
)
YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
DAY_FIRST = re.compile(r"\(?\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d")
IBAN_SIZES = {
    "AT": 20,
    "BE": 16,
    "BG": 22,
    "CH": 21,
    "CY": 28,
    "CZ": 24,
    "DE": 22,
    "DK": 18,
    "EE": 20,
    "ES": 24,
    "FI": 18,
    "FR": 27,
    "GB": 22,
    "GR": 27,
    "HR": 21,
    "HU": 28,
    "IE": 22,
    "IT": 27,
    "LT": 20,
    "LU": 20,
    "LV": 21,
    "MT": 31,
    "NL": 18,
    "NO": 15,
    "PL": 28,
    "PT": 25,
    "RO": 24,
    "SE": 24,
    "SI": 19,
    "SK": 24,
    "TR": 26,
}
IBAN = re.compile(
    r"\b(?:"
    + "|".join(rf"{land}[ .-]?\d[ .-]?\d(?:[ .-]?[A-Z0-9]){{{size - 4}}}" for land, size in IBAN_SIZES.items())
    + r")(?![A-Z0-9])",
    re.I,
)
IBAN_BEFORE = re.compile(r"(?:iban|rekening\w*)[^\d]{0,12}$", re.I)
PHONE = re.compile(
    r"(?<![\w+.,/-])(?:\(?(?:\+|00)31\)?[ .-]{0,2}(?:\(0\))?|\(?0)[ ()./\n_-]{0,3}(?:\d[ ()./\n_-]{0,3}){8}\d(?!\w|[-/]\d|[.,]\d)"
)
ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!31)[1-9]\d{0,2}[ ./-]{0,2}(?:\(0\))?(?:\d[ ./-]{0,2}){7,10}\d(?![\w])")
NATIONAL = re.compile(r"(?:\+31|0031|31)?0?([1-9]\d{8})$")
SERVICE = ("80", "90", "67", "88", "97", "66")
MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[\[(] ?(?:at|apenstaart(?:je)?|@) ?[\])] ?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}(?![\w@-])",
    re.I,
)
SPOKEN_MAIL = re.compile(
    r"(?<![\w.])[\w.-]{2,40} (?:at|apenstaart(?:je)?) [a-z0-9-]{2,30} ?(?:\.|punt|dot) ?(?:nl|com|org|net|eu|be)\b",
    re.I,
)
FUNCTIONS = frozenset(
    "info contact meldpunt overlast woonoverlast klantcontact klantcontactcentrum klantenservice post postbus gemeente secretariaat redactie"
    " bestuur bestuurssecretariaat griffie raadsgriffie team servicedesk support helpdesk service webmaster noreply no-reply beheer beheerder"
    " privacy fg avg security veiligheid oov handhaving wijkteam buurtteam buurtbemiddeling bemiddeling zorgenveiligheid veiligheidshuis zvh"
    " meldingen melding klacht klachten receptie balie loket wonen wonenenzorg leefbaarheid juridisch juridischezaken pers communicatie"
    " aanmelden aanmelding inschrijven cursus training bijeenkomst bijeenkomsten nieuwsbrief abuse postmaster admin administratie financien"
    " factuur vacature vacatures hr kcc stadsdeel wijkagent wijkagenten coordinatie coordinator regie regisseur platform forum kennis"
    " kenniscentrum office algemeen huurzaken verhuur vve ggd bemoeizorg mail email kantoor directie events".split()
)
PROVIDERS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|protonmail|proton|gmx|ziggo|kpnmail|kpnplanet|xs4all|planet|casema|home"
    r"|hetnet|upcmail|chello|quicknet|zeelandnet|solcon|telfort|tele2|online|wanadoo|caiway|freeler|tiscali|versatel|kabelfoon)\."
)
CAR = re.compile(
    r"kenteken|\bauto|\bbus(?:je)?\b|scooter|voertuig|motor|\bwagen|bestel|aanhanger|camper|geparkeerd|parkeert|audi|bmw|volkswagen|opel|ford"
    r"|toyota|renault|peugeot|mercedes|\bgolf\b|\bpolo\b|fiat|kia|seat|skoda|volvo|brommer|caravan|rijdt",
    re.I,
)
SIDECODES = (
    "LLDDDD DDDDLL DDLLDD LLDDLL LLLLDD DDLLLL DDLLLD DLLLDD LLDDDL LDDDLL LLLDDL LDDLLL DLLDDD DDDLLD".split(),
    "LL-DD-DD DD-DD-LL DD-LL-DD LL-DD-LL LL-LL-DD DD-LL-LL DD-LLL-D D-LLL-DD LL-DDD-L L-DDD-LL LLL-DD-L L-DD-LLL D-LL-DDD DDD-LL-D".split(),
)
PARTS = {"L": "[A-Z]", "D": r"\d", "-": " ?[- ] ?"}


def plates(codes: list[str]) -> str:
    return "|".join("".join(PARTS[sign] for sign in code) for code in codes)


PLATE_BARE = re.compile(rf"(?<![\w./:-])(?:{plates(SIDECODES[0])})(?![\w/]|-\w)", re.I)
PLATE = re.compile(rf"(?<![\w./:-])(?:{plates(SIDECODES[1])})(?![\w/]|-\w)", re.I)
MONTHS = "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
DAY = rf"(?:\d{{1,2}} ?[-./ ] ?\d{{1,2}} ?[-./ ] ?(?:(?:19|20)\d\d|'?\d\d)|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[ .-]{{1,2}}(?:{MONTHS})\.?[ -](?:(?:19|20)\d\d|'\d\d))(?!\d)"
BIRTH = re.compile(
    rf"\b(?:geboren|geboorte\w*|geb|geb\. ?dat\w*|gebdat\w*|g\.d|gd|dob|verjaardag|jarig)\b\.?[^\d\n]{{0,40}}\n?[^\d\n]{{0,10}}(?P<hit>{DAY})",
    re.I,
)
BIRTH_AFTER = re.compile(
    rf"(?<![\d-])(?P<hit>{DAY})[ )]{{0,3}}(?:geboren|is zijn geboortedatum|is haar geboortedatum|te \w+ geboren)", re.I
)
AFTER_NAME = re.compile(
    rf"[ ,;(]{{1,4}}(?P<hit>(?:\d{{1,2}}[-./ ]\d{{1,2}}[-./ ]|\d{{1,2}} (?:{MONTHS})\.? )(?:19|20)\d\d)(?!\d)", re.I
)
LAST_BIRTH = 2015
DOCUMENT = re.compile(
    r"\b(?:paspoort|identiteits(?:kaart|bewijs)|id-?(?:kaart|bewijs|nummer)|legitimatie\w*|rijbewijs|document(?:nummer|nr)|verblijfs(?:document|vergunning)|v-?(?:nummer|nr))"
    r"[\w-]*\b[^\n\d]{0,30}?(?<![A-Z0-9])(?P<hit>(?=[A-Z]{0,4}\d|[A-Z]\w*\d)[A-Z]{2}[A-Z0-9]{6}\d|\d{10}|[A-Z]\d{8}|[A-Z]{3}\d{6})(?![A-Z0-9])",
    re.I,
)


@dataclass(frozen=True)
class Rule:
    kind: Kind
    pattern: "re.Pattern[str]"
    check: Check


def spans(text: str) -> Iterator[Span]:
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            if rule.check(text, match):
                group = "hit" if "hit" in rule.pattern.groupindex else 0
                half = match[group].startswith("(") and ")" not in match[group]  # the bracket opens something longer
                yield Span(rule.kind, match.start(group) + half, match.end(group))


def births_after(text: str, named: Iterable[Span]) -> Iterator[Span]:
    """A date right behind a name, of somebody who may be eleven or more: Piet Jansen (12-3-1980)."""
    for name in named:
        match = AFTER_NAME.match(text, name.end)
        if match and 1900 <= int(match["hit"][-4:]) <= LAST_BIRTH:
            yield Span(Kind.BIRTH, match.start("hit"), match.end("hit"))


def always(text: str, match: "re.Match[str]") -> bool:
    return True


def is_bsn(text: str, match: "re.Match[str]") -> bool:
    digits = only_digits(match.group()).zfill(9)
    if len(digits) != 9 or digits in {"000000000"}:
        return False
    if BSN_BEFORE.search(before(text, match, 40)):
        return True
    labelled = OTHER_NUMBER.search(before(text, match, 40)) or AMOUNT_AFTER.match(text, match.end())
    return (
        not labelled
        and not YEAR_FIRST.match(match.group())
        and not DAY_FIRST.match(match.group())
        and passes_eleven(digits)
    )


def passes_eleven(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def is_iban(text: str, match: "re.Match[str]") -> bool:
    plain = re.sub(r"[ .-]", "", match.group()).upper()
    if not plain[2:4].isdigit():
        return False
    if IBAN_BEFORE.search(before(text, match, 30)):
        return True
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def is_phone(text: str, match: "re.Match[str]") -> bool:
    number = NATIONAL.match(only_digits(match.group()))
    if number is None or DAY_FIRST.match(match.group()) or OTHER_NUMBER.search(before(text, match, 40)):
        return False
    return not number[1].startswith(SERVICE)


def is_personal_mail(text: str, match: "re.Match[str]") -> bool:
    """Addresses of a desk or a team are for everybody; at a provider for households nothing but the desk itself is."""
    local, domain = re.split(r"@| ?[\[(][a-z]+[\])] ?", match.group().lower(), maxsplit=1)
    local = local.partition("+")[0]
    parts = re.split(r"[._-]", local)
    if PROVIDERS.match(domain):
        return local not in FUNCTIONS
    return local not in FUNCTIONS and parts[0] not in FUNCTIONS and parts[-1] not in FUNCTIONS


def is_plate(text: str, match: "re.Match[str]") -> bool:
    return bool("-" in match.group() and match.group().isupper()) or near_car(text, match)


def near_car(text: str, match: "re.Match[str]") -> bool:
    return bool(CAR.search(text, max(0, match.start() - 60), match.end() + 30)) and not OTHER_NUMBER.search(
        before(text, match, 40)
    )


def is_document(text: str, match: "re.Match[str]") -> bool:
    return sum(sign.isdigit() for sign in str(match["hit"])) >= 3


def before(text: str, match: "re.Match[str]", size: int) -> str:
    return text[max(0, match.start() - size) : match.start()]


def only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


RULES = (
    Rule(Kind.IBAN, IBAN, is_iban),
    Rule(Kind.MAIL, MAIL, is_personal_mail),
    Rule(Kind.MAIL, SPOKEN_MAIL, always),
    Rule(Kind.PHONE, PHONE, is_phone),
    Rule(Kind.PHONE, ABROAD, always),
    Rule(Kind.DOCUMENT, DOCUMENT, is_document),
    Rule(Kind.BIRTH, BIRTH, always),
    Rule(Kind.BIRTH, BIRTH_AFTER, always),
    Rule(Kind.BSN, BSN, is_bsn),
    Rule(Kind.PLATE, PLATE, is_plate),
    Rule(Kind.PLATE, PLATE_BARE, near_car),
)
