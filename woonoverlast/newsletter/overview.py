"""The list of editions with how each of them went, and what that is in all."""

from dataclasses import dataclass
from datetime import datetime

from woonoverlast.mail.bulk import results
from woonoverlast.mail.bulk.results import Results
from woonoverlast.newsletter import audience
from woonoverlast.newsletter.audience import Segment
from woonoverlast.newsletter.models import Edition

MAX_COUNT = 200


@dataclass(frozen=True)
class Line:
    """One edition; `results` is None for a draft."""

    edition: Edition
    results: Results | None

    @property
    def at(self) -> datetime:
        return self.edition.mailing.due_at if self.edition.mailing else self.edition.changed_at


@dataclass(frozen=True)
class Overview:
    drafts: list[Line]
    out: list[Line]
    members: int
    subscribers: int

    @property
    def sent_in_all(self) -> int:
        return sum(line.results.sent for line in self.out if line.results)


def make() -> Overview:
    rows = list(Edition.objects.select_related("mailing", "changed_by", "corrects")[:MAX_COUNT])
    found = results.of([row.mailing for row in rows if row.mailing])
    lines = [Line(row, found.get(row.mailing_id) if row.mailing_id else None) for row in rows]
    out = sorted((line for line in lines if line.results), key=lambda line: line.at, reverse=True)
    return Overview(
        drafts=[line for line in lines if line.results is None],
        out=out,
        members=audience.people_for(Segment()).count(),
        subscribers=audience.subscribers_for(Segment()).count(),
    )


def line(edition: Edition) -> Line:
    return Line(edition, results.of_one(edition.mailing) if edition.mailing else None)
