"""Addresses of the page of notices, of one's own choices, and of links in mails."""

from django.urls import path

from woonoverlast.notifications.views import choices, muting, notices

app_name = "notifications"
urlpatterns = [
    path("", notices.notices, name="notices"),
    path("gelezen/", notices.all_read, name="all_read"),
    path("<int:pk>/", notices.notice, name="notice"),
    path("instellingen/", choices.choices, name="choices"),
    path("instellingen/voorkeuze/", choices.preset, name="preset"),
    path("volgen/", choices.level, name="level"),
    path("stil/<str:token>/", muting.muting, name="muting"),
]
