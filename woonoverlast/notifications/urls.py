"""Addresses of the page of notices."""

from django.urls import path

from woonoverlast.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("gelezen/", views.all_read, name="all_read"),
    path("<int:pk>/", views.notice, name="notice"),
]
