"""The address of one's own sign-up, in each mail about it: works logged out, for members and guests."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from woonoverlast.events.models import SignUp

SALT = "events.sign-up"


def link(sign_up: SignUp) -> str:
    return settings.SITE_URL + path(sign_up)


def path(sign_up: SignUp) -> str:
    return reverse("events:own_place", args=[signing.dumps(sign_up.pk, salt=SALT)])


def read(token: str) -> SignUp | None:
    """None for what we did not sign, and for what is gone."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    related = ("event__municipality", "event__cancellation", "person")
    return SignUp.objects.select_related(*related).filter(pk=pk).first()
