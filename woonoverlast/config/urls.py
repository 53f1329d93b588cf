"""All addresses. Public paths are Dutch and stable."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

# Not for looking at by hand: secrets of the second step, sessions, and what our own pages do better.
admin.site.unregister([Authenticator, UserSession, Group, SocialToken, SocialApp, SocialAccount])

urlpatterns = [
    path("", include("woonoverlast.website.urls")),
    path("", include("woonoverlast.config.account_urls")),
    path("", include("woonoverlast.people.urls")),
    path("leden/kenners/", include("woonoverlast.forum.expert_urls")),
    path("gemeenten/", include("woonoverlast.places.urls")),
    path("doelen/", include("woonoverlast.plans.urls")),
    path("forum/", include("woonoverlast.forum.urls")),
    path("agenda/", include("woonoverlast.events.urls")),
    path("meldingen/", include("woonoverlast.notifications.urls")),
    path("zoeken/", include("woonoverlast.search.urls")),
    path("beheer/zoekwoorden/", include("woonoverlast.search.editor_urls")),
    path("beheer/nieuwsbrief/", include("woonoverlast.newsletter.editor_urls")),
    path("beheer/mailings/", include("woonoverlast.notifications.mailing_urls")),
    path("nieuwsbrief/", include("woonoverlast.newsletter.urls")),
    path("beheer/mails/", include("woonoverlast.notifications.preview_urls")),
    path("afmelden/", include("woonoverlast.notifications.mail_urls")),
    path("beheer/", include("woonoverlast.office.urls")),
    path("postbak/", include("woonoverlast.demo.urls")),
    path("beheer/gegevens/", admin.site.urls),
]

if settings.BENCH:
    urlpatterns.append(path("ijkpunt/", include("woonoverlast.config.reference")))

handler400 = "woonoverlast.website.errors.bad_request"
handler403 = "woonoverlast.website.errors.forbidden"
handler404 = "woonoverlast.website.errors.not_found"
handler429 = "woonoverlast.people.limits.too_many_of_allauth"
handler500 = "woonoverlast.website.errors.server_error"
