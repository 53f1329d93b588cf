"""The codes of the day: on a badge, on the screen of the hall. Made from the secret, so that nothing is stored."""

import base64
import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from qrcode.image.svg import SvgPathImage

from woonoverlast.events.models import Event, SignUp

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
LENGTH = 6
OPENS_BEFORE = timedelta(minutes=30)
# A code of the screen is right during its own turn and the next: there is time to type it.
TURN = timedelta(minutes=10)


def code(sign_up: int) -> str:
    """Short, so that the picture is coarse and any phone reads it: the number and 80 bits."""
    return f"{sign_up}-{seal('events.badge', str(sign_up), settings.SECRET_KEY)}"


def seal(salt: str, value: str, secret: str) -> str:
    digest = salted_hmac(salt, value, secret=secret, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def read(given: str) -> int | None:
    """The number of the sign-up; None for what we did not make."""
    number, _, sealed = given.partition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    good = any(
        hmac.compare_digest(seal("events.badge", number, secret).encode(), sealed.encode()) for secret in secrets
    )
    return int(number) if good else None


def link(sign_up: SignUp) -> str:
    return settings.SITE_URL + reverse("attendance:badge_reading", args=[code(sign_up.pk)])


def screen_code(event: Event, *, now: datetime | None = None) -> str:
    """What stands on the screen now."""
    return next(screen_codes(event, now=now))


def screen_codes(event: Event, *, now: datetime | None = None) -> Iterator[str]:
    """Of this turn and of the one before."""
    turn = int((now or timezone.now()).timestamp() // TURN.total_seconds())
    for number in (turn, turn - 1):
        digest = salted_hmac("events.screen", f"{event.pk}|{number}", secret=settings.SECRET_KEY).digest()
        yield "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:LENGTH])


def is_on_screen(event: Event, given: str, *, now: datetime | None = None) -> bool:
    moment = now or timezone.now()
    typed = given.strip().upper().encode()
    right = any(hmac.compare_digest(one.encode(), typed) for one in screen_codes(event, now=moment))
    return right and is_open(event, now=moment)


def is_open(event: Event, *, now: datetime | None = None) -> bool:
    """Whether people may check themselves in."""
    moment = now or timezone.now()
    return not event.is_cancelled and event.starts_at - OPENS_BEFORE <= moment <= event.ends_at


def screen_link(event: Event) -> str:
    return f"{settings.SITE_URL}{reverse('attendance:self_check_in', args=[event.pk])}?code={screen_code(event)}"


def picture(text: str) -> bytes:
    """The code as SVG, with the white edge that readers need, also on a dark page."""
    made = qrcode.make(text, image_factory=SvgPathImage, border=4, error_correction=qrcode.ERROR_CORRECT_M)
    svg: str = made.to_string(encoding="unicode")
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return svg.replace("<path", white + "<path", 1).encode()
