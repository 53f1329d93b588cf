"""Numbers that identify somebody: a pattern finds what looks like one, a check decides."""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.words import ALSO_WORDS, GIVEN
from woonoverlast.lib.personal_data.zones import Zones, found_in_zones

Check = Callable[[str, "re.Match[str]"], bool]

# The label of a number that is not of a person: zaaknummer, kvk-nr, factuur. A word that only begins so (zaakwaarnemer) is none.
OTHER_NUMBER = re.compile(
    r"(?:\b(?:kvk|zaak|dossier|kenmerk|polis|factuur|offerte|rsin|btw|cvdr|isbn|issn|gmb|stb|stcrt|kst|bestel(?:ling)?|order|besluit|register|registratie"
    r"|melding|meld|ticket|project|contract|publicatie|referentie|inschrijf|inschrijving|versie|eur|euro|aanvraag|vergunning|object|document)s?|€)"
    r"(?: ?-?(?:nummer|nr|code|id|kenmerk)(?: (?:is|was))?)?[ :#.-]{0,3}$",
    re.I,
)
# Any other word that says what is numbered; telephone numbers have too many of these.
SOME_NUMBER = re.compile(
    r"\b(?!burger|sofi|persoons|cliënt|client|patiënt|verzekerde)[^\W\d_]{2,20}-?(?:nummer|nr)\.?[ :#.-]{0,3}$", re.I
)
AMOUNT_AFTER = re.compile(r" ?(?:euro|inwoners|woningen|huishoudens|%|meldingen|miljoen|m2|m²)", re.I)
BSN_BEFORE = re.compile(r"(?:\bbsn(?:nr|nummer|s)?|burgerservice\w*|sofi-?\w*)\b[^\d]{0,25}$", re.I)
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
IBAN_START = re.compile(r"[A-Za-z](?<!\w.)[A-Za-z][ .-]?\d[ .-]?\d")
IBAN_OF = {
    land: re.compile(rf"[A-Z]{{2}}[ .-]?\d[ .-]?\d(?:[ .-]?[A-Z0-9]){{{size - 4}}}(?![A-Z0-9])", re.I)
    for land, size in IBAN_SIZES.items()
}
IBAN_BEFORE = re.compile(r"(?:iban|rekening\w*)[^\d]{0,12}$", re.I)
PHONE = re.compile(
    r"(?<![\w+.,/-])(?:\(?(?:\+|00 ?)31\)?[ .-]{0,2}(?:\(0\))?|\(?0)[ ()./\n_-]{0,3}(?:\d[ ()./\n_-]{0,3}){8}\d(?!\w|[-/]\d|[.,]\d)"
)
ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!31)[1-9]\d{0,2}[ ./-]{0,2}(?:\(0\))?(?:\d[ ./-]{0,2}){7,10}\d(?![\w])")
SPELLED = re.compile(r"\b[Nn]ul[ -]?(?:6|zes)[ -]{0,3}(?:\d[ -]?){7}\d(?!\w)")
NATIONAL = re.compile(r"(?:\+31|0031|31)?0?([1-9]\d{8})$")
SERVICE = ("80", "90", "67", "88", "97", "66")
MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[\[(] ?(?:at|apenstaart(?:je)?|@) ?[\])] ?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}(?![\w@-])",
    re.I,
)
SPOKEN_MAIL = re.compile(
    r"(?<![\w.-])[\w.-]{2,40} (?:at|apenstaart(?:je)?) [a-z0-9-]{2,30} ?(?:\.|punt|dot) ?(?:nl|com|org|net|eu|be)\b",
    re.I,
)
AT = re.compile(r"@| ?[\[(] ?(?:at|apenstaart(?:je)?|@) ?[\])]", re.I)
SPOKEN_AT = re.compile(r" (?:at|apenstaart(?:je)?) ", re.I)
DOMAIN = re.compile(r" ?[a-z0-9-]{1,63} ?(?:\.|punt|dot)", re.I)
LOCAL = re.compile(r"[\w.+-]+$")
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


@dataclass(frozen=True)
class Rule:
    kind: Kind
    pattern: "re.Pattern[str]"
    check: Check


def spans(text: str, zones: Zones) -> Iterator[Span]:
    yield from (Span(Kind.MAIL, *match.span()) for match in mails(text))
    accounts = list(ibans(text, zones))
    shapes = [(start, end) for start, end, _ in accounts]
    yield from (Span(Kind.IBAN, start, end) for start, end, right in accounts if right)
    for rule in RULES:
        for match in found_in_zones(rule.pattern, text, zones):
            if rule.check(text, match) and not inside(match, shapes):
                half = match.group().startswith("(") and ")" not in match.group()  # the bracket opens something longer
                yield Span(rule.kind, match.start() + half, match.end())


def mails(text: str) -> Iterator["re.Match[str]"]:
    """From each @ back to where the address begins."""
    for pattern, sign, check in ((MAIL, AT, is_personal_mail), (SPOKEN_MAIL, SPOKEN_AT, always)):
        last = 0
        for at in sign.finditer(text):
            if not DOMAIN.match(text, at.end()):
                continue
            local = LOCAL.search(text, max(last, at.start() - 65), at.start())
            match = pattern.match(text, local.start()) if local else None
            if match and match.end() > at.start() and check(text, match):
                last = match.end()
                yield match


def ibans(text: str, zones: Zones) -> Iterator[tuple[int, int, bool]]:
    """What is written as an account number, and whether it is one: an example with a wrong check number is none."""
    for start in found_in_zones(IBAN_START, text, zones):
        pattern = IBAN_OF.get(start.group()[:2].upper())
        match = pattern.match(text, start.start()) if pattern else None
        if match:
            yield match.start(), match.end(), is_iban(text, match)


def inside(match: "re.Match[str]", places: list[tuple[int, int]]) -> bool:
    at = bisect_right(places, (match.start(), sys.maxsize)) - 1
    return at >= 0 and match.start() < places[at][1]


def is_iban(text: str, match: "re.Match[str]") -> bool:
    plain = re.sub(r"[ .-]", "", match.group()).upper()
    if plain[2:4] in {"00", "01", "99"}:  # no check number is
        return False
    if IBAN_BEFORE.search(before(text, match, 30)):
        return True
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def always(text: str, match: "re.Match[str]") -> bool:
    return True


def is_bsn(text: str, match: "re.Match[str]") -> bool:
    digits = only_digits(match.group()).zfill(9)
    if len(digits) != 9 or digits in {"000000000"}:
        return False
    if BSN_BEFORE.search(before(text, match, 40)):
        return True
    lead = before(text, match, 40)
    labelled = OTHER_NUMBER.search(lead) or SOME_NUMBER.search(lead) or AMOUNT_AFTER.match(text, match.end())
    return (
        not labelled
        and not YEAR_FIRST.match(match.group())
        and not DAY_FIRST.match(match.group())
        and passes_eleven(digits)
    )


def passes_eleven(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def is_phone(text: str, match: "re.Match[str]") -> bool:
    number = NATIONAL.match(only_digits(match.group()))
    if number is None or DAY_FIRST.match(match.group()) or OTHER_NUMBER.search(before(text, match, 40)):
        return False
    return not number[1].startswith(SERVICE)


def is_personal_mail(text: str, match: "re.Match[str]") -> bool:
    """Addresses of a desk or a team are for everybody; at a provider for households nothing but the desk itself is."""
    local, domain = re.split(r"@| ?[\[(][a-z]+[\])] ?", match.group().lower(), maxsplit=1)
    local = local.partition("+")[0]
    if local in FUNCTIONS:
        return False
    parts = re.split(r"[._-]", local)
    return (
        bool(PROVIDERS.match(domain)) or not FUNCTIONS.intersection(parts) or any(is_somebody(part) for part in parts)
    )


def is_somebody(part: str) -> bool:
    """karin.secretariaat is hers, and so is k.secretariaat."""
    return part not in FUNCTIONS and part not in ALSO_WORDS and (len(part) == 1 or part in GIVEN)


def before(text: str, match: "re.Match[str]", size: int) -> str:
    return text[max(0, match.start() - size) : match.start()]


def only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


RULES = (
    Rule(Kind.PHONE, PHONE, is_phone),
    Rule(Kind.PHONE, ABROAD, always),
    Rule(Kind.PHONE, SPELLED, always),
    Rule(Kind.BSN, BSN, is_bsn),
)
