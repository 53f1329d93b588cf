"""Who works for a municipality keeps its rules; an editor confirms; nothing is overwritten."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.local_rules.tests.making import LONG_AGO, form, here, path, say
from woonoverlast.people.models import Discipline, Organisation
from woonoverlast.people.testing import Cast, logged_in, make_person
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["member", "colleague", "coordinator", "executive", "steward", "editor"])
def test_who_works_there_enters_a_statement(cast: Cast, role: str) -> None:
    answer = logged_in(getattr(cast, role)).post(path(cast, "invullen/"), form())
    assert answer.headers["Location"] == path(cast)
    made = Statement.objects.get()
    assert (made.answer, made.article, made.entered_by) == (Answer.YES, "2:79", getattr(cast, role))
    assert bool(made.confirmed_at) == (role == "editor")
    assert "Artikel 2:79" in text_of(Client().get(path(cast)))


def test_outsider_may_not_and_a_seat_in_the_town_is_not_enough(cast: Cast) -> None:
    assert logged_in(cast.outsider).post(path(cast, "invullen/"), form()).status_code == 403
    seat = Organisation.objects.create(name="Wonen", slug="wonen", kind=Discipline.HOUSING, municipality=here(cast))
    assert logged_in(make_person("huis", seat)).post(path(cast, "invullen/"), form()).status_code == 403
    assert not Statement.objects.exists()


def test_new_statement_replaces_and_the_former_stays_readable(cast: Cast) -> None:
    former = say(here(cast), note="Zo was het.")
    logged_in(cast.member).post(path(cast, "invullen/"), form(answer="no", article="", read=former.pk))
    former.refresh_from_db()
    assert former.replaced_at
    assert Statement.objects.standing().get().answer == Answer.NO
    assert "Zo was het." in text_of(Client().get(path(cast)))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"article": "", "title": ""}, "article", "Vul het artikel in"),
        ({"source": ""}, "source", "Geef een link"),
        ({"url": "http://regels.example/"}, "url", "https://"),
        ({"url": "https://naam:geheim@regels.example/"}, "url", "https://"),
        ({"url": "javascript:alert(1)"}, "url", ""),
        ({"valid_to": "2023-01-01"}, "valid_to", "kan niet eindigen"),
        ({"as_of": "2099-01-01"}, "as_of", "nog niet geweest"),
        ({"as_of": ""}, "as_of", ""),
        ({"answer": "misschien"}, "answer", ""),
        ({"note": "Bel de melder op 06-28371940 na vijf uur."}, "note", "lijkt op"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cast: Cast, changes: dict[str, Any], field: str, says: str) -> None:
    answer = logged_in(cast.member).post(path(cast, "invullen/"), form(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert says in " ".join(answer.context["form"].errors[field])
    assert not Statement.objects.exists()


def test_who_read_an_older_statement_looks_first(cast: Cast) -> None:
    read = say(here(cast))
    client = logged_in(cast.member)
    client.post(path(cast, "invullen/"), form(answer="no", article="", read=read.pk))
    answer = client.post(path(cast, "invullen/"), form(article="2:80", read=read.pk))
    assert answer.status_code == 422
    assert "intussen gewijzigd" in text_of(answer)
    assert Statement.objects.count() == 2


def test_the_same_again_points_at_the_button(cast: Cast) -> None:
    client = logged_in(cast.member)
    client.post(path(cast, "invullen/"), form())
    answer = client.post(path(cast, "invullen/"), form(read=Statement.objects.get().pk))
    assert "Dit klopt nog" in text_of(answer)
    assert Statement.objects.count() == 1


def test_still_right_renews_with_one_button(cast: Cast) -> None:
    say(here(cast), as_of=LONG_AGO, confirmed_at=timezone.now())
    client = logged_in(cast.colleague)
    assert "lang niet nagekeken" in text_of(client.get(path(cast)))
    client.post(path(cast, "klopt-nog/"))
    standing = Statement.objects.standing().get()
    assert (standing.as_of, standing.entered_by) == (timezone.localdate(), cast.colleague)
    assert standing.confirmed_at
    assert "lang niet nagekeken" not in text_of(client.get(path(cast)))
    client.post(path(cast, "klopt-nog/"))
    assert Statement.objects.count() == 2


def test_renewal_is_for_who_works_there_and_by_post(cast: Cast) -> None:
    assert logged_in(cast.member).post(path(cast, "klopt-nog/")).status_code == 404
    say(here(cast), as_of=LONG_AGO)
    assert logged_in(cast.outsider).post(path(cast, "klopt-nog/")).status_code == 403
    assert logged_in(cast.member).get(path(cast, "klopt-nog/")).status_code == 405
    assert Statement.objects.count() == 1


def test_editor_confirms_from_the_work_list_and_who_entered_it_hears(cast: Cast) -> None:
    said = say(here(cast), entered_by=cast.member)
    editor = logged_in(cast.editor)
    assert f"Lokale regel: {said}" in text_of(editor.get("/beheer/"))
    editor.post(f"/lokale-regels/opgaven/{said.pk}/bevestiging/", {"besluit": "klopt"})
    said.refresh_from_db()
    assert said.confirmed_by == cast.editor
    assert f"Lokale regel: {said}" not in text_of(editor.get("/beheer/"))
    assert [(one.to, str(said) in one.subject) for one in mail.outbox] == [([cast.member.email], True)]
    assert "Bevestigd door een redacteur" in text_of(Client().get(path(cast)))


def test_editor_takes_away_with_a_reason_that_stays_to_be_read(cast: Cast) -> None:
    said = say(here(cast), entered_by=cast.member)
    editor = logged_in(cast.editor)
    address = f"/lokale-regels/opgaven/{said.pk}/weghalen/"
    assert editor.post(address, {"reason": ""}).status_code == 422
    editor.post(address, {"reason": "Dit artikel gaat over honden."})
    assert not Statement.objects.standing().exists()
    assert "Weggehaald door een redacteur: Dit artikel gaat over honden." in text_of(Client().get(path(cast)))
    assert editor.post(address, {"reason": "Nog eens."}).status_code == 404


def test_member_may_not_confirm(cast: Cast) -> None:
    said = say(here(cast), entered_by=cast.member)
    assert logged_in(cast.member).post(f"/lokale-regels/opgaven/{said.pk}/bevestiging/").status_code == 403
    said.refresh_from_db()
    assert not said.confirmed_at
