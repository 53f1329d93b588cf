"""Addresses of the register of local rules."""

from django.urls import path

from woonoverlast.local_rules.views import importing, keeping, open_data, reading, survey, using

app_name = "local_rules"
urlpatterns = [
    path("", reading.index, name="index"),
    path("vergelijk/", reading.compare, name="compare"),
    path("lokale-regels.csv", open_data.as_csv, name="csv"),
    path("lokale-regels.json", open_data.as_json, name="json"),
    path("opgaven/<int:pk>/bevestiging/", keeping.confirmation, name="confirmation"),
    path("opgaven/<int:pk>/weghalen/", keeping.refusal, name="refusal"),
    path("importeren/", importing.new, name="importing"),
    path("importeren/<int:pk>/", importing.preview, name="import"),
    path("importeren/<int:pk>/inlezen/", importing.loading, name="loading"),
    path("importeren/<int:pk>/weg/", importing.removal, name="import_removal"),
    path("peiling/", survey.survey, name="survey"),
    path("peiling/<int:year>/", survey.survey_year, name="survey_year"),
    path("peiling/<int:year>.csv", survey.survey_csv, name="survey_csv"),
    path("peiling/<int:year>/<slug:slug>/", survey.survey_answer, name="survey_answer"),
    path("gebruik/<int:pk>/niet-meer-vragen/", using.asking_removal, name="asking_removal"),
    path("gemeente/<slug:slug>/", reading.municipality, name="municipality"),
    path("gemeente/<slug:slug>/<slug:instrument>/", reading.rule, name="rule"),
    path("gemeente/<slug:slug>/<slug:instrument>/invullen/", keeping.stating, name="stating"),
    path("gemeente/<slug:slug>/<slug:instrument>/klopt-nog/", keeping.renewal, name="renewal"),
    path("gemeente/<slug:slug>/<slug:instrument>/gebruik/", using.telling, name="telling"),
    path("gemeente/<slug:slug>/<slug:instrument>/gebruik/weg/", using.use_removal, name="use_removal"),
    path("<slug:slug>.csv", open_data.as_csv, name="instrument_csv"),
    path("<slug:slug>.json", open_data.as_json, name="instrument_json"),
    path("<slug:slug>/", reading.instrument, name="instrument"),
]
