"""Addresses of the register of local rules."""

from django.urls import path

from woonoverlast.local_rules.views import keeping, open_data, reading

app_name = "local_rules"
urlpatterns = [
    path("", reading.index, name="index"),
    path("vergelijk/", reading.compare, name="compare"),
    path("lokale-regels.csv", open_data.as_csv, name="csv"),
    path("lokale-regels.json", open_data.as_json, name="json"),
    path("opgaven/<int:pk>/bevestiging/", keeping.confirmation, name="confirmation"),
    path("opgaven/<int:pk>/weghalen/", keeping.refusal, name="refusal"),
    path("gemeente/<slug:slug>/", reading.municipality, name="municipality"),
    path("gemeente/<slug:slug>/<slug:instrument>/", reading.rule, name="rule"),
    path("gemeente/<slug:slug>/<slug:instrument>/invullen/", keeping.stating, name="stating"),
    path("gemeente/<slug:slug>/<slug:instrument>/klopt-nog/", keeping.renewal, name="renewal"),
    path("<slug:slug>.csv", open_data.as_csv, name="instrument_csv"),
    path("<slug:slug>.json", open_data.as_json, name="instrument_json"),
    path("<slug:slug>/", reading.instrument, name="instrument"),
]
