"""Forms of logging in and of securing one's account: django-allauth's, in our own words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms

SHUT_OUT = (
    "Er is te vaak een verkeerd wachtwoord geprobeerd, misschien door iemand anders. Daarom werkt ook het goede "
    "wachtwoord nu niet. Laat je een code mailen: die werkt wel. Of wacht vijf minuten."
)
PASSWORD_ADVICE = "Minstens 15 tekens. Een zin van een paar woorden is sterk en goed te onthouden."  # noqa: S105


def reword(form: forms.Form, **labels: tuple[str, str]) -> None:
    """Set label and help text of each named field, and drop the placeholder that would repeat the label."""
    for name, (label, help_text) in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = help_text
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):  # type: ignore[misc]
    """Address only: a code follows by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, login=("E-mailadres", ""))


class PasswordLoginForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password=("Wachtwoord", ""))

    def clean(self) -> Any:
        """Wrong passwords of whoever keep the right one out for a while: that is said, and what works."""
        try:
            return super().clean()
        except forms.ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise forms.ValidationError(SHUT_OUT, code=error.code) from error
            raise

    def _setup_password_field(self) -> None:
        """Allauth drops the field where sign-up asks no password; this form keeps it."""


class SignupForm(account.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=("E-mailadres van je werk", "Hier mailen we een code naartoe."))


class OrganisationSignupForm(SocialSignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=("E-mailadres van je werk", ""))


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=("Code uit de mail", "Hoofdletters en streepjes maken niet uit."))


class ConfirmEmailForm(account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=("Code uit de mail", "Hoofdletters en streepjes maken niet uit."))


class ChangeAddressForm(account.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=("Nieuw e-mailadres", "We mailen een code naar dit adres. Pas daarna verandert je adres."))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword=("Huidig wachtwoord", ""),
            password1=("Nieuw wachtwoord", PASSWORD_ADVICE),
            password2=("Nieuw wachtwoord nog een keer", ""),
        )


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=("Wachtwoord", PASSWORD_ADVICE), password2=("Wachtwoord nog een keer", ""))


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=("E-mailadres", ""))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=("Nieuw wachtwoord", PASSWORD_ADVICE), password2=("Nieuw wachtwoord nog een keer", ""))


class ConfirmPasswordForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password=("Wachtwoord", ""))


class SecondStepForm(mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=("Code", "Zes cijfers uit je app, of een van je herstelcodes."))


class ConfirmSecondStepForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=("Code", "Zes cijfers uit je app, of een van je herstelcodes."))


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=("Code uit de app", "Zes cijfers. Elke 30 seconden komt er een nieuwe code."))


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            name=("Naam", "Zo herken je de sleutel later, bijvoorbeeld ‘Telefoon van het werk’."),
            passwordless=(
                "Hiermee wil ik ook inloggen zonder code of wachtwoord",
                "Je vingerafdruk, gezicht of pincode is dan genoeg.",
            ),
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, name=("Naam", ""))
