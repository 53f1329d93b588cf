"""The start page, search, and the pages that every site has."""

from django.urls import path

from woonoverlast.website.views import health, start

app_name = "website"
urlpatterns = [
    path("", start.start, name="start"),
    path("gezond/", health.live, name="health_live"),
    path("gezond/klaar/", health.ready, name="health_ready"),
]
