"""Addresses of the agenda."""

from django.urls import include, path, re_path

from woonoverlast.events.views import agenda, details, organising, requests, share, taking_part

app_name = "events"
urlpatterns = [
    path("", agenda.agenda, name="agenda"),
    path("maand/", agenda.month, name="month"),
    path("kaart/", agenda.country, name="map"),
    path("geweest/", agenda.past, name="past"),
    path("cijfers/", details.figures, name="figures"),
    path("nieuw/", organising.new_event, name="new_event"),
    path("aanvragen/", requests.requests, name="requests"),
    path("aanvragen/nieuw/", requests.new_request, name="new_request"),
    path("aanvragen/<int:pk>/", requests.one_request, name="request"),
    path("aanvragen/<int:pk>/bijeenkomst/", requests.granting, name="granting"),
    path("aanvragen/<int:pk>/afwijzing/", requests.refusal, name="refusal"),
    path("reeks/<int:pk>/aanmelden/", taking_part.sign_up_series, name="sign_up_series"),
    path("", include("woonoverlast.events.calendar_urls")),
    path("plaats/<str:token>/", taking_part.own_place, name="own_place"),
    path("gast/<str:token>/", taking_part.guest_confirmation, name="guest_confirmation"),
    path("aanmelding/<int:pk>/", details.participant, name="participant"),
    path("<int:pk>/", agenda.event, name="event"),
    path("<int:pk>/delen.png", share.card, name="share_card"),
    path("<int:pk>/aanmelden/", taking_part.sign_up, name="sign_up"),
    path("<int:pk>/gast/", taking_part.guest, name="guest"),
    path("<int:pk>/organiseren/", organising.organise, name="organise"),
    path("<int:pk>/wijzigen/", organising.edit, name="edit"),
    path("<int:pk>/publicatie/", organising.publication, name="publication"),
    path("<int:pk>/afzegging/", organising.cancellation, name="cancellation"),
    path("<int:pk>/kopie/", organising.copy, name="copy"),
    path("<int:pk>/reeks/", organising.repetition, name="repetition"),
    path("<int:pk>/weg/", organising.removal, name="removal"),
    path("<int:pk>/programma/", details.programme, name="programme"),
    path("<int:pk>/programma/<int:number>/", details.part, name="part"),
    path("<int:pk>/programma/<int:number>/weg/", details.part_removal, name="part_removal"),
    path("<int:pk>/vragen/", details.questions, name="questions"),
    path("<int:pk>/vragen/<int:number>/weg/", details.question_removal, name="question_removal"),
    path("<int:pk>/uitgenodigd/", details.invited, name="invited"),
    path("<int:pk>/deelnemers/", details.list_of_participants, name="participants"),
    re_path(r"^(?P<pk>[0-9]+)/deelnemers\.(?P<kind>csv|xlsx)$", details.export, name="export"),
    path("<int:pk>/deelnemers/erbij/", details.addition, name="addition"),
    path("<int:pk>/verloop/", details.logbook, name="logbook"),
]
