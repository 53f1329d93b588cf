"""At the door: the list, badges, phones that were away, who walks in."""

import json
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.attendance import arriving, badges
from woonoverlast.attendance.models import Attendance, How, Reading
from woonoverlast.attendance.tests.day import badge_path, came, over, own_path, path, place, subjects, today
from woonoverlast.events import places, signing_up, telling
from woonoverlast.events.models import Cancellation, Event, SignUp, Status
from woonoverlast.events.places import NotPossible
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_person

LIST = "inchecken/"


@pytest.fixture
def event(cast: Cast) -> Event:
    return today(cast.coordinator)


def press(person: Person | None, event: Event, sign_up: SignUp, button: str = "aankomst/") -> Any:
    return logged_in(person).post(path(event, LIST + button), {"sign_up": sign_up.pk})


def scan(sign_up: SignUp, *, ago: float = 0, mark: str = "", how: str = "scanned") -> dict[str, Any]:
    return {"mark": mark or str(uuid4()), "code": badges.code(sign_up.pk), "how": how, "ago": ago}


def send(person: Person, event: Event, *scans: dict[str, Any]) -> Any:
    answer = logged_in(person).post(path(event, LIST + "scans/"), {"scans": json.dumps(scans)})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_button_beside_a_name_says_that_he_is_there(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    answer = press(cast.coordinator, event, sign_up)
    assert answer["Location"] == path(event, f"{LIST}#p{sign_up.pk}")
    attendance = Attendance.objects.get(sign_up=sign_up)
    assert (attendance.how, attendance.by) == (How.LIST, cast.coordinator)


def test_editor_checks_in_too(cast: Cast, event: Event) -> None:
    press(cast.editor, event, place(event, cast.member))
    assert Attendance.objects.count() == 1


def test_second_organiser_checks_in_too(cast: Cast, event: Event) -> None:
    event.organisers.add(cast.colleague)
    press(cast.colleague, event, place(event, cast.member))
    assert Attendance.objects.count() == 1


PAGES = ("", "aankomst/", "terug/", "aan-de-deur/", "scans/", "zonder-verbinding.js", "scherm/", "scherm/code.svg")


@pytest.mark.parametrize("page", PAGES)
def test_who_does_not_organise_gets_403(cast: Cast, event: Event, page: str) -> None:
    sign_up = place(event, cast.member)
    client = logged_in(cast.member)
    known = {client.get(path(event, LIST + page)).status_code, client.post(path(event, LIST + page)).status_code}
    assert known <= {403, 405}
    assert 403 in known
    assert not Attendance.objects.filter(sign_up=sign_up).exists()


@pytest.mark.parametrize("page", PAGES)
def test_who_does_not_see_the_event_gets_404(cast: Cast, page: str) -> None:
    hidden = today(cast.coordinator, published=False)
    client = logged_in(cast.outsider)
    known = {client.get(path(hidden, LIST + page)).status_code, client.post(path(hidden, LIST + page)).status_code}
    assert known <= {404, 405}
    assert 404 in known


@pytest.mark.parametrize("page", ["aankomst/", "terug/", "scans/"])
def test_reading_these_gets_405(cast: Cast, event: Event, page: str) -> None:
    assert logged_in(cast.coordinator).get(path(event, LIST + page)).status_code == 405


def test_list_shows_who_has_a_place_and_counts(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    place(event, cast.colleague)
    place(event, cast.outsider, status=Status.WAITING)
    text = logged_in(cast.coordinator).get(path(event, LIST)).content.decode()
    assert cast.member.name in text
    assert cast.colleague.name in text
    assert cast.outsider.name not in text.partition("door-list")[2]
    assert "data-present>1</span> van <span data-expected>2</span>" in text


def test_search_finds_on_organisation(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    place(event, guest_name="Piet Gast", guest_organisation="Corporatie Thuis")
    text = logged_in(cast.coordinator).get(path(event, LIST + "?q=thuis")).content.decode()
    assert "Piet Gast" in text
    assert f">{cast.member.name}<" not in text


def test_list_of_hundred_asks_few_questions(cast: Cast, event: Event, django_assert_max_num_queries: Any) -> None:
    for number in range(100):
        place(event, make_person(f"p{number}", cast.here))
    client = logged_in(cast.coordinator)
    client.get(path(event, LIST))
    with django_assert_max_num_queries(14):
        client.get(path(event, LIST))


def test_only_the_page_of_the_door_may_ask_for_the_camera(cast: Cast, event: Event) -> None:
    client = logged_in(cast.coordinator)
    assert "camera=(self)" in client.get(path(event, LIST))["Permissions-Policy"]
    assert "camera=()" in client.get(path(event))["Permissions-Policy"]


def test_undoing_takes_the_attendance_away(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    press(cast.coordinator, event, sign_up, "terug/")
    assert Attendance.objects.count() == 0
    assert Reading.objects.filter(taken_back=True, by=cast.coordinator).count() == 1


def test_after_undoing_he_can_come_in_again(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    press(cast.coordinator, event, sign_up, "terug/")
    press(cast.coordinator, event, sign_up)
    assert Attendance.objects.filter(sign_up=sign_up).exists()


def test_too_early_is_refused(cast: Cast) -> None:
    event = today(cast.coordinator, in_days=3)
    sign_up = place(event, cast.member)
    answer = logged_in(cast.coordinator).post(path(event, LIST + "aankomst/"), {"sign_up": sign_up.pk}, follow=True)
    assert "Inchecken kan vanaf" in answer.content.decode()
    assert Attendance.objects.count() == 0


def test_sign_up_of_another_event_is_absent(cast: Cast, event: Event) -> None:
    elsewhere = place(today(cast.editor), cast.member)
    assert press(cast.coordinator, event, elsewhere).status_code == 404


# A phone that reads codes -----------------------------------------------------------------------------------------


def test_scan_says_who_is_in_and_how_things_stand(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    said = send(cast.coordinator, event, scan(sign_up))
    assert said["results"][0]["text"] == f"{cast.member.name} is binnen."
    assert (said["present"], said["expected"]) == (1, 1)
    assert set(said["arrivals"]) == {badges.code(sign_up.pk)}


def test_second_scan_says_since_when(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    send(cast.coordinator, event, scan(sign_up, ago=600))
    at = timezone.localtime(Attendance.objects.get().at)
    said = send(cast.coordinator, event, scan(sign_up))
    assert said["results"][0]["text"] == f"{cast.member.name} was al binnen om {at:%H:%M}."
    assert Attendance.objects.count() == 1


def test_sent_twice_counts_once(cast: Cast, event: Event) -> None:
    one = scan(place(event, cast.member))
    send(cast.coordinator, event, one)
    send(cast.coordinator, event, one, one)
    assert (Attendance.objects.count(), Reading.objects.count()) == (1, 1)


def test_earliest_time_of_two_phones_stays(cast: Cast, event: Event) -> None:
    """The phone that was away longest comes back last."""
    event.organisers.add(cast.colleague)
    sign_up = place(event, cast.member)
    send(cast.colleague, event, scan(sign_up, ago=60))
    send(cast.coordinator, event, scan(sign_up, ago=1800))
    attendance = Attendance.objects.get()
    assert timedelta(minutes=29) < timezone.now() - attendance.at < timedelta(minutes=31)
    assert attendance.by == cast.coordinator


def test_late_scan_from_before_an_undo_does_not_bring_it_back(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    old = scan(sign_up, ago=60)
    send(cast.coordinator, event, old)
    press(cast.coordinator, event, sign_up, "terug/")
    send(cast.coordinator, event, old, scan(sign_up, ago=30))
    assert Attendance.objects.count() == 0
    send(cast.coordinator, event, scan(sign_up))
    assert Attendance.objects.count() == 1


def test_clock_of_a_phone_is_not_believed_beyond_the_door(cast: Cast, event: Event) -> None:
    first, second = place(event, cast.member), place(event, cast.colleague)
    send(cast.coordinator, event, scan(first, ago=-9000), scan(second, ago=40 * 3600))
    assert Attendance.objects.get(sign_up=first).at <= timezone.now()
    assert Attendance.objects.get(sign_up=second).at >= event.starts_at - timedelta(hours=12)


def test_codes_that_are_not_good_are_told_apart(cast: Cast, event: Event) -> None:
    gone = place(event, cast.member, status=Status.CANCELLED)
    elsewhere = place(today(cast.editor), cast.colleague)
    false = scan(gone) | {"code": f"{gone.pk}-{'a' * 16}"}
    said = [one["text"] for one in send(cast.coordinator, event, scan(gone), scan(elsewhere), false)["results"]]
    assert "heeft geen plaats (afgemeld)" in said[0]
    assert "andere bijeenkomst" in said[1]
    assert said[2] == "Dit is geen code van dit platform."
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(
    "body", ["{", "[1]", '[{"mark": "x"}]', '{"a": 1}', '[{"mark": 1, "code": 2, "how": 3, "ago": "x"}]', "[" * 9000]
)
def test_nonsense_from_a_phone_gets_422(cast: Cast, event: Event, body: str) -> None:
    answer = logged_in(cast.coordinator).post(path(event, LIST + "scans/"), {"scans": body})
    assert answer.status_code == 422


def test_code_is_short_and_only_ours(settings: Any) -> None:
    code = badges.code(123456)
    assert len(code) < 25
    assert badges.read(code) == 123456
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "een-nieuwe-sleutel", [settings.SECRET_KEY]
    assert badges.read(code) == 123456
    settings.SECRET_KEY_FALLBACKS = []
    assert badges.read(code) is None


@pytest.mark.parametrize("given", ["", "-", "x-y", "12", "٣-aaaa", "1" * 30 + "-a", "12-é"])
def test_odd_codes_are_nobody(given: str) -> None:
    assert badges.read(given) is None


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_the_same_moment_are_one(places: None) -> None:
    everybody = cast_of_two()
    event = today(everybody[0])
    sign_up = place(event, everybody[1])
    gate, said = Barrier(8), []

    def one(number: int) -> None:
        gate.wait()
        at = timezone.now() - timedelta(seconds=number)
        said.append(arriving.arrive(sign_up, by=everybody[0], how=How.SCANNED, at=at).kind)
        connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["again"] * 7 + ["in"]
    earliest = Reading.objects.order_by("at").values_list("at", flat=True)[0]
    assert Attendance.objects.get().at == earliest


def cast_of_two() -> tuple[Person, Person]:
    return make_person("organisator"), make_person("deelnemer")


# A badge, and an ordinary phone ------------------------------------------------------------------------------------


def test_badge_shows_the_code_of_this_place(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    client = Client()
    text = client.get(own_path(sign_up, "badge/")).content.decode()
    assert cast.member.name in text
    assert cast.here.name in text
    picture = client.get(own_path(sign_up, "badge/code.svg"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content == badges.picture(badges.link(sign_up))


def test_who_waits_has_no_badge(cast: Cast, event: Event) -> None:
    assert Client().get(own_path(place(event, cast.member, status=Status.WAITING), "badge/")).status_code == 404


@pytest.mark.parametrize("role", ["", "member", "outsider"])
def test_badge_tells_others_nothing(cast: Cast, event: Event, role: str) -> None:
    sign_up = place(event, cast.colleague)
    text = logged_in(getattr(cast, role) if role else None).get(badge_path(sign_up)).content.decode()
    assert "Laat deze code zien bij de ingang" in text
    assert cast.colleague.name not in text
    assert event.title not in text
    shown = logged_in(cast.coordinator).get(badge_path(sign_up)).content.decode()  # the control: it can be seen
    assert cast.colleague.name in shown
    assert event.title in shown


def test_organiser_sees_one_button(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    text = logged_in(cast.coordinator).get(badge_path(sign_up)).content.decode()
    assert f"{cast.member.name} is er" in text
    arriving.arrive(sign_up, by=cast.coordinator, how=How.LIST)
    assert "Al binnen" in logged_in(cast.coordinator).get(badge_path(sign_up)).content.decode()


def test_badge_that_we_did_not_make_is_absent(cast: Cast) -> None:
    assert logged_in(cast.editor).get("/agenda/inchecken/1-aaaaaaaaaaaaaaaa/").status_code == 404


# Without signing up ------------------------------------------------------------------------------------------------


def test_member_walks_in_by_his_address(cast: Cast, event: Event) -> None:
    logged_in(cast.coordinator).post(path(event, LIST + "aan-de-deur/"), {"email": cast.member.email.upper()})
    attendance = Attendance.objects.get()
    assert attendance.sign_up.person == cast.member
    assert (attendance.how, attendance.sign_up.status) == (How.WALK_IN, Status.WALK_IN)


def test_guest_walks_in_by_name(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    Event.objects.filter(pk=event.pk).update(capacity=1, taken=1)
    logged_in(cast.coordinator).post(
        path(event, LIST + "aan-de-deur/"), {"name": " Piet  Gast ", "organisation": "Politie"}
    )
    sign_up = Attendance.objects.get().sign_up
    assert (sign_up.guest_name, sign_up.guest_organisation) == ("Piet Gast", "Politie")


@pytest.mark.parametrize(
    ("data", "said"), [({"email": ""}, "Vul een naam in"), ({"email": "x@werk.example"}, "niet van een lid")]
)
def test_walk_in_without_a_name_is_asked_for_one(cast: Cast, event: Event, data: dict[str, str], said: str) -> None:
    answer = logged_in(cast.coordinator).post(path(event, LIST + "aan-de-deur/"), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_waited_comes_in_and_leaves_the_line(cast: Cast, event: Event) -> None:
    waiting = place(event, cast.member, status=Status.WAITING)
    logged_in(cast.coordinator).post(path(event, LIST + "aan-de-deur/"), {"email": cast.member.email})
    waiting.refresh_from_db()
    assert waiting.status == Status.CANCELLED
    assert Attendance.objects.get().sign_up.status == Status.WALK_IN
    tell_all()
    assert subjects() == []  # he stands there: no mail says that he is signed off


def test_control_signing_off_oneself_is_mailed(cast: Cast) -> None:
    sign_up = signing_up.sign_up(make_event(cast.coordinator), cast.member, by=cast.member)
    places.cancel(sign_up, by=cast.member)
    tell_all()
    assert [subject.partition(":")[0] for subject in subjects()] == ["Je bent aangemeld", "Je bent afgemeld"]


def tell_all() -> None:
    """What the worker would do with the steps that were handed to it."""
    for job in ProcrastinateJob.objects.filter(task_name__endswith="tell_of_step"):
        telling.tell_of_step(**job.args)


def test_who_was_offered_a_place_gives_it_back_at_the_door(cast: Cast, event: Event) -> None:
    soon = timezone.now() + timedelta(hours=1)
    place(event, cast.member, status=Status.OFFERED, offered_until=soon)
    Event.objects.filter(pk=event.pk).update(capacity=1, taken=1)
    arriving.let_in(Event.objects.get(pk=event.pk), by=cast.coordinator, person=cast.member)
    assert Event.objects.get(pk=event.pk).taken == 0


def test_list_can_be_put_right_afterwards(cast: Cast) -> None:
    event = over(cast.coordinator)
    place(event, cast.member, status=Status.WAITING)
    arriving.let_in(event, by=cast.coordinator, person=cast.member)
    assert Attendance.objects.get().sign_up.person == cast.member


def test_nobody_comes_in_at_a_cancelled_event(cast: Cast, event: Event) -> None:
    Cancellation.objects.create(event=event, by=cast.editor, reason="ziek")
    with pytest.raises(NotPossible, match="gaat niet door"):
        arriving.let_in(Event.objects.get(pk=event.pk), by=cast.editor, person=cast.member)


def test_readings_go_after_a_month(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    assert arriving.forget_readings() == 0
    assert arriving.forget_readings(now=timezone.now() + timedelta(days=31)) == 1
    assert Attendance.objects.count() == 1


def test_worker_is_script_for_this_event_only(cast: Cast, event: Event) -> None:
    answer = logged_in(cast.coordinator).get(path(event, LIST + "zonder-verbinding.js"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert f'"{path(event, LIST)}"' in answer.content.decode()
