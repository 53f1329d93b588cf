"""Case questions and what belongs to them, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from woonoverlast.cases import models
from woonoverlast.cases.models import CaseOutcome, CaseQuestion, Check, Harvest, Supplement
from woonoverlast.cases.tests.helpers import put_case, put_supplement
from woonoverlast.forum.models import Post, Topic
from woonoverlast.people.testing import MEMBERS, Cast, Planted, Words

NOBODY = {models.CheckRequest: "says who was asked; the page of the check is tried here"}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    waiting, advice, released, outcome, harvest = (word() for _ in range(5))
    casus = named(put_case(cast.member, checker=cast.executive), waiting)
    Check.objects.create(
        casus=casus,
        by=cast.executive,
        at=timezone.now(),
        verdict=Check.Verdict.RECOGNISABLE,
        advice=f"Haal {advice} weg.",
    )
    path = casus.topic.get_absolute_url()
    reading = frozenset({"member", "executive", "editor"})
    pages = (f"/forum/casus/{casus.pk}/controle/", f"/forum/casus/{casus.pk}/aanpassen/", path)
    yield Planted(CaseQuestion, "that waits for its check", waiting, reading, (), pages)
    yield Planted(Check, "of a case that waits", advice, reading, (), pages)
    casus = named(put_case(cast.member), released)
    casus.topic.withholdings.update(lifted_at=timezone.now(), lifted_by=cast.editor)
    CaseQuestion.objects.filter(pk=casus.pk).update(answer_before=timezone.now() + timedelta(days=5))
    casus.refresh_from_db()
    held, added = word(), word()
    for text, is_released in ((added, True), (held, False)):
        supplement = put_supplement(casus)
        Post.objects.filter(pk=supplement.post_id).update(body=f"<p>Nu ook {text}.</p>", text=f"Nu ook {text}.")
        if is_released:
            supplement.post.withholdings.update(lifted_at=timezone.now(), lifted_by=cast.editor)
    CaseOutcome.objects.create(
        casus=casus, code=CaseOutcome.Code.choices[0][0], note=f"Met {outcome}.", by=cast.member, at=timezone.now()
    )
    Harvest.objects.create(
        topic=casus.topic, kind=Harvest.Kind.choices[0][0], by=cast.member, at=timezone.now(), note=f"Voor {harvest}."
    )
    path = casus.topic.get_absolute_url()
    yield Planted(
        CaseQuestion,
        "that was released",
        released,
        MEMBERS,
        (path,),
        ("/forum/casus/", f"/forum/casus/{casus.pk}/afloop/"),
    )
    asked = (f"/forum/casus/{casus.pk}/aanvullen/", f"/forum/casus/{casus.pk}/aanvulling/controle/")
    yield Planted(Supplement, "that waits for its check", held, frozenset({"member", "editor"}), (), (*asked, path))
    yield Planted(Supplement, "that was released", added, MEMBERS, (path,), asked)
    yield Planted(CaseOutcome, "of a case that was released", outcome, MEMBERS, (path,))
    yield Planted(Harvest, "of a topic", harvest, frozenset({"member", "editor"}), (), ("/beheer/", path))


def named(casus: CaseQuestion, name: str) -> CaseQuestion:
    Topic.objects.filter(pk=casus.topic_id).update(title=f"{name} kanariegeel")
    Post.objects.filter(topic=casus.topic_id).update(body=f"<p>Casus {name}.</p>", text=f"Casus {name}.")
    return CaseQuestion.objects.select_related("topic").get(pk=casus.pk)
