"""Addresses of case questions and of what becomes of a good answer; part of the addresses of the forum."""

from django.urls import path

from woonoverlast.forum.views import casus

urlpatterns = [
    path("casus/", casus.casus_list, name="casus_list"),
    path("casus/nieuw/", casus.new_casus, name="new_casus"),
    path("casus/controle/", casus.checks, name="checks"),
    path("casus/<int:pk>/controle/", casus.check, name="check"),
    path("casus/<int:pk>/aanpassen/", casus.change_casus, name="change_casus"),
    path("casus/<int:pk>/afloop/", casus.outcome, name="outcome"),
    path("onderwerp/<int:pk>/oogst/", casus.harvests, name="harvests"),
    path("oogst/<int:pk>/opgepakt/", casus.harvest_taking, name="harvest_taking"),
]
