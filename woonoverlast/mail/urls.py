"""Addresses that stand in mails to many, which work logged out and for ever, and those of one's own mail."""

from django.urls import path

from woonoverlast.mail.views import own_mail, unsubscribing

app_name = "mail"
urlpatterns = [
    path("afmelden/<str:token>/", unsubscribing.unsubscription, name="unsubscription"),
    path("afmelden/<str:token>/terug/", unsubscribing.return_to_list, name="return_to_list"),
    path("meldingen/mail/", own_mail.own_mail, name="own_mail"),
    path("meldingen/mail/opnieuw/", own_mail.fresh_start, name="fresh_start"),
    path("meldingen/mail/<slug:name>/afmelding/", own_mail.own_unsubscription, name="own_unsubscription"),
    path("meldingen/mail/<slug:name>/aanmelding/", own_mail.own_return, name="own_return"),
]
