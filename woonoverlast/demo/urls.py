"""Addresses of the demonstration: the mailbox and the accounts."""

from django.urls import path

from woonoverlast.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("inloggen/", views.log_ins, name="log_ins"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/antwoord/", views.mail_answer, name="mail_answer"),
    path("<int:pk>/opmaak/", views.mail_as_html, name="mail_as_html"),
]
