"""Addresses of the archive and of subscribing."""

from django.urls import path

from woonoverlast.newsletter.views import archive

app_name = "newsletter"
urlpatterns = [
    path("", archive.archive, name="archive"),
    path("nieuw.atom", archive.feed, name="feed"),
    path("aanmelden/", archive.subscribe, name="subscribe"),
    path("aanmelden/kijk-in-je-mail/", archive.asked, name="asked"),
    path("bevestigen/<str:token>/", archive.confirmation, name="confirmation"),
    path("afbeelding/<uuid:key>/", archive.picture, name="picture"),
    path("<slug:slug>/", archive.edition, name="edition"),
]
