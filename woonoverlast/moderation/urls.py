"""Addresses of moderation; they stand among those of the forum."""

from django.urls import path

from woonoverlast.moderation.views import moderating, reports, sanctions

app_name = "moderation"
urlpatterns = [
    path("moderatie/", reports.moderation, name="moderation"),
    path("maatregelen/", sanctions.measures, name="measures"),
    path("maatregelen/<int:pk>/opheffing/", sanctions.lifting, name="lifting"),
    path("maatregelen/<int:pk>/weerwoord/", sanctions.objection_to_sanction, name="objection_to_sanction"),
    path("verborgen/<int:pk>/weerwoord/", sanctions.objection_to_hiding, name="objection_to_hiding"),
    path("meldingen/<int:pk>/", reports.report, name="report"),
    path("nakijken/<int:pk>/", reports.review, name="review"),
    path("weerwoord/<int:pk>/", reports.objection, name="objection"),
    path("reactie/<int:pk>/melden/", reports.reporting_of, name="reporting"),
    path("reactie/<int:pk>/verbergen/", moderating.hiding_of, name="hiding"),
    path("reactie/<int:pk>/wissen/", moderating.purge_of, name="purge"),
    path("reactie/<int:pk>/laten-zien/", moderating.showing_again, name="showing_again"),
    path("reactie/<int:pk>/maatregel/", sanctions.sanction, name="sanction"),
    path("onderwerp/<int:pk>/sluiten/", moderating.lock, name="lock"),
    path("onderwerp/<int:pk>/openen/", moderating.unlocking, name="unlocking"),
    path("onderwerp/<int:pk>/verplaatsen/", moderating.move, name="move"),
    path("onderwerp/<int:pk>/samenvoegen/", moderating.merge, name="merge"),
    path("onderwerp/<int:pk>/splitsen/", moderating.split, name="split"),
]
