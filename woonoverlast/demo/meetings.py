"""The events of the demonstration: a year of meetings of all kinds, with who signed up, waits or called off."""

import random
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.demo import accounts
from woonoverlast.demo.forum_topics import markup
from woonoverlast.events import dates, reminding
from woonoverlast.events.models import (
    Answer,
    Cancellation,
    Event,
    Invited,
    Part,
    Question,
    Remark,
    Request,
    Series,
    SignUp,
    Speaker,
    Status,
    Step,
)
from woonoverlast.lib import richtext, searching
from woonoverlast.people.models import Expertise, Person, Role
from woonoverlast.places.models import Municipality, Region

TEXTS = Path(__file__).parent / "data" / "events.toml"
SEED = 20161012
WISHES = (
    "Hoe krijg je de corporatie elke keer aan tafel?",
    "Ik wil weten hoe anderen de regie beleggen zonder extra mensen.",
    "Wat zet je wel en niet in het dossier?",
    "Een voorbeeld van een afsprakenblad.",
    "Hoe je met een kleine formatie toch nazorg doet.",
    "Hoe overtuig ik mijn wethouder?",
    "Wat doe je als de bewoner niet opendoet?",
    "Ervaring met de samenwerking met de GGZ.",
)
DIETS = ("vegetarisch", "geen noten", "halal", "")
Row = dict[str, Any]


@transaction.atomic
def hold() -> int:
    """Returns the number of events made: 0 where there are some already."""
    if Event.objects.exists():
        return 0
    chance = random.Random(SEED)  # noqa: S311 the same every time
    with TEXTS.open("rb") as file:
        rows = tomllib.load(file)["event"]
    crowd = list(Person.objects.members().select_related("municipality").order_by("pk"))
    made = [event for row in rows for event in write(row, crowd, chance)]
    ask(crowd)
    searching.changed(*made)
    return len(made)


def write(row: Row, crowd: list[Person], chance: random.Random) -> list[Event]:
    days = first_tuesdays() if "series" in row else [timezone.localdate() + timedelta(days=row["days"])]
    series = Series.objects.create(title=row["title"]) if "series" in row else None
    return [event_on(working_day(day), row, series, crowd, chance) for day in days]


def first_tuesdays() -> list[date]:
    """Of the last ten months and the next five."""
    today = timezone.localdate()
    start = (today.replace(day=1) - timedelta(days=310)).replace(day=1)
    first = next(day for day in dates.days_of(start) if day.weekday() == 1)
    following = dates.same_weekday(first)
    return [first, *(next(following) for _ in range(15))]


def working_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def event_on(day: date, row: Row, series: Series | None, crowd: list[Person], chance: random.Random) -> Event:
    editor = next(person for person in crowd if person.email == accounts.EDITOR.email)
    starts_at, ends_at = clock(day, row["at"]), clock(day, row["until"])
    made_at = starts_at - timedelta(days=60)
    body = markup(row["body"])
    event = Event.objects.create(
        kind=row["kind"], title=row["title"], summary=row["summary"], body=body, text=richtext.plain(body),
        starts_at=starts_at, ends_at=ends_at, online=row.get("online", False), link=row.get("link", ""),
        location=row.get("location", ""), municipality=place(row), capacity=row.get("capacity"),
        audience=row.get("audience", "members"), disciplines=row.get("disciplines", []),
        members_only=row.get("audience") == "invited", made_by=editor, series=series,
        published_at=None if row.get("draft") else min(made_at, timezone.now() - timedelta(days=1)),
    )  # fmt: skip
    event.organisers.set([editor, crowd[chance.randrange(len(crowd))]])
    event.subjects.set(Expertise.objects.filter(slug__in=row["subjects"]))
    event.provinces.set(Region.objects.filter(kind=Region.Kind.PROVINCE, name__in=row.get("provinces", [])))
    add_programme(event, row, crowd)
    if event.is_published and not event.has_started:
        reminding.make_standard(event)
    add_people(event, row, crowd, chance)
    return event


def clock(day: date, at: str) -> datetime:
    hour, minute = at.split(":")
    return timezone.make_aware(datetime(day.year, day.month, day.day, int(hour), int(minute)))


def place(row: Row) -> Municipality | None:
    return Municipality.objects.current().get(name=row["place"]) if "place" in row else None


def add_programme(event: Event, row: Row, crowd: list[Person]) -> None:
    for line in row.get("parts", []):
        minutes, title, text, speaker = [*line.split("|"), "", "", ""][:4]
        part = Part.objects.create(event=event, after_minutes=int(minutes), title=title, text=text)
        if speaker.startswith("lid:"):
            person = crowd[int(speaker.removeprefix("lid:")) * 37]
            Speaker.objects.create(part=part, person=person, role=person.job_title)
        elif speaker:
            name, _, role = speaker.partition(", ")
            Speaker.objects.create(part=part, name=name, role=role)
    for line in row.get("questions", []):
        label, kind, keep_days = line.split("|")
        Question.objects.create(event=event, label=label, kind=kind, keep_days=int(keep_days))


def add_people(event: Event, row: Row, crowd: list[Person], chance: random.Random) -> None:
    """Signed up in the weeks before; what does not fit waits; some called off."""
    if row.get("draft"):
        return
    number = round(row["share"] * event.capacity) if event.capacity else row["share"]
    fitting = [person for person in crowd if fits(event, person, row)]
    chosen = chance.sample(fitting, min(number + 2, len(fitting)))
    chosen = with_fixed(event, chosen, crowd)
    if event.audience == "invited":
        Invited.objects.bulk_create(Invited(event=event, person=p, by_id=event.made_by_id) for p in chosen)
        chosen = chosen[: number // 2]
    if event.pk and "cancelled" in row:
        Cancellation.objects.create(event=event, by_id=event.made_by_id, reason=row["cancelled"])
        Event.objects.filter(pk=event.pk).update(sequence=1)
    sign_all(event, chosen, chance)


def fits(event: Event, person: Person, row: Row) -> bool:
    if event.audience == "disciplines":
        return person.discipline in event.disciplines
    if event.audience == "invited":
        return any(role.role == Role.EXECUTIVE for role in person.active_roles)
    if event.audience == "region":
        return bool(person.municipality and person.municipality.province.name in row["provinces"])
    return True


def with_fixed(event: Event, chosen: list[Person], crowd: list[Person]) -> list[Person]:
    """The accounts that visitors log in with took part in some, and wait for one."""
    fixed = [person for person in crowd if person.email in {accounts.MEMBER.email, accounts.COORDINATOR.email}]
    others = [person for person in chosen if person not in fixed]
    if event.audience not in {"everybody", "members"}:
        return others
    if event.starts_at < timezone.now() and (event.kind in {"training", "workshop"} or event.series_id):
        return [*fixed, *others]
    return [*others, fixed[0]] if event.title.startswith("Een plan van aanpak") else others


def sign_all(event: Event, people: list[Person], chance: random.Random) -> None:
    opened = min(event.starts_at, timezone.now()) - timedelta(days=45)
    span = min(event.starts_at, timezone.now()) - opened
    rows = [
        signed(event, person, n, opened + span * (n / (len(people) + 1)), chance) for n, person in enumerate(people, 1)
    ]
    gone = (
        set(chance.sample(range(2, max(3, len(rows) - 1)), min(2, max(0, len(rows) - 4)))) if len(rows) > 8 else set()
    )
    taken = 0
    for place_in_row, sign_up in enumerate(rows):
        if place_in_row in gone:
            sign_up.status = Status.CANCELLED
        elif event.capacity is None or taken < event.capacity:
            taken += 1
        else:
            sign_up.status = Status.WAITING
    SignUp.objects.bulk_create(rows)
    Step.objects.bulk_create(step for sign_up in rows for step in steps_of(sign_up))
    answers(event, rows, chance)
    Event.objects.filter(pk=event.pk).update(taken=taken, last_number=len(rows))


def signed(event: Event, person: Person, number: int, at: datetime, chance: random.Random) -> SignUp:
    says = chance.random() < 0.5
    wish = chance.choice(WISHES) if says else ""
    return SignUp(
        event=event, person=person, by=person, number=number, status=Status.PLACE, at=at, wish=wish, shares_wish=says
    )


def steps_of(sign_up: SignUp) -> list[Step]:
    waits = sign_up.status == Status.WAITING
    first = Step(
        sign_up=sign_up, code=Step.Code.QUEUED if waits else Step.Code.PLACED, why="vol" if waits else "er was plaats",
        by_id=sign_up.by_id, at=sign_up.at, told_at=sign_up.at,
    )  # fmt: skip
    later = sign_up.at + timedelta(days=3)
    off = Step(sign_up=sign_up, code=Step.Code.CANCELLED, by_id=sign_up.by_id, at=later, told_at=later)
    return [first, off] if sign_up.status == Status.CANCELLED else [first]


def answers(event: Event, rows: list[SignUp], chance: random.Random) -> None:
    """Only where they are still kept."""
    for question in event.questions.all():
        if event.ends_at + timedelta(days=question.keep_days) < timezone.now():
            continue
        given = [(sign_up, answer_to(question, chance)) for sign_up in rows]
        Answer.objects.bulk_create(Answer(question=question, sign_up=s, text=text) for s, text in given if text)


def answer_to(question: Question, chance: random.Random) -> str:
    if "dieet" in question.label:
        return chance.choice(DIETS)
    return chance.choice(("Met mijn collega van de corporatie.", "Alleen.", "Met iemand van de politie.", ""))


def ask(crowd: list[Person]) -> None:
    """Requests: one in conversation, one proposed session, one refused."""
    editor = next(person for person in crowd if person.email == accounts.EDITOR.email)
    member, coordinator = (
        next(person for person in crowd if person.email == account.email)
        for account in (accounts.MEMBER, accounts.COORDINATOR)
    )
    now = timezone.now()
    first = Request.objects.create(
        kind=Request.Kind.WORKSHOP, title="Samenwerken met de politie in het buitengebied", by=coordinator,
        text="Onze wijkagent heeft een groot gebied. Wij willen met drie dorpen en de corporatie afspreken wie eerst gaat kijken. Een middag met iemand die dit vaker deed zou helpen.",
        municipality=coordinator.municipality, period="eind februari, op een donderdag", people=18, at=now - timedelta(days=6),
    )  # fmt: skip
    Remark.objects.create(request=first, by=editor, at=now - timedelta(days=5), text="Mooi onderwerp. Zijn de drie gemeentesecretarissen al aangehaakt? Dan zoek ik een spreker uit een vergelijkbaar gebied.")  # fmt: skip
    Remark.objects.create(request=first, by=coordinator, at=now - timedelta(days=4), text="Twee van de drie. De derde spreek ik volgende week.")  # fmt: skip
    Request.objects.create(
        kind=Request.Kind.SESSION, title="Wat wij leerden van een jaar nazorg", by=member, municipality=member.municipality,
        text="Wij bellen na drie en na twaalf maanden. Ik wil laten zien wat dat oplevert, met onze vragenlijst erbij.",
        period="maart of april", people=25, at=now - timedelta(days=2),
    )  # fmt: skip
    Request.objects.create(
        kind=Request.Kind.WORKSHOP, title="Cursus zelfverdediging voor woonconsulenten", by=member, at=now - timedelta(days=70),
        text="Na een incident willen collega's leren hoe zij zich verdedigen.", settled_at=now - timedelta(days=67), settled_by=editor,
        refusal="Dit geven wij niet. De training 'Lastige gesprekken voeren aan de deur' gaat over veilig werken; voor zelfverdediging kan je eigen organisatie een aanbieder zoeken.",
    )  # fmt: skip
