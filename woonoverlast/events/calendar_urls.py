"""Addresses of calendar files and of mails by the organiser; under those of the agenda."""

from django.urls import path

from woonoverlast.events.views import calendars, mailing

urlpatterns = [
    path("agenda.ics", calendars.agenda_feed, name="agenda_feed"),
    path("mijn/<str:token>.ics", calendars.own_feed, name="own_feed"),
    path("mijn-kalender/", calendars.my_calendar, name="my_calendar"),
    path("mijn-kalender/sluiten/", calendars.calendar_closing, name="calendar_closing"),
    path("<int:pk>/kalender.ics", calendars.event_file, name="event_file"),
    path("<int:pk>/herinneringen/", mailing.reminders, name="reminders"),
    path("herinneringen/<int:pk>/", mailing.reminder, name="reminder"),
    path("herinneringen/<int:pk>/weg/", mailing.reminder_removal, name="reminder_removal"),
    path("<int:pk>/bericht/", mailing.group_mail, name="group_mail"),
]
