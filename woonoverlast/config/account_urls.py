"""The views of django-allauth under Dutch addresses, with the names that allauth reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import include, path

password = [
    path("wijzigen/", account.password_change, name="account_change_password"),
    path("instellen/", account.password_set, name="account_set_password"),
    path("vergeten/", account.password_reset, name="account_reset_password"),
    path("vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "vergeten/<str:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("vergeten/klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/aanzetten/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("toegangssleutels/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("toegangssleutels/toevoegen/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("toegangssleutels/bevestigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("toegangssleutels/inloggen/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("toegangssleutels/<int:pk>/verwijderen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("toegangssleutels/<int:pk>/wijzigen/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

organisation = [
    path("afgebroken/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("fout/", social.login_error, name="socialaccount_login_error"),
    path("aanmelden/", social.signup, name="socialaccount_signup"),
    path("koppelingen/", social.connections, name="socialaccount_connections"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]

urlpatterns = [
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/code/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/geblokkeerd/", account.account_inactive, name="account_inactive"),
    path("inloggen/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("inloggen/organisatie/", include(organisation)),
    path("uitloggen/", account.logout, name="account_logout"),
    path("aanmelden/mailadres/", account.signup, name="account_signup"),
    path("aanmelden/bevestigen/", account.email_verification_sent, name="account_email_verification_sent"),
    path("account/mailadres/", account.email, name="account_email"),
    path("account/wachtwoord/", include(password)),
    path("account/tweede-stap/", include(second_factor)),
    path("account/sessies/", sessions.list_usersessions, name="usersessions_list"),
]
