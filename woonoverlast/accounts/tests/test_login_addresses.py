"""Every view of allauth that has an address is known to the gates, and the other way round."""

from django.urls import NoReverseMatch, get_resolver, reverse

from woonoverlast.accounts import levels

SWITCHED_OFF = [
    "account_request_login_code",
    "account_confirm_email",
    "account_signup_by_passkey",
    "account_confirm_password_reset_code",
    "mfa_signup_webauthn",
    "mfa_trust",
]


def test_gates_know_exactly_the_views_in_use() -> None:
    """Our own views have a namespace; what has none is allauth's."""
    in_use = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    known = {name for name in levels.THIRD_PARTY if not name.endswith(":")}
    assert in_use == known


def test_unknown_view_is_refused() -> None:
    assert levels.third_party_access("account_iets_nieuws") is None
    assert levels.third_party_access("admin:index") is not None


def test_switched_off_features_have_no_address() -> None:
    for name in SWITCHED_OFF:
        try:
            raise AssertionError(reverse(name))
        except NoReverseMatch:
            continue
