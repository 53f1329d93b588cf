"""Stop mail from a mail: logged out, in two clicks. Opening the link changes nothing: scanners open it too.

No CSRF token is asked: the signed link is what gives the right, and mail programs post without ever seeing the page.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from woonoverlast.notifications import muting as acts
from woonoverlast.notifications import things
from woonoverlast.notifications.forms import OneClickForm, StopForm
from woonoverlast.notifications.muting import Mute
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

GONE = 410


@csrf_exempt
@access(Level.PUBLIC, rule="wie de mail heeft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(5000, per=timedelta(hours=1))  # one mail provider posts for all its people
def muting(request: HttpRequest, token: str) -> HttpResponse:
    mute = acts.read(token)
    if not mute:
        return render(request, "notifications/muting_gone.html", status=GONE)
    stopped = ""
    if request.method == "POST" and OneClickForm(request.POST).is_valid():
        stopped = acts.stop_at_once(mute)
    elif request.method == "POST" and (form := StopForm(request.POST)).is_valid():
        stopped = stop(mute, form.cleaned_data["stop"])
    context = {"mute": mute, "thing": thing_of(mute), "stopped": stopped, "token": token}
    return render(request, "notifications/muting.html", context)


def stop(mute: Mute, what: str) -> str:
    """Only what this mail was about, or everything. Returns what was stopped, "" for nothing."""
    if what == "thread" and mute.thread:
        acts.stop_thread(mute.person, thread=mute.thread)
    elif what == "group" and mute.group:
        acts.stop_group(mute.person, group=mute.group)
    elif what == "digest":
        acts.stop_digest(mute.person)
    elif what == "everything":
        acts.stop_everything(mute.person)
    else:
        return ""
    return what


def thing_of(mute: Mute) -> str:
    """What the thread is about, for as long as every member may read it."""
    found = things.find([mute.thread]).get(mute.thread)
    return found.title if found else "dit onderwerp"
