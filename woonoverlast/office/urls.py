"""Addresses of the office."""

from django.urls import path

from woonoverlast.office.views import organisations, persons, queue, records, themes

app_name = "office"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("vals-alarm/<int:pk>/besluit/", queue.false_alarm_decision, name="false_alarm_decision"),
    path("profielen/", queue.stale_profiles, name="stale_profiles"),
    path("mails/<int:pk>/afhandeling/", queue.mail_dismissal, name="mail_dismissal"),
    path("taken/<int:pk>/herstart/", queue.job_retry, name="job_retry"),
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisaties/<int:pk>/besluit/", queue.organisation_decision, name="organisation_decision"),
    path("organisaties/<int:pk>/domeinen/", organisations.domain, name="domain"),
    path("organisaties/<int:pk>/beheerders/", organisations.steward, name="steward"),
    path("organisaties/<int:pk>/samenvoeging/", organisations.merger, name="merger"),
    path("personen/", persons.persons, name="persons"),
    path("personen/<int:pk>/", persons.person, name="person"),
    path("personen/<int:pk>/blokkade/", persons.suspension_of, name="suspension"),
    path("personen/<int:pk>/herstel/", persons.restoration, name="restoration"),
    path("themas/", themes.themes, name="themes"),
    path("themas/nieuw/", themes.new_theme, name="new_theme"),
    path("themas/<int:pk>/", themes.theme, name="theme"),
    path("logboek/", records.logbook, name="logbook"),
    path("toegang/", records.access_table, name="access"),
]
