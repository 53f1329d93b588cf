"""Addresses of the page of notices, of one's own choices, and of links in mails."""

from django.urls import path

from woonoverlast.notifications.views import choices, muting, notices, own_mail

app_name = "notifications"
urlpatterns = [
    path("", notices.notices, name="notices"),
    path("gelezen/", notices.all_read, name="all_read"),
    path("<int:pk>/", notices.notice, name="notice"),
    path("instellingen/", choices.choices, name="choices"),
    path("instellingen/voorkeuze/", choices.preset, name="preset"),
    path("volgen/", choices.level, name="level"),
    path("stil/<str:token>/", muting.muting, name="muting"),
    path("mail/", own_mail.own_mail, name="own_mail"),
    path("mail/opnieuw/", own_mail.fresh_start, name="fresh_start"),
    path("mail/<slug:name>/afmelding/", own_mail.own_unsubscription, name="own_unsubscription"),
    path("mail/<slug:name>/aanmelding/", own_mail.own_return, name="own_return"),
]
