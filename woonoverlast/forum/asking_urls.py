"""Addresses of asking people and of what nobody knows; part of the addresses of the forum."""

from django.urls import path

from woonoverlast.forum.views import experts

urlpatterns = [
    path("gevraagd/", experts.asked, name="asked"),
    path("gevraagd/<int:pk>/doorgeven/", experts.passing_on, name="passing_on"),
    path("gevraagd/<int:pk>/afzien/", experts.declining, name="declining"),
    path("vraag-aan/<int:pk>/", experts.ask_person, name="ask_person"),
    path("kennisgaten/", experts.knowledge_gaps, name="knowledge_gaps"),
]
