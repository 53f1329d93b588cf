"""Addresses of the municipalities."""

from django.urls import path

from woonoverlast.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="list"),
    path("lijst.csv", views.download, name="download"),
    path("zoeken/", views.suggestions, name="suggestions"),
    path("<slug:slug>/", views.municipality, name="municipality"),
]
