"""Every view of allauth that has an address is known to the gates, and the other way round."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from woonoverlast.config import account_urls
from woonoverlast.people import gates

SWITCHED_OFF = [
    "account_request_login_code",
    "account_confirm_email",
    "account_signup_by_passkey",
    "account_confirm_password_reset_code",
    "mfa_signup_webauthn",
    "mfa_trust",
]


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)


def test_gates_know_exactly_the_views_in_use() -> None:
    known = {name for name in gates.THIRD_PARTY if not name.endswith(":")}
    assert set(names(account_urls.urlpatterns)) == known


def test_unknown_view_is_refused() -> None:
    assert gates.third_party_access("account_iets_nieuws") is None
    assert gates.third_party_access("admin:index") is not None


def test_switched_off_features_have_no_address() -> None:
    for name in SWITCHED_OFF:
        try:
            raise AssertionError(reverse(name))
        except NoReverseMatch:
            continue
