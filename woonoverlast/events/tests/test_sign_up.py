"""Signing up through the pages: members, colleagues, guests, and one's own place."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from woonoverlast.events import links, places, signing_up, telling
from woonoverlast.events.models import Answer, Event, Question, Series, SignUp, Status, Step
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Discipline, Person
from woonoverlast.people.testing import Cast, forged, logged_in

pytestmark = pytest.mark.django_db


def sign_up(person: Person, event: Event, **data: object) -> str:
    """Posts the button and gives the page that follows."""
    return logged_in(person).post(f"/agenda/{event.pk}/aanmelden/", data, follow=True).content.decode()


def test_one_click_gives_a_place(cast: Cast) -> None:
    event = make_event(cast.editor)
    assert "Je bent aangemeld." in sign_up(cast.member, event)
    assert event.sign_ups.get().status == Status.PLACE
    assert "Je hebt een plaats" in logged_in(cast.member).get(event.get_absolute_url()).content.decode()


def test_full_event_says_which_number_in_line(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    sign_up(cast.colleague, event)
    page = sign_up(cast.member, event)
    assert "op de wachtlijst gezet, nummer 1" in page


def test_colleague_is_signed_up_and_an_outsider_is_not(cast: Cast) -> None:
    event = make_event(cast.editor)
    assert f"{cast.colleague.name} is aangemeld" in sign_up(cast.member, event, colleague=cast.colleague.pk)
    sign_up(cast.member, event, colleague=cast.outsider.pk)
    assert list(event.sign_ups.values_list("person", "by")) == [(cast.colleague.pk, cast.member.pk)]


def test_wish_with_a_name_in_it_is_refused_and_kept(cast: Cast) -> None:
    event = make_event(cast.editor)
    text = "Wat doen wij met mevrouw De Vries op nummer 12, bel 06-12345678?"
    page = sign_up(cast.member, event, wish=text)
    assert "Schrijf het zonder gegevens van personen" in page
    assert "06-12345678" in page
    assert not event.sign_ups.exists()


def test_required_question_must_be_answered(cast: Cast) -> None:
    event = make_event(cast.editor)
    question = Question.objects.create(event=event, label="Heb je dieetwensen?", required=True)
    assert "Dit veld is verplicht" in sign_up(cast.member, event)
    sign_up(cast.member, event, **{f"vraag-{question.pk}": "geen noten"})
    assert Answer.objects.get().text == "geen noten"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"audience": "disciplines", "disciplines": [Discipline.POLICE]}, "andere vakgebieden"),
        ({"audience": "region"}, "andere regio"),
        ({"audience": "everybody", "sign_up_until": timezone.now() - timedelta(days=1)}, "Aanmelden kan niet meer"),
        ({"audience": "everybody", "sign_up_from": timezone.now() + timedelta(days=1)}, "Aanmelden kan vanaf"),
        ({"in_days": -1}, "Aanmelden kan niet meer"),
    ],
)
def test_who_cannot_sign_up_reads_why(cast: Cast, fields: dict[str, object], reason: str) -> None:
    event = make_event(cast.editor, **fields)  # type: ignore[arg-type]
    assert reason in sign_up(cast.member, event)
    assert not event.sign_ups.exists()


def test_discipline_of_the_employer_counts(cast: Cast) -> None:
    event = make_event(cast.editor, audience="disciplines", disciplines=[Discipline.MUNICIPALITY])
    sign_up(cast.member, event)
    assert event.sign_ups.count() == 1


def test_province_of_the_employer_counts(cast: Cast) -> None:
    event = make_event(cast.editor, audience="region")
    assert cast.here.municipality
    event.provinces.add(cast.here.municipality.province)
    sign_up(cast.member, event)
    assert event.sign_ups.count() == 1


def test_uninvited_member_gets_404_and_invited_signs_up(cast: Cast) -> None:
    event = make_event(cast.editor, audience="invited", members_only=True)
    assert logged_in(cast.member).post(f"/agenda/{event.pk}/aanmelden/").status_code == 404
    event.invited.create(person=cast.member, by=cast.editor)
    sign_up(cast.member, event)
    assert event.sign_ups.count() == 1


def guest_link(event: Event, *, email: str = "gast@elders.example") -> str:
    data = {"name": "Gijs Gast", "email": email, "organisation": "Elders"}
    page = Client().post(f"/agenda/{event.pk}/gast/", data).content.decode()
    assert f"We stuurden een mail naar {email}" in page
    found = re.search(r"/agenda/gast/\S+", str(mail.outbox[-1].body))
    assert found
    return found.group()


def test_guest_signs_up_by_the_button_behind_the_link(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    link = guest_link(event)
    assert Client().get(link).status_code == 200
    assert not event.sign_ups.exists(), "a GET signed up"
    page = Client().post(link, follow=True).content.decode()
    assert "je hebt een plaats" in page
    assert event.sign_ups.get().guest_email == "gast@elders.example"
    Client().post(link)
    assert event.sign_ups.count() == 1


def test_guest_who_is_stopped_reads_what_he_can_do_and_gets_no_link_that_he_cannot_open(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    typed = {"name": "Gijs Gast", "email": "gast@elders.example", "wish": "Het gaat om Sharon Wijnaldum van boven."}
    answer = Client().post(f"/agenda/{event.pk}/gast/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Laat de woorden toch weg: alleen leden kunnen het een redacteur uitleggen." in page
    assert "/geen-persoon/" not in page
    assert "/geen-persoon/" in logged_in(cast.member).post(f"/agenda/{event.pk}/aanmelden/", typed).content.decode()


def test_page_does_not_tell_whose_address_is_of_a_member(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    link = guest_link(event, email=cast.member.email)
    Client().post(link)
    assert event.sign_ups.get().person == cast.member


def test_guest_link_of_another_event_or_changed_is_absent(cast: Cast) -> None:
    link = guest_link(make_event(cast.editor, audience="everybody"))
    assert Client().get(forged(link)).status_code == 404


def test_guest_is_not_welcome_at_an_event_for_members(cast: Cast) -> None:
    event = make_event(cast.editor)
    page = Client().post(f"/agenda/{event.pk}/gast/", {"name": "G", "email": "g@elders.example"}).content.decode()
    assert "alleen voor leden" in page
    assert mail.outbox == []


def own(event: Event, person: Person) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


def test_own_page_cancels_only_by_post(cast: Cast) -> None:
    made = own(make_event(cast.editor), cast.member)
    path = links.path(made)
    Client().get(path)
    assert SignUp.objects.get().status == Status.PLACE
    Client().post(path, {"doen": "af"})
    assert SignUp.objects.get().status == Status.CANCELLED
    assert "afgemeld" in Client().get(path).content.decode()


def test_own_page_accepts_an_offer(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second = own(event, cast.member), own(event, cast.colleague)
    places.cancel(first, by=cast.member)
    page = Client().post(links.path(second), {"doen": "neem"}, follow=True).content.decode()
    assert "De plaats is van jou" in page
    second.refresh_from_db()
    assert second.status == Status.PLACE


def test_offer_that_passed_says_so(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second = own(event, cast.member), own(event, cast.colleague)
    places.cancel(first, by=cast.member)
    SignUp.objects.filter(pk=second.pk).update(offered_until=timezone.now() - timedelta(minutes=1))
    assert "voorbij" in Client().post(links.path(second), {"doen": "neem"}, follow=True).content.decode()


def test_link_to_join_is_only_for_who_has_a_place(cast: Cast) -> None:
    event = make_event(cast.editor, online=True, link="https://overleg.example/geheim", capacity=1)
    own(event, cast.member)
    own(event, cast.colleague)
    seen = {p.pk: "geheim" in logged_in(p).get(event.get_absolute_url()).content.decode() for p in (cast.member, cast.colleague, cast.outsider)}  # fmt: skip
    assert seen == {cast.member.pk: True, cast.colleague.pk: False, cast.outsider.pk: False}
    waiting = SignUp.objects.get(person=cast.colleague)
    assert "geheim" not in Client().get(links.path(waiting)).content.decode()


def test_who_shares_is_seen_by_who_comes_only(cast: Cast) -> None:
    event = make_event(cast.editor)
    sign_up(cast.member, event, wish="Hoe doe je nazorg met weinig mensen?", shares_wish="on")
    own(event, cast.colleague)
    assert "Hoe doe je nazorg" in logged_in(cast.colleague).get(event.get_absolute_url()).content.decode()
    assert "Hoe doe je nazorg" not in logged_in(cast.outsider).get(event.get_absolute_url()).content.decode()
    SignUp.objects.filter(person=cast.member).update(shares_wish=False)
    assert "Hoe doe je nazorg" not in logged_in(cast.colleague).get(event.get_absolute_url()).content.decode()


def test_series_signs_up_for_all_dates_and_names_what_cannot_be(cast: Cast) -> None:
    series = Series.objects.create(title="Spreekuur")
    dates = [make_event(cast.editor, series=series, in_days=days) for days in (7, 14, 21)]
    Event.objects.filter(pk=dates[1].pk).update(sign_up_until=timezone.now())
    page = logged_in(cast.member).post(f"/agenda/reeks/{series.pk}/aanmelden/", follow=True).content.decode()
    assert "voor 2 van de 3 data" in page
    assert "Aanmelden kan niet meer" in page


def test_overlap_with_another_event_is_told(cast: Cast) -> None:
    own(make_event(cast.editor, title="Iets anders"), cast.member)
    event = make_event(cast.editor)
    page = logged_in(cast.member).get(event.get_absolute_url()).content.decode()
    assert "Op dat moment heb je al iets" in page


def test_each_step_is_told_once(cast: Cast) -> None:
    made = own(make_event(cast.editor), cast.member)
    step = Step.objects.get()
    telling.tell_of_step(step.pk)
    telling.tell_of_step(step.pk)
    assert [message.to for message in mail.outbox] == [[cast.member.email]]
    assert links.path(made) in str(mail.outbox[0].body)
