"""The views of django-allauth under Dutch addresses, with the names that allauth reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from woonoverlast.accounts.views import log_in

password = [
    path("wijzigen/", account.password_change, name="account_change_password"),
    path("instellen/", account.password_set, name="account_set_password"),
    path("vergeten/", log_in.forgot_password, name="account_reset_password"),
    path("vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path("vergeten/klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # The key itself holds hyphens, so a path converter would cut it in the wrong place.
    re_path(
        r"^vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        log_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("code/", log_in.second_step, name="mfa_authenticate"),
    path("bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/aanzetten/", log_in.activate_app, name="mfa_activate_totp"),
    path("app/uitzetten/", log_in.deactivate_app, name="mfa_deactivate_totp"),
    path("herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", log_in.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("toegangssleutels/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("toegangssleutels/toevoegen/", log_in.add_passkey, name="mfa_add_webauthn"),
    path("toegangssleutels/bevestigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("toegangssleutels/inloggen/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("toegangssleutels/<int:pk>/verwijderen/", log_in.remove_passkey, name="mfa_remove_webauthn"),
    path("toegangssleutels/<int:pk>/wijzigen/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

organisation = [
    path("afgebroken/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("fout/", social.login_error, name="socialaccount_login_error"),
    path("aanmelden/", social.signup, name="socialaccount_signup"),
    path("koppelingen/", social.connections, name="socialaccount_connections"),
    path("<slug:provider_id>/", log_in.log_in_at_organisation, name="openid_connect_login"),
    path("<slug:provider_id>/terug/", openid_connect.callback, name="openid_connect_callback"),
]

urlpatterns = [
    path("inloggen/", log_in.log_in, name="account_login"),
    path("inloggen/code/", log_in.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/wachtwoord/", log_in.log_in_by_password, name="account_login_password"),
    path("inloggen/geblokkeerd/", account.account_inactive, name="account_inactive"),
    path("inloggen/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("inloggen/organisatie/", include(organisation)),
    path("uitloggen/", account.logout, name="account_logout"),
    path("aanmelden/mailadres/", log_in.sign_up, name="account_signup"),
    path("aanmelden/bevestigen/", log_in.confirm_email, name="account_email_verification_sent"),
    path("account/mailadres/", account.email, name="account_email"),
    path("account/wachtwoord/", include(password)),
    path("account/tweede-stap/", include(second_factor)),
    path("account/sessies/", sessions.list_usersessions, name="usersessions_list"),
]
