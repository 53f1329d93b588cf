"""Where editors keep the words that mean the same."""

from django.urls import path

from woonoverlast.search.views import synonyms

app_name = "synonyms"
urlpatterns = [
    path("", synonyms.groups, name="groups"),
    path("<int:pk>/", synonyms.group, name="group"),
    path("<int:pk>/weg/", synonyms.group_removal, name="group_removal"),
]
