"""Addresses of joining, inviting, members and one's own account."""

from django.urls import path

from woonoverlast.people.views import departures, directory, false_alarms, inviting, joining, my_data, profile

app_name = "people"
urlpatterns = [
    path("account/profiel/", profile.edit_profile, name="edit_profile"),
    path("account/gegevens/", my_data.my_data, name="my_data"),
    path("account/gegevens.json", my_data.my_data_json, name="my_data_json"),
    path("account/verwijderen/", my_data.delete_account, name="delete_account"),
    path("profiel/bevestigen/<str:token>/", departures.confirm_profile, name="confirm_profile"),
    path("aanmelden/", joining.join, name="join"),
    path("aanmelden/profiel/", joining.join_profile, name="join_profile"),
    path("aanmelden/intrekken/", joining.withdrawal, name="withdrawal"),
    path("aanmeldingen/<int:pk>/", joining.application, name="application"),
    path("uitnodigen/", inviting.invitations, name="invitations"),
    path("uitnodigen/een/", inviting.invite, name="invite"),
    path("uitnodigen/lijst/", inviting.invite_many, name="invite_many"),
    path("uitnodigen/lijst/<int:pk>/", inviting.invitation_batch, name="invitation_batch"),
    path("uitnodigen/lijst/<int:pk>/versturen/", inviting.invitation_batch_start, name="invitation_batch_start"),
    path("uitnodigen/lijst/<int:pk>/weg/", inviting.invitation_batch_away, name="invitation_batch_away"),
    path(
        "uitnodigen/lijst/<int:pk>/intrekken/",
        inviting.invitation_batch_withdrawal,
        name="invitation_batch_withdrawal",
    ),
    path("uitnodigen/lijst/<int:pk>/resultaten.csv", inviting.invitation_batch_csv, name="invitation_batch_csv"),
    path("uitnodigen/<int:pk>/herinnering/", inviting.reminder, name="reminder"),
    path("uitnodigen/<int:pk>/intrekken/", inviting.invitation_withdrawal, name="invitation_withdrawal"),
    path("uitnodiging/<str:token>/", inviting.invitation_landing, name="invitation_landing"),
    path("geen-persoon/", false_alarms.false_alarm, name="false_alarm"),
    path("leden/", directory.directory, name="directory"),
    path("leden/<int:pk>/", profile.profile, name="profile"),
    path("leden/<int:pk>/vertrokken/", departures.report_departure, name="report_departure"),
    path("vertrekmeldingen/<int:pk>/", departures.settle_departure, name="settle_departure"),
    path("organisaties/zoeken/", joining.organisation_search, name="organisation_search"),
    path("organisaties/<slug:slug>/", directory.organisation, name="organisation"),
    path("organisaties/<slug:slug>/beheer/", directory.organisation_management, name="organisation_management"),
    path("organisaties/<slug:slug>/beheerders/", directory.stewardship_change, name="stewardship_change"),
    path("organisaties/<slug:slug>/maildomeinen/", directory.organisation_domains, name="organisation_domains"),
    path("organisaties/<slug:slug>/verlaten/", departures.leave, name="leave"),
]
