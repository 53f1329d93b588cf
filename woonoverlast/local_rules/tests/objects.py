"""What municipalities say, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.local_rules.models import CheckedLink, Import, Statement, SurveyAnswer, SurveyLetter, Use
from woonoverlast.local_rules.tests.making import here, order, path, say
from woonoverlast.people.testing import EVERYBODY, Cast, Planted, Words


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    former, standing = word(), word()
    say(here(cast), note=f"Eerder {former}.", replaced_at=timezone.now())
    say(here(cast), note=f"Nu {standing}.")
    yield Planted(Statement, "that stands", standing, EVERYBODY, (path(cast), "/lokale-regels/lokale-regels.csv"))
    yield Planted(Statement, "that was replaced", former, EVERYBODY, (path(cast),))
    name = word()
    kept = Import.objects.create(by=cast.editor, file_name=f"{name}.csv")
    yield Planted(Import, "of an editor", name, frozenset({"editor"}), (kept.get_absolute_url(),))
    told = word()
    Use.objects.create(
        municipality=here(cast),
        instrument=order(),
        status="uses",
        frequency="once",
        result="better",
        text=f"Zo {told}.",
    )
    yield Planted(Use, "that stands", told, EVERYBODY, ("/instrumenten/151d-lod/",))


NOBODY = {
    SurveyLetter: "that somebody was asked, for ourselves",
    SurveyAnswer: "numbers, shown together only",
    CheckedLink: "a link of a statement, which is planted",
}
