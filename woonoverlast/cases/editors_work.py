"""What case questions leave to the editors."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases.models import CaseQuestion, Harvest, Supplement
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def overdue_cases() -> list[Item]:
    return [
        Item(
            kind="casus",
            title=f"Nog geen antwoord: {casus.topic.title}",
            since=end_of_clock(casus),
            why="De vijf werkdagen zijn om. Zoek iemand die dit weet, of denk zelf mee.",
            weight=100,
            url=casus.topic.get_absolute_url(),
            buttons=[
                Button("Bekijk", casus.topic.get_absolute_url(), look="primary"),
                Button("Zoek een kenner", reverse("experts:experts")),
            ],
        )
        for casus in cases.overdue()[:AT_MOST]
    ]


def end_of_clock(casus: CaseQuestion) -> datetime:
    day = casus.answer_before or timezone.localdate()
    return timezone.make_aware(datetime.combine(day, time.max))


def cases_to_check() -> list[Item]:
    """Everything that waits for a second reader; the checkers who were asked may be faster."""
    waiting = (
        CaseQuestion.objects.being_checked()
        .select_related("topic__author", "topic__theme")
        .order_by("topic__started_at")
    )
    return [
        Item(
            kind="meelezen",
            title=f"Kan een buurman dit herkennen? {casus.topic.title}",
            since=casus.topic.started_at,
            detail=f"Van {casus.topic.author}. {asked(casus)}",
            why="Leden zien deze casusvraag pas als een tweede persoon heeft meegelezen.",
            weight=60,
            url=reverse("cases:check", args=[casus.pk]),
            buttons=[Button("Lees mee", reverse("cases:check", args=[casus.pk]), look="primary")],
        )
        for casus in waiting[:AT_MOST]
        if not casus.waits_for_author
    ]


def supplements_to_check() -> list[Item]:
    waiting = Supplement.objects.being_checked().select_related("casus__topic", "post__author")
    return [
        Item(
            kind="aanvulling",
            title=f"Kan een buurman dit herkennen? Aanvulling op: {row.casus.topic.title}",
            since=row.post.posted_at,
            detail=f"Van {row.post.author}. {asked(row.casus)}",
            why="Leden zien deze aanvulling pas als een tweede persoon heeft meegelezen.",
            weight=60,
            url=reverse("cases:supplement_check", args=[row.casus_id]),
            buttons=[Button("Lees mee", reverse("cases:supplement_check", args=[row.casus_id]), look="primary")],
        )
        for row in waiting.order_by("post__posted_at")[:AT_MOST]
        if not row.waits_for_author
    ]


def asked(casus: CaseQuestion) -> str:
    number = casus.check_requests.count()
    return f"{number} {'lid is' if number == 1 else 'leden zijn'} gevraagd."


def harvests() -> list[Item]:
    offered = Harvest.objects.filter(taken_at=None, topic__merged_into=None).select_related("topic", "by")
    return [
        Item(
            kind="oogst",
            title=f"Maak hier meer van: {harvest.topic.title}",
            since=harvest.at,
            detail=f"{harvest.by} denkt aan een {harvest.get_kind_display()}. {harvest.note}".strip(),
            why="Een goed antwoord verdient een vaste plek, anders vindt niemand het volgend jaar terug.",
            weight=5,
            url=harvest.topic.get_absolute_url(),
            buttons=[
                Button("Ik pak dit op", reverse("cases:harvest_taking", args=[harvest.pk]), "take", "primary"),
                Button("Bekijk", harvest.topic.get_absolute_url()),
            ],
        )
        for harvest in offered.order_by("at")[:AT_MOST]
    ]


KINDS = (
    Work("casus", "Casusvragen te laat", overdue_cases),
    Work("meelezen", "Meelezen", cases_to_check),
    Work("aanvulling", "Aanvullingen meelezen", supplements_to_check),
    Work("oogst", "Maak er meer van", harvests),
)
