"""Addresses of the chooser."""

from django.urls import path

from woonoverlast.chooser import views

app_name = "chooser"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("regels/", views.rule_list, name="rules"),
    path("regels.csv", views.rules_csv, name="rules_csv"),
    path("regels/nieuw/", views.new_table, name="new_table"),
]
