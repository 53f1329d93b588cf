"""Addresses of who knows what, of asking people, and of what nobody knows."""

from django.urls import path

from woonoverlast.experts import views

app_name = "experts"
urlpatterns = [
    path("leden/kenners/", views.experts, name="experts"),
    path("leden/<int:pk>/antwoorden/", views.answers, name="answers"),
    path("forum/gevraagd/", views.asked, name="asked"),
    path("forum/gevraagd/<int:pk>/doorgeven/", views.passing_on, name="passing_on"),
    path("forum/gevraagd/<int:pk>/afzien/", views.declining, name="declining"),
    path("forum/vraag-aan/<int:pk>/", views.ask_person, name="ask_person"),
    path("beheer/onderwerpen/", views.subject_list, name="subject_list"),
    path("beheer/onderwerpen/<slug:slug>/", views.subject_words, name="subject_words"),
    path("forum/kennisgaten/", views.gaps, name="knowledge_gaps"),
]
