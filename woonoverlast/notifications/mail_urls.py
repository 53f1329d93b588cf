"""Addresses that stand in mails to many. They work logged out and for ever."""

from django.urls import path

from woonoverlast.notifications.views import unsubscribing

app_name = "mail"
urlpatterns = [
    path("<str:token>/", unsubscribing.unsubscription, name="unsubscription"),
    path("<str:token>/terug/", unsubscribing.return_to_list, name="return_to_list"),
]
