"""How django-allauth behaves on this platform."""

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from qrcode import make as make_qr_code
from qrcode.image.svg import SvgPathFillImage

from woonoverlast.accounts import encryption
from woonoverlast.people.models import IdentityProvider, Person
from woonoverlast.web import limits

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Addresses are lower case everywhere; addresses of pages in mail never come from the request."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "enter_current_password": "Dit is niet je huidige wachtwoord.",
        "incorrect_code": "Deze code klopt niet. Kijk of je de code uit de nieuwste mail gebruikt.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "too_many_login_attempts": "Je hebt het te vaak geprobeerd. Wacht een paar minuten en begin dan opnieuw.",
        "rate_limited": "Dat ging te snel. Wacht even en probeer het dan opnieuw.",
        "email_taken": "Dit e-mailadres kun je niet gebruiken.",
        "duplicate_email": "Dit e-mailadres hoort al bij je account.",
    }

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(email)).strip().lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client_address(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uidb36, _, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uidb36, token])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The page is the same for everyone; only the owner of the mailbox reads what is the case."""
        suspended = Person.objects.filter(email=email.strip().lower()).exclude(suspended_at=None).exists()
        super().send_mail(template_prefix, email, context | {"suspended": suspended, "site_url": settings.SITE_URL})

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The first is the one that is asked: recovery codes, which look like an app to allauth, come last."""
        has_app = user.is_authenticated and Authenticator.objects.filter(user=user, type=FACTORS[0]).exists()
        names = {
            "reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate:webauthn": "Met een toegangssleutel",
            "mfa_reauthenticate": "Met een code uit je app" if has_app else "Met een herstelcode",
        }
        methods = super().get_reauthentication_methods(user)
        ordered = sorted(methods, key=lambda method: not has_app and method["id"] == "mfa_reauthenticate")
        return [method | {"description": names[method["id"]]} for method in ordered]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """App and passkeys. Who must have a second factor cannot remove the last one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in je app.",
        "cannot_delete_authenticator": "Je rol vraagt een tweede stap. Zet eerst een andere manier aan.",
        "cannot_generate_recovery_codes": "Zet eerst een app of toegangssleutel aan.",
        "unverified_email": "Bevestig eerst je e-mailadres.",
        "add_email_blocked": "Je kunt nu geen e-mailadres toevoegen.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return not authenticator.user.needs_second_factor or others.exists()

    def build_totp_svg(self, url: str) -> str:
        """An element to put in the page itself: the policy forbids data: images."""
        image = make_qr_code(url, image_factory=SvgPathFillImage)
        svg = image.to_string(encoding="unicode")
        return str(svg).replace("<svg ", '<svg role="img" aria-label="QR-code voor je app" class="qr-code" ', 1)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        return f"Toegangssleutel {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return dict(super().get_public_key_credential_rp_entity(), name=settings.SITE_NAME)


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """An account belongs to issuer and subject. A mail address counts as proven only within the organisation's own
    domains, so that no organisation can speak for the people of another."""

    def extract_uid(self, data: dict[str, Any]) -> str:
        identity = data.get("id_token") or {}
        subject = str(identity.get("sub") or "")
        if not identity.get("iss") or not subject or claims(data).get("sub") != subject:
            raise OAuth2Error("The provider names no issuer and subject, or two different subjects.")
        return hashlib.sha256(f"{identity['iss']}\n{subject}".encode()).hexdigest()

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        addresses = super().extract_email_addresses(data)
        for address in addresses:
            address.email = str(address.email).strip().lower()
            address.verified = claims(data).get("email_verified") is True and self.vouches_for(address.email)
        return list(addresses)

    def vouches_for(self, email: str) -> bool:
        domain = email.rpartition("@")[2]
        return IdentityProvider.objects.filter(app_id=self.app.pk, organisation__domains__domain=domain).exists()


def claims(data: dict[str, Any]) -> dict[str, Any]:
    return data.get("userinfo") or data.get("id_token") or {}


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Log-in through the identity provider of an organisation."""

    def get_provider(self, request: Any, provider: str, client_id: str | None = None) -> Any:
        found = super().get_provider(request, provider, client_id=client_id)
        return OrganisationProvider(request, app=found.app) if isinstance(found, OpenIDConnectProvider) else found

    def populate_user(self, request: Any, sociallogin: Any, data: dict[str, Any]) -> Any:
        person = super().populate_user(request, sociallogin, data)
        name = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        person.name = name[:200]
        person.email = person.email.strip().lower()
        return person
