"""Reminders and messages to participants, for who organises the event."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.events import group_mails, groups, reminding
from woonoverlast.events.access import get_event_to_organise, get_reminder_to_organise
from woonoverlast.events.forms.mailing import GroupMailForm, ReminderForm, initial
from woonoverlast.events.models import Event, GroupMail, SignUp
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
ORGANISER = "organisator van deze bijeenkomst, of redacteur"


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def reminders(request: PersonRequest, pk: int) -> HttpResponse:
    """The rules of this event; a POST adds one."""
    event = get_event_to_organise(request.user, pk)
    form = ReminderForm(request.POST or None, event=event, initial={"aantal": 2, "eenheid": "dagen"})
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"De herinnering staat klaar. {reminding.outlook(form.save())}")
        return redirect("events:reminders", pk)
    rules = [(rule, reminding.whom_label(rule.whom), reminding.outlook(rule)) for rule in event.reminders.all()]
    context = {"event": event, "rules": rules, "form": form, "tab": "herinneringen"}
    return render(request, "events/reminders.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def reminder(request: PersonRequest, pk: int) -> HttpResponse:
    rule = get_reminder_to_organise(request.user, pk)
    form = ReminderForm(request.POST or None, event=rule.event, rule=rule, initial=initial(rule))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De herinnering is veranderd.")
        return redirect("events:reminders", rule.event_id)
    context = {"event": rule.event, "rule": rule, "form": form, "tab": "herinneringen"}
    context["standard"] = reminding.text_of(rule)
    return render(request, "events/reminder.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(120, per=HOUR)
def reminder_removal(request: PersonRequest, pk: int) -> HttpResponse:
    rule = get_reminder_to_organise(request.user, pk)
    rule.delete()
    messages.success(request, "De herinnering is weg.")
    return redirect("events:reminders", rule.event_id)


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def group_mail(request: PersonRequest, pk: int) -> HttpResponse:
    """Write, look at it with the number of people, send. The same form twice is once."""
    event = get_event_to_organise(request.user, pk)
    form = GroupMailForm(request.POST or None, event=event, initial={"wie": "place"})
    if request.method != "POST" or not form.is_valid() or form.cleaned_data["doen"] == "wijzig":
        return write(request, event, form)
    people = group_mails.recipients(event, form.message.whom)
    if people and form.cleaned_data["doen"] == "verstuur" and form.cleaned_data["aantal"] == len(people):
        return send(request, event, form)
    return look(request, event, form, people)


def write(request: HttpRequest, event: Event, form: GroupMailForm) -> HttpResponse:
    sent = [(mail, groups.label_of(mail.whom)) for mail in event.group_mails.select_related("by")]
    context = {"event": event, "form": form, "sent": sent, "tab": "bericht"}
    return render(request, "events/group_mail.html", context, status=422 if form.errors else 200)


def look(request: PersonRequest, event: Event, form: GroupMailForm, people: list[SignUp]) -> HttpResponse:
    """The mail as the first of them gets it."""
    context: dict[str, Any] = {
        "event": event,
        "form": form,
        "count": len(people),
        "people": people[:5],
        "tab": "bericht",
    }
    context["label"], context["changed"] = groups.label_of(form.message.whom), form.cleaned_data["doen"] == "verstuur"
    if people:
        message = form.message
        mail = GroupMail(event=event, by=request.user, subject=message.subject, text=message.text)
        people[0].event = event
        context["example"] = group_mails.mail_to(people[0], mail, link="(het adres van de eigen aanmelding)")
    return render(request, "events/group_mail_preview.html", context)


def send(request: PersonRequest, event: Event, form: GroupMailForm) -> HttpResponse:
    sent = group_mails.send(event, form.message, key=form.cleaned_data["sleutel"], by=request.user)
    if sent is None:
        messages.info(request, "Dit bericht was al verstuurd. Er is niets dubbel gegaan.")
    else:
        number = form.cleaned_data["aantal"]
        messages.success(request, f"Je bericht gaat nu naar {number} {'persoon' if number == 1 else 'mensen'}.")
    return redirect("events:group_mail", event.pk)
