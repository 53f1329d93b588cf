"""Addresses of case questions, of asking people, and of what is missing; part of the addresses of the forum."""

from django.urls import path

from woonoverlast.forum.views import casus, experts

urlpatterns = [
    path("casus/", casus.casus_list, name="casus_list"),
    path("casus/nieuw/", casus.new_casus, name="new_casus"),
    path("casus/controle/", casus.checks, name="checks"),
    path("casus/<int:pk>/controle/", casus.check, name="check"),
    path("casus/<int:pk>/aanpassen/", casus.change_casus, name="change_casus"),
    path("casus/<int:pk>/afloop/", casus.outcome, name="outcome"),
    path("onderwerp/<int:pk>/oogst/", casus.harvests, name="harvests"),
    path("oogst/<int:pk>/opgepakt/", casus.harvest_taking, name="harvest_taking"),
    path("gevraagd/", experts.asked, name="asked"),
    path("gevraagd/<int:pk>/doorgeven/", experts.passing_on, name="passing_on"),
    path("gevraagd/<int:pk>/afzien/", experts.declining, name="declining"),
    path("vraag-aan/<int:pk>/", experts.ask_person, name="ask_person"),
    path("kennisgaten/", experts.knowledge_gaps, name="knowledge_gaps"),
]
