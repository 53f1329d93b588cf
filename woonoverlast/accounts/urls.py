"""Addresses of one's own account, beside those of django-allauth."""

from django.urls import path

from woonoverlast.accounts.views import account

app_name = "accounts"
urlpatterns = [
    path("", account.account, name="account"),
    path("tweede-stap/instellen/", account.second_factor, name="second_factor"),
    path("sessies/<int:pk>/beeindigen/", account.end_session, name="end_session"),
]
