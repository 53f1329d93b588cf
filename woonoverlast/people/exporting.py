"""Everything held about a person, for that person. Each relation to Person is exported or exempt with a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from woonoverlast.people.models import Act, Invitation, Person
from woonoverlast.people.retention import acts_about


@dataclass(frozen=True)
class Section:
    """One kind of rows: where they hang on Person, their Dutch title, and the columns (label, attribute path)."""

    relation: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Person], Iterable[models.Model]] | None = None


# "app.Model.field", as `relations()` lists them. Higher contexts add theirs in their AppConfig.ready.
SECTIONS: list[Section] = [
    Section(
        "people.Membership.person",
        "Lidmaatschappen",
        (("organisatie", "organisation"), ("rol", "get_role_display"), ("vanaf", "started_on"), ("tot", "ended_on")),
    ),
    Section(
        "people.Application.person",
        "Aanmeldingen",
        (
            ("organisatie", "organisation"),
            ("toelichting", "motivation"),
            ("stand", "get_status_display"),
            ("ingediend op", "submitted_at"),
            ("besloten op", "decided_at"),
            ("reden", "reason"),
        ),
    ),
    Section(
        "people.Application.decided_by",
        "Aanmeldingen waarover je besloot",
        (("organisatie", "organisation"), ("besluit", "get_status_display"), ("op", "decided_at"), ("reden", "reason")),
    ),
    Section(
        "people.Invitation.by",
        "Uitnodigingen die je stuurde",
        (("aan", "email"), ("bericht", "note"), ("op", "created_at"), ("aangenomen op", "accepted_at")),
    ),
    Section(
        "people.Invitation.accepted_by",
        "Uitnodigingen die je aannam",
        (("bericht", "note"), ("gestuurd op", "created_at"), ("aangenomen op", "accepted_at")),
    ),
    Section(
        "people.InvitationBatch.by",
        "Lijsten die je uitnodigde",
        (("bestand", "file_name"), ("bericht", "note"), ("op", "created_at")),
    ),
    Section(
        "people.Organisation.proposed_by",
        "Organisaties die je voorstelde",
        (("naam", "name"), ("op", "created_at")),
    ),
    Section(
        "people.DepartureReport.person",
        "Meldingen dat je vertrokken bent",
        (("op", "reported_at"), ("uitkomst", "get_outcome_display"), ("afgehandeld op", "settled_at")),
    ),
    Section(
        "people.DepartureReport.reported_by",
        "Meldingen die je deed dat een collega vertrok",
        (("op", "reported_at"), ("toelichting", "note"), ("uitkomst", "get_outcome_display")),
    ),
    Section(
        "people.DepartureReport.settled_by",
        "Vertrekmeldingen die je afhandelde",
        (("op", "settled_at"), ("uitkomst", "get_outcome_display")),
    ),
    Section(
        "people.FalseAlarm.by",
        "Woorden waarvan je zei dat ze geen gegeven van een persoon zijn",
        (("woorden", "words"), ("uitleg", "why"), ("op", "asked_at"), ("besluit", "get_outcome_display")),
    ),
    Section(
        "people.FalseAlarm.settled_by",
        "Uitleg bij vals alarm waarover je besloot",
        (("op", "settled_at"), ("besluit", "get_outcome_display")),
    ),
    Section(
        "people.StaleNotice.person",
        "Mails over je profiel",
        (("soort", "get_kind_display"), ("op", "sent_at")),
    ),
    Section(
        "people.Act.by",
        "Wat je als redacteur of beheerder deed",
        (("wat", "verb"), ("waarmee", "target_label"), ("toelichting", "note"), ("op", "at")),
    ),
    Section(
        "account.EmailAddress.user",
        "Mailadressen om in te loggen",
        (("adres", "email"), ("bevestigd", "verified"), ("hoofdadres", "primary")),
    ),
    Section(
        "mfa.Authenticator.user",
        "Tweede stap bij inloggen (zonder de geheime sleutel)",
        (("soort", "get_type_display"), ("gemaakt op", "created_at"), ("gebruikt op", "last_used_at")),
    ),
    Section(
        "socialaccount.SocialAccount.user",
        "Inloggen via je organisatie",
        (("aanbieder", "provider"), ("kenmerk", "uid"), ("gegevens", "extra_data"), ("sinds", "date_joined")),
    ),
    Section(
        "usersessions.UserSession.user",
        "Waar je bent ingelogd",
        (("netwerkadres", "ip"), ("programma", "user_agent"), ("sinds", "created_at"), ("gezien", "last_seen_at")),
    ),
    Section(
        "admin.LogEntry.user",
        "Wat je in het gegevensbeheer deed",
        (("waarmee", "object_repr"), ("op", "action_time")),
    ),
]

EXEMPT: dict[str, str] = {}

PROFILE: tuple[tuple[str, str], ...] = (
    ("e-mailadres", "email"),
    ("naam", "name"),
    ("functie", "job_title"),
    ("vakgebied", "get_discipline_display"),
    ("gemeente", "municipality"),
    ("wat je zoekt", "looking_for"),
    ("verborgen velden", "hidden_fields"),
    ("lid sinds", "created_at"),
    ("profiel bevestigd op", "profile_confirmed_at"),
    ("laatst gezien op", "last_seen_at"),
    ("laatst ingelogd op", "last_login"),
    ("rondleiding gezien op", "guided_at"),
    ("geschorst op", "suspended_at"),
    ("beheerder", "is_superuser"),
)
# Own fields that are not shown, with the reason.
PROFILE_EXEMPT = {
    "id": "een nummer zonder betekenis",
    "password": "een versleuteld wachtwoord is een geheim, geen gegeven om te lezen",
    "anonymised_at": "altijd leeg zolang iemand kan inloggen",
    "groups": "wordt niet gebruikt",
    "user_permissions": "wordt niet gebruikt",
    "expertise": "staat als eigen regel in de uitvoer",
    "discipline": "staat er met zijn naam in",
}


@dataclass(frozen=True)
class Part:
    """One heading of the export with its rows, ready for JSON; `shown` are the same rows with dates as people write them."""

    title: str
    headers: list[str]
    rows: list[list[Any]]
    shown: list[list[Any]]

    @property
    def only_row(self) -> list[tuple[str, Any]]:
        """Label and value of what is filled in, where there is one row: that reads better than a table."""
        return (
            [pair for pair in zip(self.headers, self.shown[0], strict=True) if pair[1]] if len(self.shown) == 1 else []
        )


def register(section: Section) -> None:
    if section not in SECTIONS:
        SECTIONS.append(section)


def exempt(relation: str, *, reason: str) -> None:
    EXEMPT[relation] = reason


def relations() -> list[str]:
    """Every field of any model that points at Person, as "app.Model.field"."""
    own_tables = {Person._meta.get_field(name).remote_field.through for name in MANY}  # type: ignore[union-attr]
    fields = (
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.remote_field.model is Person
    )
    return sorted(f"{m._meta.app_label}.{m.__name__}.{f.name}" for m, f in fields if m not in own_tables)


# Many-to-many fields of Person itself; their rows are part of the profile.
MANY = ("expertise", "groups", "user_permissions")


def parts(person: Person) -> list[Part]:
    """The whole export, in the order of the page."""
    return [
        profile_part(person),
        *(section_part(section, person) for section in SECTIONS),
        invited_part(person),
        acts_part(person),
    ]


def as_json(person: Person) -> dict[str, Any]:
    sections = {part.title: [dict(zip(part.headers, row, strict=True)) for row in part.rows] for part in parts(person)}
    return {"gemaakt op": plain(timezone.now()), "platform": "Platform Woonoverlast", "gegevens": sections}


def profile_part(person: Person) -> Part:
    values = [value_of(person, path) for _, path in PROFILE]
    values.append(", ".join(person.expertise.values_list("name", flat=True)))
    return made("Profiel", [*(label for label, _ in PROFILE), "wat je weet"], [values])


def section_part(section: Section, person: Person) -> Part:
    rows = section.rows(person) if section.rows else related_rows(section.relation, person)
    return part_of(section.title, section.columns, rows)


def related_rows(relation: str, person: Person) -> Iterable[models.Model]:
    model_label, _, field = relation.rpartition(".")
    found: Iterable[models.Model] = (
        apps.get_model(model_label)._default_manager.filter(**{field: person}).order_by("pk")
    )
    return found


def invited_part(person: Person) -> Part:
    columns = (("bericht", "note"), ("gestuurd op", "created_at"), ("geldig tot", "expires_at"))
    return part_of("Uitnodigingen aan jouw mailadres", columns, Invitation.objects.filter(email=person.email))


def acts_part(person: Person) -> Part:
    columns = (("wat", "verb"), ("toelichting", "note"), ("op", "at"))
    acts: models.QuerySet[Act] = acts_about(person)
    return part_of("Wat redacteuren en beheerders over jou besloten", columns, acts)


def part_of(title: str, columns: Iterable[tuple[str, str]], rows: Iterable[models.Model]) -> Part:
    pairs = list(columns)
    values = [[value_of(row, path) for _, path in pairs] for row in rows]
    return made(title, [label for label, _ in pairs], values)


def made(title: str, headers: list[str], values: list[list[Any]]) -> Part:
    plain_rows = [[plain(value) for value in row] for row in values]
    return Part(title, headers, plain_rows, [[readable(value) for value in row] for row in values])


def readable(value: Any) -> Any:
    """As a person reads it."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return date_format(value, "j F Y") if isinstance(value, date) else plain(value)


def value_of(row: models.Model, path: str) -> Any:
    value: Any = getattr(row, path)
    return value() if callable(value) else value


def plain(value: Any) -> Any:
    """What JSON and a reader both understand: text, numbers, lists; dates as ISO, empty as an empty text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, int | float | str | dict) else "" if value is None else str(value)
