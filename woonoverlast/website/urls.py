"""The start page, and the pages that every site has."""

from django.urls import path

from woonoverlast.website.views import health, pages, start, style

app_name = "website"
urlpatterns = [
    path("", start.start, name="start"),
    path("begin/", start.guided, name="guided"),
    path("over/", pages.about, name="about"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("stijl/", style.style, name="style"),
    path("stijl/gemeenten/", style.example_suggestions, name="style_suggestions"),
    path(".well-known/security.txt", pages.security_text, name="security_text"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("robots.txt", pages.robots, name="robots"),
    path("gezond/", health.live, name="health_live"),
    path("gezond/klaar/", health.ready, name="health_ready"),
]
