"""What the guard reports."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    BSN = "bsn"
    ADDRESS = "adres"
    PHONE = "telefoon"
    MAIL = "mail"
    IBAN = "iban"
    PLATE = "kenteken"
    BIRTH = "geboortedatum"
    DOCUMENT = "document"
    NAME = "naam"


REASONS = {
    Kind.BSN: "Dit lijkt op een burgerservicenummer (BSN).",
    Kind.ADDRESS: "Dit lijkt op een adres van iemand.",
    Kind.PHONE: "Dit lijkt op een telefoonnummer van iemand.",
    Kind.MAIL: "Dit lijkt op een mailadres van iemand.",
    Kind.IBAN: "Dit lijkt op een bankrekening.",
    Kind.PLATE: "Dit lijkt op een kenteken.",
    Kind.BIRTH: "Dit lijkt op een geboortedatum.",
    Kind.DOCUMENT: "Dit lijkt op het nummer van een paspoort, identiteitskaart of rijbewijs.",
    Kind.NAME: "Dit lijkt op de naam van een persoon.",
}

REPLACEMENTS = {
    Kind.BSN: "[BSN]",
    Kind.ADDRESS: "[adres]",
    Kind.PHONE: "[telefoonnummer]",
    Kind.MAIL: "[mailadres]",
    Kind.IBAN: "[rekeningnummer]",
    Kind.PLATE: "[kenteken]",
    Kind.BIRTH: "[geboortedatum]",
    Kind.DOCUMENT: "[documentnummer]",
    Kind.NAME: "een bewoner",
}


@dataclass(frozen=True)
class Finding:
    """`start` and `end` are places in the text that was given. Never log one: it holds what must not spread."""

    kind: Kind
    start: int
    end: int
    text: str
    reason: str
    replacement: str

    def __repr__(self) -> str:
        return f"Finding({self.kind}, {self.start}, {self.end})"


@dataclass(frozen=True)
class Span:
    """A hit in the levelled text."""

    kind: Kind
    start: int
    end: int
