"""Events, their programme, what is asked at sign-up, and who signed up."""

from woonoverlast.events.models.after import (
    Certificate,
    EvaluationAnswer,
    EvaluationRound,
    EvaluationTurn,
    Material,
    RaisedQuestion,
)
from woonoverlast.events.models.asking import Answer, Question
from woonoverlast.events.models.calendars import CalendarKey
from woonoverlast.events.models.day import Attendance, How, Reading
from woonoverlast.events.models.events import Audience, Cancellation, Event, Invited, Kind, Series
from woonoverlast.events.models.mails import GroupMail, Reminded, Reminder, Told
from woonoverlast.events.models.programme import Part, Speaker
from woonoverlast.events.models.requests import Remark, Request
from woonoverlast.events.models.signups import HOLDING, LIVE, SignUp, Status, Step
from woonoverlast.events.models.tracks import Track, TrackItem

__all__ = [
    "HOLDING",
    "LIVE",
    "Answer",
    "Attendance",
    "Audience",
    "CalendarKey",
    "Cancellation",
    "Certificate",
    "EvaluationAnswer",
    "EvaluationRound",
    "EvaluationTurn",
    "Event",
    "GroupMail",
    "How",
    "Invited",
    "Kind",
    "Material",
    "Part",
    "Question",
    "RaisedQuestion",
    "Reading",
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
    "Track",
    "TrackItem",
]
