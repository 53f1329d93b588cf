"""Addresses of case questions and of what becomes of a good answer; they stand among those of the forum."""

from django.urls import path

from woonoverlast.cases import views

app_name = "cases"
urlpatterns = [
    path("casus/", views.case_list, name="list"),
    path("casus/nieuw/", views.new_case, name="new"),
    path("casus/controle/", views.checks, name="checks"),
    path("casus/<int:pk>/controle/", views.check, name="check"),
    path("casus/<int:pk>/aanpassen/", views.change, name="change"),
    path("casus/<int:pk>/aanvullen/", views.supplement, name="supplement"),
    path("casus/<int:pk>/aanvulling/controle/", views.supplement_check, name="supplement_check"),
    path("casus/<int:pk>/afloop/", views.outcome, name="outcome"),
    path("onderwerp/<int:pk>/oogst/", views.harvest, name="harvest"),
    path("oogst/<int:pk>/opgepakt/", views.harvest_taking, name="harvest_taking"),
]
