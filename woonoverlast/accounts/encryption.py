"""Secrets of the second step are sealed before they reach the database, so that a stolen back-up logs nobody in.

The key follows from SECRET_KEY. Sealed under one of SECRET_KEY_FALLBACKS still opens; every night such rows are sealed
under the present key, so a fallback may go after a day.
"""

import base64
import hashlib
import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

PURPOSE = b"woonoverlast.people.second_factor:"  # migration 0006 holds the same word


def seal(text: str) -> str:
    return keys()[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Where no key opens it, a new random secret: then every code is wrong, and none can be guessed."""
    try:
        return MultiFernet(keys()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("second_factor_cannot_be_opened")
        return str(generate_totp_secret())


def seal_again() -> int:
    """Seal under the present key whatever an older one sealed; returns how many rows."""
    return sum(sealed_anew(pk) for pk in Authenticator.objects.values_list("pk", flat=True))


@transaction.atomic
def sealed_anew(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    older = {name: text for name, text in sealed_parts(row.data) if is_older(text)} if row else {}
    if row is None or not older:
        return False
    row.data |= {name: MultiFernet(keys()).rotate(text.encode()).decode() for name, text in older.items()}
    row.save(update_fields=["data"])
    return True


def sealed_parts(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, data[name]) for name in ("secret", "seed") if name in data]


def is_older(sealed: str) -> bool:
    """Sealed under a fallback. False for what no key opens."""
    try:
        keys()[0].decrypt(sealed.encode())
    except InvalidToken:
        return opens(sealed)
    return False


def opens(sealed: str) -> bool:
    try:
        MultiFernet(keys()).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def keys() -> list[Fernet]:
    return [key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + secret.encode()).digest()))
