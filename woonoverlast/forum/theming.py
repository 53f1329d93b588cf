"""Make and change themes: name, order, moderators, who may read, and whether anybody can still write."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.forum.models import Theme
from woonoverlast.notifications import notices
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

# First parts of addresses of the forum, which a theme would hide behind; kept apart by the test of addresses.
TAKEN = frozenset(
    "nieuw vergelijkbaar noem bewaard concepten bijlagen feed onderwerp reactie casus gevraagd kennisgaten vraag-aan "
    "oogst moderatie maatregelen verborgen meldingen nakijken weerwoord alles-gelezen".split()
)


@dataclass(frozen=True)
class Wanted:
    name: str
    description: str
    position: int
    moderators: Iterable[Person]
    is_public: bool
    is_closed: bool


@transaction.atomic
def make(wanted: Wanted, *, by: Person) -> Theme:
    theme = Theme.objects.create(slug=free_slug(wanted.name), name=wanted.name, description=wanted.description)
    logbook.record(by=by, verb="maakte een thema", target=theme)
    return change(theme, wanted, by=by)


def free_slug(name: str) -> str:
    """The address stays when the name changes later."""
    base = slugify(name)[:40] or "thema"
    taken = set(Theme.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | TAKEN
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def change(theme: Theme, wanted: Wanted, *, by: Person) -> Theme:
    """Each change that somebody answers for is a line in the logbook."""
    locked = Theme.objects.select_for_update().get(pk=theme.pk)
    for line in changes(locked, wanted):
        logbook.record(by=by, verb=line, target=locked)
    now = timezone.now()
    locked.name, locked.description, locked.position = wanted.name, wanted.description, wanted.position
    locked.public_since = (locked.public_since or now) if wanted.is_public else None
    locked.closed_at = (locked.closed_at or now) if wanted.is_closed else None
    locked.save()
    appoint(locked, wanted.moderators, by=by)
    return locked


def changes(theme: Theme, wanted: Wanted) -> list[str]:
    lines = []
    if theme.name != wanted.name:
        lines.append(f"hernoemde een thema, was: {theme.name}"[:100])
    if bool(theme.public_since) != wanted.is_public:
        lines.append("maakte een thema openbaar" if wanted.is_public else "maakte een thema alleen voor leden")
    if bool(theme.closed_at) != wanted.is_closed:
        lines.append("sloot een thema" if wanted.is_closed else "opende een thema")
    return lines


def appoint(theme: Theme, moderators: Iterable[Person], *, by: Person) -> None:
    """Who is new as moderator hears of it."""
    before = set(theme.moderators.values_list("pk", flat=True))
    chosen = list(moderators)
    if {person.pk for person in chosen} == before:
        return
    theme.moderators.set(chosen)
    names = ", ".join(str(person) for person in chosen) or "niemand"
    logbook.record(by=by, verb="koos moderatoren van een thema", target=theme, note=names)
    notices.tell(
        [person for person in chosen if person.pk not in before],
        kind="forum.moderator",
        title=f"Je bent nu moderator van {theme.name}",
        url="/forum/moderatie/",
        reason="de redactie je moderator maakte",
        by=by,
    )
