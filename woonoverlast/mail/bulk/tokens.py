"""Numbers of rows that went out in a mail and come back: as link, as return-path address, as Message-ID.

They do not expire: somebody may unsubscribe from a mail of last year. Small letters and digits only, because mail
servers may change the case of an address.
"""

import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

LENGTH = 20  # hexadecimal digits: 80 bits


def sign(number: int, *, purpose: str) -> str:
    return f"{int_to_base36(number)}-{seal(number, purpose, settings.SECRET_KEY)}"


def address(box: str, number: int, *, purpose: str) -> str:
    """This box with the signed number behind its name: box+mark@domain."""
    name, _, domain = box.rpartition("@")
    return f"{name}+{sign(number, purpose=purpose)}@{domain}"


def read(token: str, *, purpose: str) -> int | None:
    """The number, or None for what we did not sign, for this purpose, with this or an earlier key."""
    digits, _, given = token.lower().partition("-")
    try:
        number = base36_to_int(digits)
    except ValueError:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    fits = any(constant_time_compare(seal(number, purpose, key), given) for key in keys)
    return number if fits else None


def seal(number: int, purpose: str, secret: str) -> str:
    return hmac.digest(derived(purpose, secret), str(number).encode(), sha256).hex()[:LENGTH]


@lru_cache(16)
def derived(purpose: str, secret: str) -> bytes:
    return salted_hmac("woonoverlast.notifications", purpose, secret=secret, algorithm="sha256").digest()
