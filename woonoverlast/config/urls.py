"""All addresses. Public paths are Dutch and stable."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

from woonoverlast.web.contexts import addresses

# Not for looking at by hand: secrets of the second step, sessions, and what our own pages do better.
# A verified address and a linked account are proof of who somebody is: nobody hands that out.
admin.site.unregister([Authenticator, EmailAddress, UserSession, Group, SocialToken, SocialApp, SocialAccount])

urlpatterns = [
    *(path(start, include(module)) for start, module in addresses()),
    path("beheer/gegevens/", admin.site.urls),
]

if settings.BENCH:
    urlpatterns.append(path("ijkpunt/", include("woonoverlast.config.reference")))

handler400 = "woonoverlast.website.errors.bad_request"
handler403 = "woonoverlast.website.errors.forbidden"
handler404 = "woonoverlast.website.errors.not_found"
handler429 = "woonoverlast.web.limits.too_many_of_allauth"
handler500 = "woonoverlast.website.errors.server_error"
