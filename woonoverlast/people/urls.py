"""Addresses of joining, inviting, members and one's own account."""

from django.urls import path

from woonoverlast.people.views import joining, security

app_name = "people"
urlpatterns = [
    path("account/", security.account, name="account"),
    path("account/tweede-stap/instellen/", security.second_factor, name="second_factor"),
    path("account/sessies/<int:pk>/beeindigen/", security.end_session, name="end_session"),
    path("aanmelden/", joining.join, name="join"),
    path("aanmelden/profiel/", joining.join_profile, name="join_profile"),
    path("aanmelden/intrekken/", joining.withdrawal, name="withdrawal"),
    path("aanmeldingen/<int:pk>/", joining.application, name="application"),
    path("organisaties/zoeken/", joining.organisation_search, name="organisation_search"),
]
