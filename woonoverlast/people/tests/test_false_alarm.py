"""Where the guard is wrong, nobody is locked out: save without the words at once, or with them after an editor's word."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from woonoverlast.people import daily, retention
from woonoverlast.people.models import Act, FalseAlarm
from woonoverlast.people.testing import Cast, logged_in

HALL = "Rosa Manus"
PAGE = "/geen-persoon/"


def save(client: Client, cast: Cast, text: str) -> Any:
    profile = {"name": cast.member.name, "job_title": "Coördinator", "discipline": "municipality", "looking_for": text}
    return client.post("/account/profiel/", profile)


def explain(client: Client, **words: str) -> Any:
    return client.post(PAGE, {"words": HALL, "why": "Dit is een buurthuis in Zwolle."} | words)


def decide(client: Client, alarm: FalseAlarm, outcome: str) -> Any:
    return client.post(f"/beheer/vals-alarm/{alarm.pk}/besluit/", {"besluit": outcome})


def test_refused_text_says_where_to_explain_and_can_be_saved_without_the_words(cast: Cast) -> None:
    client = logged_in(cast.member)
    refused = save(client, cast, f"Wij werken bij de {HALL} in Oost.")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert (
        page.count(f'<a href="{PAGE}" target="_blank">Leg het uit (nieuw venster)</a>') == 1
    )  # not within the link of the summary
    assert page.count("Leg het uit (nieuw venster)") == 2
    assert save(client, cast, "Wij werken bij een buurthuis in Oost.").status_code == 302
    cast.member.refresh_from_db()
    assert cast.member.looking_for == "Wij werken bij een buurthuis in Oost."


def test_what_was_typed_is_not_read_as_html(cast: Cast) -> None:
    page = save(logged_in(cast.member), cast, "Mail naar <b>k.jansen@gmail.com").content.decode()
    assert "<b>k.jansen" not in page
    assert "k.jansen@gmail.com" in page


def test_explanation_waits_for_an_editor_and_changes_nothing_meanwhile(cast: Cast) -> None:
    client = logged_in(cast.member)
    assert explain(client).status_code == 302
    assert save(client, cast, f"Wij werken bij de {HALL} in Oost.").status_code == 422
    queue = logged_in(cast.editor).get("/beheer/?soort=vals-alarm").content.decode()
    assert f"Is ‘{HALL}’ geen gegeven van een persoon?" in queue
    assert "Dit is een buurthuis in Zwolle." in queue
    for path in (PAGE, f"/leden/{cast.member.pk}/", "/"):
        assert HALL not in logged_in(cast.colleague).get(path).content.decode()


def test_allowed_words_may_be_saved_by_everybody_and_the_asker_hears(cast: Cast) -> None:
    explain(logged_in(cast.member))
    mail.outbox.clear()
    alarm = FalseAlarm.objects.get()
    assert decide(logged_in(cast.editor), alarm, "allowed").status_code == 302
    [message] = mail.outbox
    assert message.to == [cast.member.email]
    assert HALL not in message.body
    for person in (cast.member, cast.colleague):
        assert save(logged_in(person), cast, f"Wij werken bij de {HALL} in Oost.").status_code == 302
    stranger = save(logged_in(cast.member), cast, f"Bij de {HALL} woont Sharon Wijnaldum.").content.decode()
    assert "‘Sharon Wijnaldum’" in stranger
    assert f"‘{HALL}’" not in stranger
    assert Act.objects.filter(verb="vals alarm bekeken: mag blijven staan", by=cast.editor).exists()


def test_refused_words_are_wiped(cast: Cast) -> None:
    client = logged_in(cast.member)
    explain(client)
    decide(logged_in(cast.editor), FalseAlarm.objects.get(), "refused")
    alarm = FalseAlarm.objects.get()
    assert (alarm.words, alarm.why, alarm.settled_by) == ("", "", cast.editor)
    assert save(client, cast, f"Wij werken bij de {HALL} in Oost.").status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        FalseAlarm.objects.update(words=HALL)


def test_same_words_twice_are_one_question_and_allowed_words_none(cast: Cast) -> None:
    client = logged_in(cast.member)
    explain(client)
    explain(client, words="rosa manus")
    assert FalseAlarm.objects.count() == 1
    decide(logged_in(cast.editor), FalseAlarm.objects.get(), "allowed")
    answer = client.post(PAGE, {"words": HALL, "why": "Een buurthuis."}, follow=True)
    assert "Deze woorden mogen al blijven staan" in answer.content.decode()
    assert FalseAlarm.objects.count() == 1


def test_second_decision_changes_nothing(cast: Cast) -> None:
    explain(logged_in(cast.member))
    alarm, editor = FalseAlarm.objects.get(), logged_in(cast.editor)
    decide(editor, alarm, "allowed")
    decide(editor, alarm, "refused")
    assert FalseAlarm.objects.get().outcome == "allowed"


def test_explanation_is_asked(cast: Cast) -> None:
    assert explain(logged_in(cast.member), why="").status_code == 422
    assert not FalseAlarm.objects.exists()


def test_only_editors_decide(cast: Cast) -> None:
    explain(logged_in(cast.member))
    alarm = FalseAlarm.objects.get()
    assert decide(logged_in(cast.colleague), alarm, "allowed").status_code == 403
    assert decide(Client(), alarm, "allowed").status_code == 302
    assert logged_in(cast.editor).get(f"/beheer/vals-alarm/{alarm.pk}/besluit/").status_code in (302, 405)
    assert FalseAlarm.objects.get().outcome == ""


def made(cast: Cast, *, days: int, words: str = HALL, outcome: str = "") -> FalseAlarm:
    settled = {"outcome": outcome, "settled_at": timezone.now(), "settled_by": cast.editor} if outcome else {}
    alarm = FalseAlarm.objects.create(by=cast.member, words=words, why="Dit is een buurthuis.", **settled)
    FalseAlarm.objects.filter(pk=alarm.pk).update(asked_at=timezone.now() - timedelta(days=days))
    return alarm


def test_an_explanation_of_a_year_is_forgotten_and_allowed_words_stay(cast: Cast) -> None:
    allowed = made(cast, days=366, outcome="allowed")
    waiting, young = made(cast, days=366, words="Titus Brand"), made(cast, days=364, words="Jan Zaal")
    daily.run()
    assert list(FalseAlarm.objects.values_list("pk", "words", "why", "by")) == [
        (allowed.pk, HALL, "", None),
        (young.pk, "Jan Zaal", "Dit is een buurthuis.", cast.member.pk),
    ]
    assert not FalseAlarm.objects.filter(pk=waiting.pk).exists()
    assert retention.forget_explanations() == 0
    assert save(logged_in(cast.colleague), cast, f"Wij werken bij de {HALL} in Oost.").status_code == 302


def test_an_explanation_goes_with_who_gave_it(cast: Cast) -> None:
    made(cast, days=1, outcome="allowed")
    made(cast, days=1, words="Titus Brand")
    retention.anonymise(cast.member)
    left = FalseAlarm.objects.get()
    assert (left.words, left.why, left.by) == (HALL, "", None)
