"""Reports and objections, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.moderation import hiding, objecting, reporting
from woonoverlast.moderation.models import Objection, Report
from woonoverlast.people.testing import Cast, Planted, Words

OF_EDITORS = frozenset({"editor"})


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    topic, text, no = ask_question(cast.member), word(), word()
    report = reporting.report(answer(topic, cast.outsider), by=cast.colleague, reason="rude", text=f"Want {text}.")
    yield Planted(
        Report,
        "that waits",
        text,
        frozenset({"colleague", "editor"}),
        (),
        (
            f"/forum/meldingen/{report.pk}/",
            topic.get_absolute_url(),
        ),
    )
    held = hiding.hide(answer(topic, cast.outsider), by=cast.editor, reason="Zo.")
    objection = objecting.object_to_hiding(held, by=cast.outsider, text=f"Nee {no}.")
    path = f"/forum/weerwoord/{objection.pk}/"
    yield Planted(
        Objection,
        "that waits",
        no,
        frozenset({"outsider", "editor"}),
        (),
        (
            path,
            topic.get_absolute_url(),
        ),
    )
