"""How django-allauth behaves on this platform."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Addresses are lower case everywhere."""

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(email)).strip().lower()


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Log-in through the identity provider of an organisation."""

    def populate_user(self, request: Any, sociallogin: Any, data: dict[str, Any]) -> Any:
        person = super().populate_user(request, sociallogin, data)
        person.name = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        return person
