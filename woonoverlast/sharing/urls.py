"""Addresses of the sharing aid."""

from django.urls import path

from woonoverlast.sharing import views

app_name = "sharing"
urlpatterns = [path("", views.ask, name="ask"), path("overzicht/", views.overview, name="overview")]
