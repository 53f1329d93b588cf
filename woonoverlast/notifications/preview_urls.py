"""Addresses where editors look at the mails of the platform."""

from django.urls import path

from woonoverlast.notifications.views import previews

app_name = "mail_previews"
urlpatterns = [
    path("", previews.mails, name="mails"),
    path("voorbeeld/<slug:name>/", previews.mail, name="mail"),
    path("voorbeeld/<slug:name>/opmaak/", previews.mail_as_html, name="mail_as_html"),
]
