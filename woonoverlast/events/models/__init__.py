"""Events, their programme, what is asked at sign-up, and who signed up."""

from woonoverlast.events.models.asking import Answer, Question
from woonoverlast.events.models.calendars import CalendarKey
from woonoverlast.events.models.events import Audience, Cancellation, Event, Invited, Kind, Series
from woonoverlast.events.models.mails import GroupMail, Reminded, Reminder, Told
from woonoverlast.events.models.programme import Part, Speaker
from woonoverlast.events.models.requests import Remark, Request
from woonoverlast.events.models.signups import HOLDING, LIVE, SignUp, Status, Step

__all__ = [
    "HOLDING",
    "LIVE",
    "Answer",
    "Audience",
    "CalendarKey",
    "Cancellation",
    "Event",
    "GroupMail",
    "Invited",
    "Kind",
    "Part",
    "Question",
    "Remark",
    "Reminded",
    "Reminder",
    "Request",
    "Series",
    "SignUp",
    "Speaker",
    "Status",
    "Step",
    "Told",
]
