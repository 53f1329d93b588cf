"""Who knows this: stands under the list of members."""

from django.urls import path

from woonoverlast.forum.views import experts

app_name = "experts"
urlpatterns = [path("", experts.experts, name="experts")]
