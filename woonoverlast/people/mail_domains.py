"""Which mail domains can prove where somebody works: everybody with an address there becomes a member at once."""

import re
from functools import cache
from pathlib import Path

from publicsuffixlist import PublicSuffixList

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
MAX_LENGTH = 253
PROVIDERS = Path(__file__).parent / "data" / "mail_providers.txt"
NO_DOMAIN = "Dit is geen geldig maildomein. Typ alleen wat achter de @ staat, zoals gemeente.nl."
FOR_EVERYBODY = "Dit domein kan iedereen gebruiken. Het bewijst niet waar iemand werkt."


def problem_with(domain: str) -> str:
    """Why it proves nothing, in Dutch; empty when it can. Takes lower case."""
    if len(domain) > MAX_LENGTH or not DOMAIN.fullmatch(domain):
        return NO_DOMAIN
    registered = suffixes().privatesuffix(domain)
    if registered is None:  # under it others register names of their own: nl, co.nl, github.io
        return FOR_EVERYBODY
    return FOR_EVERYBODY if registered in providers() else ""


@cache
def suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def providers() -> frozenset[str]:
    """Registered names of whoever gives mailboxes to everybody."""
    lines = PROVIDERS.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
