"""What municipalities say, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.local_rules.models import CheckedLink, Import, Statement, SurveyAnswer, SurveyLetter, Use
from woonoverlast.local_rules.tests.making import here, order
from woonoverlast.people.testing import EVERYBODY, NO_ONE, Cast, Planted, Words


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
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
    former = word()
    facts = {"status": "uses", "frequency": "once", "result": "better", "text": f"Eerder {former}."}
    Use.objects.create(municipality=here(cast), instrument=order(), replaced_at=timezone.now(), **facts)
    yield Planted(Use, "that was replaced", former, NO_ONE, (), (f"/lokale-regels/gemeente/{here(cast).slug}/",))


NOBODY = {
    Statement: "every visitor reads every statement there ever was; names in it are for members, with a test of their own",
    SurveyLetter: "that somebody was asked, for ourselves",
    SurveyAnswer: "numbers, shown together only",
    CheckedLink: "a link of a statement, which is planted",
}
