"""What is wrong with the settings of this machine, before anything is started with them."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from tools.postgres import Refusal

LAPTOP_SECRET = "only-for-a-laptop-not-a-secret-" + "0" * 32
MIN_SECRET_LENGTH = 50
NUMBERS = (
    "TRUSTED_PROXIES",
    "EMAIL_PORT",
    "DATABASE_POOL_SIZE",
    "DATABASE_KEEP_SECONDS",
    "DATABASE_STATEMENT_SECONDS",
    "REQUEST_SECONDS",
    "WEB_WORKERS",
    "WEB_THREADS",
    "IMAP_PORT",
)
MAX_BOX_LENGTH = 24
ON = {"1", "true", "yes", "on"}


def refuse_bad_settings() -> None:
    found = problems(os.environ)
    if found:
        lines = "\n".join(f"  - {problem}" for problem in found)
        raise Refusal(f"Zo kan het platform niet starten; verbeter in .env of in de omgeving:\n{lines}")


def problems(environment: Mapping[str, str]) -> list[str]:
    """One Dutch sentence each; empty where all is well. Production asks more than a laptop."""
    found = wrong_anywhere(environment)
    if environment.get("WOONOVERLAST_ENV", "laptop") not in {"laptop", "production"}:
        found["WOONOVERLAST_ENV is laptop of production."] = True
    if environment.get("WOONOVERLAST_ENV") == "production":
        found |= unsafe_in_production(environment)
    return [problem for problem, present in found.items() if present]


def wrong_anywhere(environment: Mapping[str, str]) -> dict[str, bool]:
    url = environment.get("DATABASE_URL", "")
    found = {f"{name} moet een getal zijn.": not environment.get(name, "0").isdecimal() for name in NUMBERS}
    return found | {
        "RECEIVE_MAIL moet lijken op lmtp://127.0.0.1:2525 of smtp://127.0.0.1:2525.": not is_listening_address(
            environment.get("RECEIVE_MAIL", "")
        ),
        "REPLY_ADDRESS moet een mailadres zijn, zonder plusteken en met ten hoogste 24 tekens voor het apenstaartje.": (
            not is_reply_box(environment.get("REPLY_ADDRESS", ""))
        ),
        "DATABASE_URL moet beginnen met postgresql://.": bool(url) and not url.startswith(("postgresql:", "postgres:")),
    }


def is_listening_address(address: str) -> bool:
    """Or nothing at all."""
    parts = urlsplit(address)
    _, _, port = parts.netloc.rpartition(":")
    known = parts.scheme in {"smtp", "lmtp"} and bool(parts.hostname) and port.isdecimal()
    return not address or (known and 0 < int(port) < 65536)


def is_reply_box(address: str) -> bool:
    """Or nothing at all. A mark of at most 34 signs comes behind its name, and a name has at most 64 signs."""
    name, at, domain = address.rpartition("@")
    return not address or (bool(name and at and domain) and "+" not in name and len(name) <= MAX_BOX_LENGTH)


def unsafe_in_production(environment: Mapping[str, str]) -> dict[str, bool]:
    secret = environment.get("SECRET_KEY", "")
    site = urlsplit(environment.get("SITE_URL", ""))
    hosts = [host.strip() for host in environment.get("ALLOWED_HOSTS", "").split(",")]
    name = site.hostname or ""
    covered = any(name == host or (host.startswith(".") and f".{name}".endswith(host)) for host in hosts if host)
    contact = environment.get("SECURITY_CONTACT", "mailto:")
    return {
        "SECRET_KEY ontbreekt, is bekend of is korter dan 50 tekens.": is_weak(secret),
        "SITE_URL moet beginnen met https://.": site.scheme != "https" or not site.hostname,
        "ALLOWED_HOSTS moet de naam van de site noemen, zonder ster.": "*" in hosts or not covered,
        "WOONOVERLAST_DEMONSTRATION moet uit: in een voorbeeldomgeving kan iedereen inloggen.": (
            environment.get("WOONOVERLAST_DEMONSTRATION", "").lower() in ON
        ),
        "EMAIL_HOST ontbreekt: zonder mail kan niemand inloggen.": not environment.get("EMAIL_HOST"),
        "SECURITY_CONTACT moet beginnen met mailto: of https://.": not contact.startswith(("mailto:", "https://")),
    }


def is_weak(secret: str) -> bool:
    return secret == LAPTOP_SECRET or len(secret) < MIN_SECRET_LENGTH or len(set(secret)) < 5
