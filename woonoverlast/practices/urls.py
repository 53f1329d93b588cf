"""Addresses of practices."""

from django.urls import path

from woonoverlast.practices import feeds, views

app_name = "practices"
urlpatterns = [
    path("", views.index, name="index"),
    path("nieuw/", views.begin, name="begin"),
    path("nieuw.atom", feeds.newest, name="feed"),
    path("<slug:slug>/", views.practice, name="practice"),
    path("<slug:slug>/schrijven/", views.write, name="writing"),
    path("<slug:slug>/meeschrijvers/", views.writers, name="writers"),
    path("<slug:slug>/inleveren/", views.handing_in, name="handing_in"),
    path("<slug:slug>/nakijken/", views.review, name="review"),
    path("<slug:slug>/plaatsen/", views.publish, name="publishing"),
    path("<slug:slug>/gebruik/", views.use, name="use"),
]
