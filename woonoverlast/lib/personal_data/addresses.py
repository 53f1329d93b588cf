"""Streets with a number and postcodes with a house number.

Every word with a number behind it is looked at once; what stands before it is read in a window of fixed length.
"""

import re
from collections.abc import Iterator

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.numbers import inside
from woonoverlast.lib.personal_data.words import CITIES, ORGANISATIONS, PLACES, is_word, without_accents
from woonoverlast.lib.personal_data.zones import Zones, found_in_zones

SUFFIXES = tuple(
    "straat straatje str. str laan weg plein gracht kade singel dijk steeg plantsoen dreef hof park pad baan markt wal haven burgwal ring boulevard erf"
    " akker kamp veld weide donk hage horst stede sloot vaart zijde einde eind bos oord tuin meent warande gaarde rode es werf berg diep wei schans"
    " buorren leane strjitte allee bolwerk esplanade zicht rand zoom oever heuvel vliet brink poort rust wetering hoeve hoek singels grachten pln wg ln pln. wg. ln.".split()
)
LAST_TWO = frozenset(suffix[-2:] for suffix in SUFFIXES)
LATE = (
    r"(?:\d{1,4}(?:[ -]?(?:bis(?: ?[a-zA-Z]\b)?|hs|huis|rood|zwart|zw|rd|[IVX]{1,4}|(?!t/m)[a-zA-Z](?:-?\d{1,3})?|\d{1,3})\b)?"
    r"(?:/\d{1,4}[a-zA-Z]?(?![\w/]))?(?: ?(?:t/m|tot en met) ?\d{1,4}[a-zA-Z]?\b)?(?![\w%]|[.,:]\d|-\d))"
)
POSTCODE = r"[1-9]\d{3} ?(?!SA|SD|SS|sa|sd|ss)[A-Za-z]{2}(?![A-Za-z0-9])"
TAIL = rf"(?:[ ,\n]{{1,3}}{POSTCODE}(?: [A-Z][\w'-]{{2,25}})?|,? te [A-Z][\w'-]{{2,25}})?"
NUMBERED = re.compile(
    r"(?<![^\W\d_])(?<!['-])(?P<name>(?:'[sS]-)?[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){0,40}+\.?),?"
    rf"(?P<gap>[ \n]{{0,3}}\(?)(?:(?:op )?(?:huis)?(?:nummers?|nrs?\.?|no\.) {{0,2}})?(?P<number>{LATE}){TAIL}"
)
# Streets and squares with a name of their own.
NAMED = frozenset(
    "dam damrak rokin spui markt meent neude brink vrijthof binnenhof buitenhof boompjes fellenoord herdenkingsplein".split()
)
SQUARE_1944 = re.compile(rf"P(?<!\w.)lein (?:19\d\d|'?40-'?45|'\d\d) (?P<number>{LATE}){TAIL}")
# Laan van Oud Poelgeest: what stands before the last word.
GENERIC_BEFORE = re.compile(
    r"(?:Laan|Weg|Plein|Boulevard|Park|Hof|Kade|Pad) (?:(?:van|naar|ten|ter|der|de|op|aan) (?:(?:de|den|der|het) )?)?(?:[A-Z][\w'-]{1,25} ){0,3}$"
)
FIRST_OF_NAME = re.compile(r"[BHKLPW](?:aan|eg|lein|oulevard|ark|of|ade|ad) ")
GENERIC = frozenset(
    "Straat Laan Weg Plein Gracht Kade Singel Dijk STRAAT LAAN WEG PLEIN GRACHT KADE SINGEL DIJK".split()
)
CAPITAL_BEFORE = re.compile(r"[A-Z][\w'-]{0,20} $")
# Words of a name that stand before its last one: Achter de Muren, Lange Poten.
NAME_BEFORE = re.compile(
    r"(?:(?<![\w.])[A-Z][\w.'-]{0,25} (?:(?:[A-Z][\w.'-]{0,25}|van|de|der|den|het|aan|op|ten|ter|'t) ){0,3})$"
)
LIVES = "woonachtig|woont|wonen|woonde|woonden|wonend|verblijft|gevestigd|ingeschreven|huisbezoek|huren|huurt"
WHERE = "op|aan|bij|vanaf|tegenover|naast|achter|langs|nabij"
MOVES = "wonen|woont|verhuis|verhuist|verhuisd|verhuisde|verhuisden|verhuizing"
HOMES = (
    "locatie|woning|woningen|pand|panden|huis|huizen|flat|flats|appartement|appartementen|portiek|standplaats|huisje|chalet|woonboot|woonwagen"
    "|woonwagenkamp|perceel|kamer|kavel|buren|bewoner|bewoners"
)
BESIDE = "huis|huizen|woning|woningen|deur|deuren|pand|panden|hoog|overkant|hoek|ernaast|daarnaast"
SOMEBODY = (
    "melder|melders|klager|klagers|bewoner|bewoners|huurder|huurders|veroorzaker|veroorzakers|overlastgever|overlastgevers|betrokkene|cliënt|verdachte"
    "|slachtoffer|onderhuurder|eigenaar|buren|buurman|buurvrouw"
)
# A street of any name, where the words before say that it is an address: woont op Boompjes 40.
SAID_TO_BE = re.compile(
    rf"(?:\b(?:{LIVES})(?: \w{{2,12}}){{0,2}}?(?: (?:op|aan|naar|van|bij|in)(?: de| het| een)?)?"
    rf"|\b(?:{WHERE}|(?:{HOMES}) (?:van|aan|op|in))(?: de| het)?|\b(?:{HOMES})(?: is|:)?"
    r"|adres(?:sen)?(?: van)?(?: (?:de|het|een|mijn|onze|haar|zijn|hun))?(?: [a-z]{4,16}){0,2}(?: is| was|:| -)?"
    rf"|\b(?:{SOMEBODY}) ?(?:\d|[A-D])?(?: ?:|,? \()|\b(?:{BESIDE})(?: \w{{2,12}})?,"
    rf"|\b(?:{MOVES}) (?:nu |toen )?(?:in|naar|van|uit)(?: de| het)?) ?$",
    re.I,
)
# Without one of these words it cannot say so: looking for them first costs little.
LOCATING = frozenset("|".join((LIVES, WHERE, MOVES, HOMES, BESIDE, SOMEBODY)).split("|"))
ADDRESS_SAID = re.compile(r"\b(?:woon|post|huis)?adres(?: is| was|:)? $", re.I)
TOWNS = PLACES | CITIES
FLOOR_AFTER = re.compile(
    r",? ?\(?(?:\d ?(?:hoog\b|e (?:verdieping|etage)\b)|begane grond|beneden(?:woning)?\b|boven(?:woning)?\b)"
)
LIVES_AFTER = re.compile(
    r" (?:is|was|blijft) (?:het|haar|zijn|hun|mijn) (?:woon|post|huis)?adres|[,:;]? (?:daar|waar) (?:woont|wonen|woonde|verblijft|zit|speelt)|,? (?:woont|wonen|woonde) "
)
# So much can come before other names too: only where the name is no word for a thing that has numbers, or an organisation.
MAYBE = "uit|vanuit|boven|onder|tussen|over|om|naar|door|in|van|melding|meldingen|klacht|klachten|overlast|betreft|onderwerp|re|fw|namelijk|weten|dus|oftewel|ofwel"
PERHAPS = re.compile(rf"\b(?P<word>{MAYBE}):?(?: de| het)? $", re.I)
PERHAPS_WORDS = frozenset(MAYBE.split("|"))
SAYING = LOCATING | PERHAPS_WORDS
# Names with a number that are no street.
NO_STREET = frozenset(
    "postbus antwoordnummer artikel art lid bijlage zaal loket blok versie week fase stap hoofdstuk paragraaf tabel figuur team wijk groep kamer punt module deel niveau schaal"
    " perron lijn kanaal gebouw unit windows office teams covid groepen ronde spoor sessie workshop blad bladzijde pagina pag nummer nr no dag jaar uur"
    " dossier zaak casus melding bericht vraag optie scenario variant model type klasse categorie box portiek etage verdieping laag hal halte bus tram"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december"
    " fte max min circa minimaal maximaal ongeveer ruim nog tot van voor met nen iso en din kst stb stcrt ecli awb apv bw sr sv wmo top samen kwartaal"
    " werkgroep afdeling cluster district basisteam regio gemeente pilot project programma tranche cursus training jaargang editie seizoen"
    " huurder bewoner melder casus nota visie agenda akkoord convenant plan bmw audi opel ford peugeot volvo mazda golf polo formulier rapport memo titel enquête enquete peiling onderzoek brief monitor leefbaarheid corona platform route"
    " ziggo kpn facebook twitter instagram youtube signal linkedin besluit wet apv verordening regeling circulaire handreiking factsheet magazine bijeenkomst"
    " kerst pasen pinksteren samenwonen formule radio kanaal rtl npo tv eenheid ploeg cohort kwartaal semester schaal norm nen doel pijler spoor lijn thema"
    " kernteam stadsdeel gebied zone vak perceel kavel wave tier optie keuze stelling les opdracht oefening dia slide sheet figuur foto film aflevering"
    " nieuwsbrief nieuwsbrieven lokaal leslokaal ruimte vergaderruimte vergaderzaal raadzaal raadszaal spreekkamer werkkamer kantoor podium tafel rij tent kraam stand balie kluis"
    " locker actie actiepunt beslispunt agendapunt bespreekpunt kernpunt leerpunt aanbeveling maatregel conclusie doelstelling alinea voorbeeld voetnoot noot regel"
    " respondent deelnemer geïnterviewde spreker respons sprint release mijlpaal podcast webinar seminar congres uitgave druk oplage jaarverslag verslag notulen besluitenlijst"
    " rivieren bestuur station halte woonconsulent huismeester wijkagent gemiddeld totaal circa plus max minimum maximum top euro psalm bol".split()
)
POSTCODE_FIRST = re.compile(
    r"(?<![\w-])[1-9]\d{3} ?[A-Z]{2}(?:[ ,;/#-]{0,3}(?:\(?(?:huis)?(?:nummer|nr|no|huisnr)\.? ?:? ?)?|,? (?:te|in) [A-Z][\w'-]{1,25},? (?:huis)?(?:nummer|nr)\.? )"
    r"(?P<number>\d{1,4}(?: ?[a-zA-Z]\b|-[a-zA-Z]\b|-\d{1,3})?)(?![\w%]|[.,]\d|-\d)"
)
POSTCODE_LOW = re.compile(
    r"(?<![\w-])[1-9]\d{3}(?:[a-z]{2}[ ,]{0,2}(?:(?:huis)?(?:nummer|nr)\.? ?)?| [a-z]{2},? (?:huis)?(?:nummer|nr)\.? )\d{1,4}[a-z]?(?![\w%]|[.,]\d)"
)
ENDS = "|".join(map(re.escape, SUFFIXES))
# Each by its first letter, so that the search can leap to those.
NUMBER_BEFORE = re.compile(
    rf"[AaHhLlNn](?<!\w.)(?:(?i:(?<=a)ppartement|(?<=l)igplaats) \d{{1,4}}[a-z]?,|(?i:(?<=h)uisnummer|(?<=n)ummer|(?<=n)r\.?) ?\d{{1,4}}[a-z]? (?:van|aan|in|op) (?:de|het)|(?i:(?<=h)uisnummer|(?<=h)uisnr\.?) ?\d{{1,4}}[a-z]?,)"
    rf" [A-Z][\w'-]{{0,30}}?(?:{ENDS})\b"
)
NUMBER_FIRST = re.compile(
    rf"[HhNnPp](?<!\w.)(?i:(?:(?<=h)uisnummer|(?<=n)ummer|(?<=n)r\.?|(?<=h)uisnr\.?) ?\d{{1,4}}[a-z]?[ ,(]{{1,3}}(?:postcode |in |te )?{POSTCODE}"
    rf"|(?<=p)ostcode:? ?{POSTCODE})"
)
POSTBOX = re.compile(r"[AaPp](?<!\w.)(?i:(?<=p)ost|(?<=a)ntwoord)(?i:bus|nummer) ?\d{1,5},? ?\d{4} ?[A-Za-z]{2}")
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
# Endings that more than streets have: only a name that is no word.
RARE = re.compile(r"(?:zicht|rand|zoom|oever|heuvel|vliet|brink|poort|rust|wetering|hoeve|hoek)$")
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
    r"|-jarige|leden|deelnemers|bijeenkomsten|huurders|gezinnen|adressen|portieken|straten|reacties|aanvragen|mails|brieven|medewerkers|collega's|jongeren|kinderen|cliënten|plekken|plaatsen|foto's|auto's|fietsen|zaken|aanwezigen|stuks"
    r"|sessies|gesprekken|huisbezoeken|ontruimingen|waarschuwingen|professionals|inwoners|vragen|bezoekers|studenten|appartementen|kamers|vierkante|[a-z]{1,40}'s\b)",
    re.I,
)


# Kerkstraat 14 en 16: only where nothing is counted behind it.
SECOND = re.compile(
    r"(?:, ?\d{1,4}[a-zA-Z]?(?=[ ,]))?(?: ?& ?| en |, )(?P<number>\d{1,4}[a-zA-Z]?)(?=[.,;:)?!]*(?:\n|$| (?:zijn|hebben|is|en|wonen|te|staan|liggen|klagen|maken|worden)\b)|[;:)?!])"
)
WORDS = re.compile(r"[^\W\d_]+")
DIGITS = re.compile(r"\d+")
NEXT = re.compile(r" ?(?:,|/|;|&|en|of) ?(?P<before>(?:[A-Z][\w'-]{0,25} ){0,2})")
YEAR_WORD = re.compile(r"(?:19|20)\d\d (?:EN|IN|OF|OP|IS|TM|NA|DE|TE)\b")


def spans(text: str, zones: Zones) -> Iterator[Span]:
    last = 0
    for match in found_in_zones(NUMBERED, text, zones):
        start = beginning(text, match)
        if (
            start is None
            and last
            and match["name"][0].isupper()
            and (between := NEXT.fullmatch(text[last : match.start()]))
        ):
            start = last + between.start("before")
        if start is not None:
            second = SECOND.match(text, match.end())
            last = second.end("number") if second else match.end()
            yield Span(Kind.ADDRESS, start, last)
    yield from (Span(Kind.ADDRESS, *match.span()) for match in found_in_zones(SQUARE_1944, text, zones))
    boxes = [match.span() for match in found_in_zones(POSTBOX, text, zones)]
    for pattern in (POSTCODE_FIRST, POSTCODE_LOW, NUMBER_FIRST, NUMBER_BEFORE):
        for match in found_in_zones(pattern, text, zones):
            if not inside(match, boxes) and not YEAR_WORD.match(match.group()):
                yield Span(Kind.ADDRESS, match.start(), match.end())


def beginning(text: str, match: "re.Match[str]") -> int | None:
    """Where the address begins; None when it is none."""
    name = match["name"]
    street = is_street_name(name)
    if not street and (not name[0].isupper() or not match["gap"] or len(name) < 3):
        return None
    window = text[max(0, match.start() - 80) : match.start()]
    generic = generic_before(name, window) if name[0].isupper() else ""
    if not (street or generic or says_where(window, match)):
        return None
    if 2000 <= number(match) < 2060 or UNIT_AFTER.match(text, match.end()):
        return None
    if generic:
        return match.start() - len(generic)
    if street and is_street(name, window, match):
        return lead(window, match.start(), name)
    return said_to_be(name, window, match)


def is_street_name(name: str) -> bool:
    low = name.lower()
    return (low[-2:] in LAST_TWO and low.endswith(SUFFIXES)) or low in NAMED


def generic_before(name: str, window: str) -> str:
    """Laan van Oud Poelgeest, and Jan Steen Straat."""
    if name not in GENERIC and not FIRST_OF_NAME.search(window):
        return ""
    found = (CAPITAL_BEFORE if name in GENERIC else GENERIC_BEFORE).search(window)
    return found.group() if found else ""


def is_street(name: str, window: str, match: "re.Match[str]") -> bool:
    low = name.lower()
    if low in NAMED and name[0].isupper():
        return True
    if low in ORDINARY and (name.islower() or SENTENCE_BEFORE.search(window[-4:])):
        return False
    if RARE.search(low) and is_word(without_accents(low)):
        return False
    weak = WEAK.search(low) or RARE.search(low)
    if not match["gap"] and (weak or name.islower()):
        return False
    if not weak:
        return len(name) > 5 or name[0].isupper()
    if len(name) <= 5:
        return False
    if name.islower():
        return not is_word(without_accents(low)) and is_said(NAME_IN_SMALL.sub("", window))
    inside = PROPER.search(low) and not SENTENCE_BEFORE.search(window[-3:])
    return bool(inside or STREET_CONTEXT.search(window[-25:]))


NAME_IN_SMALL = re.compile(r"\b(?:oude|nieuwe|lange|korte|hoge|lage|grote|kleine) $")


def says_where(window: str, match: "re.Match[str]") -> bool:
    """Something around it may say that this is an address: most words with a number are done with here."""
    low = window[-60:].lower()
    around = "adres" in low or low.endswith("(") or not SAYING.isdisjoint(WORDS.findall(low))
    return around or is_located(match)


def may_be_said(match: "re.Match[str]") -> bool:
    return match["name"][0].isupper() and len(match["name"]) >= 3 and bool(match["gap"])


def said_to_be(name: str, window: str, match: "re.Match[str]") -> int | None:
    """A capital within a sentence, a number, and words before that say where."""
    if not may_be_said(match) or 1900 <= number(match) < 2100:
        return None
    if in_brackets(window, match) and not name_is_word(name):
        return match.start()
    located = is_located(match)
    for before in name_begins(window):
        whole = f"{before}{name}".lower()
        if {name.lower().strip("."), whole, whole.split()[0]} & NO_STREET:
            continue
        ahead = window.removesuffix(before)
        if located or ADDRESS_SAID.search(ahead):
            return match.start() - len(before)
        if whole in PLACES:
            continue
        if is_said(ahead) or (is_perhaps_said(ahead) and not {*whole.split()} & ORGANISATIONS):
            return match.start() - len(before)
    return None


def is_said(ahead: str) -> bool:
    low = ahead.lower()
    return ("adres" in low or not LOCATING.isdisjoint(WORDS.findall(low)[-7:])) and bool(SAID_TO_BE.search(ahead))


def is_perhaps_said(ahead: str) -> bool:
    close = ahead[-20:]
    return not PERHAPS_WORDS.isdisjoint(WORDS.findall(close.lower())[-2:]) and bool(PERHAPS.search(close))


def in_brackets(window: str, match: "re.Match[str]") -> bool:
    """(Zilverschoon 14), and nothing else between the brackets."""
    return window.endswith("(") and match.string[match.end() : match.end() + 1] == ")"


def name_is_word(name: str) -> bool:
    low = name.lower().strip(".")
    return len(low) < 5 or is_word(without_accents(low)) or bool({low} & (NO_STREET | PLACES | ORGANISATIONS))


def is_located(match: "re.Match[str]") -> bool:
    """A postcode or a town comes behind it: Meerkoet 12, 6711 AB, or Meerkoet 12 te Ede."""
    tail = match.string[match.end("number") : match.end()].strip(" ,\n")
    if tail[:6].isupper() and not YEAR_WORD.match(tail):
        return True
    if tail.startswith("te ") and tail[3:].lower() in TOWNS:
        return True
    return bool(LIVES_AFTER.match(match.string, match.end()) or FLOOR_AFTER.match(match.string, match.end()))


def name_begins(window: str) -> Iterator[str]:
    """What may belong to the name, the longest first: Lange, Achter de, De, 't."""
    words = NAME_BEFORE.search(window)
    found = words.group() if words else ""
    yield from (found[match.start() :] for match in re.finditer(r"(?<![\w.])[A-Z]", found))
    if window.endswith(" 't "):
        yield "'t "
    yield ""


def number(match: "re.Match[str]") -> int:
    digits = DIGITS.match(match["number"])
    return int(digits[0]) if digits else 0


LEAD = re.compile(r"(?:(?<![\w.])(?:[A-Z][\w.'-]{0,20}|van|de|der|den|ten|ter|'t|v\.d\.|à|la|le|du|von) {1,2}){1,4}$")


# Of a name these belong to it also in small letters.
SMALL_BEFORE = re.compile(r"\b(?:van der|van den|v\.d\.|de la) $")
CAPITAL_FIRST = re.compile(r"[A-Z][\w.'-]{0,20} (?:van der|van den|v\.d\.|de la) $")
ORDINAL = re.compile(r"(?<!\w)[1-9]e $")


def lead(window: str, start: int, name: str) -> int:
    """Where a name of several words begins: Jan van Galenstraat, 1e Oosterparkstraat."""
    first = first_word(window, start, name)
    ordinal = ORDINAL.search(window[: len(window) - (start - first)])
    return first - len(ordinal.group()) if ordinal else first


def first_word(window: str, start: int, name: str) -> int:
    small = NAME_IN_SMALL.search(window) if name.islower() else None
    if small:
        return start - len(small.group())
    particles = SMALL_BEFORE.search(window)
    if particles and name[0].isupper() and not CAPITAL_FIRST.search(window):
        return start - len(particles.group())
    words = LEAD.search(window[-60:])
    if not words or not name[0].isupper():
        return start
    found = re.search(r"[A-Z]", words.group())
    return start - len(words.group()) + found.start() if found else start
