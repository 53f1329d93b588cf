"""How mail programs and people mark what is not the answer itself: Dutch and English, and the common German and French."""

import re

ANY_CASE = re.IGNORECASE

# Not seen on a screen: zero-width signs, marks of direction, soft hyphens.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
SPACE = re.compile("[\u00a0\u202f\u2007\u3000]")
EMPTY_LINES = re.compile(r"\n{3,}")
QUOTE = re.compile(r"^(?:> ?)+")
WORD_BULLET = re.compile(r"^\s*[·•▪§]\s+")
LIST_ITEM = re.compile(r"^\s*([-*•·]|\d{1,3}[.)])\s")

# "-----Oorspronkelijk bericht-----"
SEPARATOR = re.compile(
    r"^\s*[-_=*]{2,}\s*(oorspronkelijk|origineel|original|ursprüngliche|doorgestuurd|forwarded|message d'origine|begin)"
    r".{0,40}[-_=*]{2,}\s*$",
    ANY_CASE,
)
RULE = re.compile(r"^\s*_{8,}\s*$")
FROM = re.compile(r"^\s*\*{0,2}(van|from|von|de)\s?:\*{0,2}\s", ANY_CASE)
HEAD = re.compile(
    r"^\s*\*{0,2}(van|verzonden|verstuurd|datum|aan|cc|bcc|onderwerp|urgentie|prioriteit|bijlagen?|beantwoorden|antwoorden aan"
    r"|from|sent|date|to|subject|importance|reply-to|attachments?"
    r"|von|gesendet|an|betreff|de|envoyé|à|objet)\s?:",
    ANY_CASE,
)

INTRO_START = re.compile(r"^\s*(op|on|am|le|>>>|\S.{0,90} (schreef|wrote|schrieb)\b)", ANY_CASE)
DAY = r"(?=.*\d)"  # a date is named
INTRO = re.compile(
    rf"^\s*{DAY}("
    r"op .{4,160}\b(schreef|heeft) .{0,200}:"
    r"|on .{4,360}\bwrote\s?:"
    r"|am .{4,160}\bschrieb .{0,200}:"
    r"|le .{4,160}\ba écrit\s?:"
    r"|.{2,90} (schreef|wrote|schrieb) (op|on|am) .{4,60}:"
    r"|>>> .{4,200}(>>>|wrote\s?:|schreef\s?:)"
    r")\s*$",
    ANY_CASE,
)

# People write "Op 2 juni schreef de wethouder:" too; mail programs name more.
MOMENT_OR_ADDRESS = re.compile(r"\S@\S|\b\d{1,2}[:.]\d{2}\b")
GROUPWISE = re.compile(r"^>>> \S.{4,200}>>>\s*$")

# What our own mails end with.
OWN_FOOT = re.compile(
    r"^(Lees verder en reageer:|Antwoord op deze mail|Je krijgt dit omdat|Stop mails hierover|Stop dit soort mails)"
)

DASHES = re.compile(r"^(--|—|_{2,}|-{4,}|={4,})\s*$")
WHO = r"([,.!]*|[,.!]*\s+(namens\s.{2,60}|/\s?.{2,60}|\|.{0,60}|[A-ZÀ-Þ][\w.'’-]*(\s+[\w.'’-]+){0,4}[,.!]*))\s*$"
CLOSING = re.compile(
    r"^\W{0,2}(?:(?i:"
    r"(met )?(een )?(\w+e )?(vriendelijke?|hartelijke|warme|zonnige|collegiale|sportieve|lieve|beste|veel) groet(en|jes)?( uit \w+)?"
    r"|(met |fijne |veel |de )?(groet|groeten|groetjes)( van| uit \w+)?|hartelijks?|hoogachtend"
    r"|m\.?v\.?g\.?|m\.?h\.?g\.?|m?\.?v(r|riendelijke)?\.? ?gr\.?|gr\.?|grt[sz]?\.?|grtjs|groetz?"
    r"|(with )?(kind|kindest|best|warm|warmest|many)? ?regards|k\.?r\.?|b\.?r\.?|rgds|best wishes|best|cheers|sincerely"
    r"|yours (sincerely|truly)|all the best|take care"
    r"|mit freundlichen grü(ß|ss)en|mit freundlichen gruessen|mfg|viele grüße|liebe grüße|cordialement|bien à vous"
    r"))(?!\w)" + WHO
)
# These close a mail only when a name follows.
THANKS = re.compile(
    r"^((alvast |hartelijk |heel erg |vast )*(bedankt|dank)( alvast| hiervoor)?|dank ?je ?wel|veel succes|succes|tot (dan|ziens|snel|gauw)"
    r"|(een )?fijne? (dag|avond|week|weekend)( nog| verder)?|(many )?thanks( in advance)?|thank you),$",
    ANY_CASE,
)
PHONE = re.compile(
    r"^(\[.{0,40}\]\s*)?("
    r"(verstuurd|verzonden|gestuurd|verstuur?d|bericht verzonden) (vanaf|vanuit|van|met|via|door) .{2,60}"
    r"|(sent|send) (from|via|with|using) (my |mail |outlook|proton|yahoo|samsung|gmail|a |the )?.{0,50}"
    r"|(get|download) outlook for .{2,60}|outlook voor (ios|android|mac|windows).{0,60}"
    r"|(verkregen|gedownload) via outlook.{0,60}|von meinem \w+ gesendet.{0,20}|envoyé de mon .{2,40}"
    r")$",
    ANY_CASE,
)  # fmt: skip
DISCLAIMER = re.compile(
    r"^\W{0,3}(disclaimer|vertrouwelijkheid"
    r"|(dit|deze) (e-?mail)?(-?bericht)?( \(.{0,60}\))?( met .{0,40}| en .{0,60})? (is|kan|bevat) "
    r"|(dit|deze) (e-?mail|bericht).{0,80}(bestemd|vertrouwelijk)"
    r"|de (informatie|inhoud).{0,60}(in|van|verzonden met) (dit|deze) (e-?mail|bericht|electronisch|elektronisch)"
    r"|aan (de inhoud van )?(dit|deze) .{0,40}(geen rechten|kunnen)"
    r"|this (e-?mail|message|communication).{0,80}(confidential|intended|contain|may|is )"
    r"|the (information|contents?).{0,40}(in|of) this (e-?mail|message)"
    r"|(denk aan het milieu|spaar het milieu|please consider the environment)"
    r"|caution:|let op: deze (e-?)?mail)",
    ANY_CASE,
)
LEGAL = re.compile(
    r"vertrouwelijk|bestemd|geadresseerde|rechten|aansprakelijk|niet toegestaan|voorwaarden|milieu|afdruk|print"
    r"|confidential|intended|recipient|privileged|liab|environment|external",
    ANY_CASE,
)
