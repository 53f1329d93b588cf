"""Who was there, what came of it, and what people learnt: certificates, evaluations, materials, tracks."""

from woonoverlast.attendance.models.after import (
    Certificate,
    EvaluationAnswer,
    EvaluationRound,
    EvaluationTurn,
    Material,
    RaisedQuestion,
)
from woonoverlast.attendance.models.day import Attendance, How, Reading
from woonoverlast.attendance.models.tracks import Track, TrackItem

__all__ = [
    "Attendance",
    "Certificate",
    "EvaluationAnswer",
    "EvaluationRound",
    "EvaluationTurn",
    "How",
    "Material",
    "RaisedQuestion",
    "Reading",
    "Track",
    "TrackItem",
]
