"""The search page and the suggestions for its box."""

from django.urls import path

from woonoverlast.search.views import searching

app_name = "search"
urlpatterns = [
    path("", searching.search, name="search"),
    path("suggesties/", searching.suggestions, name="suggestions"),
]
