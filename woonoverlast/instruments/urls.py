"""Addresses of the catalogue."""

from django.urls import path

from woonoverlast.instruments.views import catalogue, open_data, writing

app_name = "instruments"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("ladder/", catalogue.ladder, name="ladder"),
    path("alles/", catalogue.everything, name="everything"),
    path("zonder-verbinding.js", catalogue.offline_worker, name="offline_worker"),
    path("instrumenten.csv", open_data.as_csv, name="csv"),
    path("instrumenten.json", open_data.as_json, name="json"),
    path("begrippen.jsonld", open_data.taxonomy, name="taxonomy"),
    path("wijzigingen.atom", open_data.feed, name="feed"),
    path("meldingen/<int:pk>/", writing.settling, name="settling"),
    path("<slug:slug>/", catalogue.instrument, name="instrument"),
    path("<slug:slug>/versies/", catalogue.versions, name="versions"),
    path("<slug:slug>/versies/<int:pk>/", catalogue.version, name="version"),
    path("<slug:slug>/klopt-niet/", writing.doubting_it, name="doubting"),
    path("<slug:slug>/verbeteren/", writing.correcting, name="correcting"),
    path("<slug:slug>/nieuwe-versie/", writing.new_version, name="new_version"),
    path("<slug:slug>/toets/", writing.reviewing, name="reviewing"),
    path("<slug:slug>/modellen/<slug:sample>.docx", catalogue.sample, name="sample"),
]
