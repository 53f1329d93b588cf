"""Certificates: issued once, readable by everybody's software, checked by anybody, taken back."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from woonoverlast.attendance import certifying
from woonoverlast.attendance.models import Certificate
from woonoverlast.attendance.retention import forget_guests
from woonoverlast.attendance.tests.day import came, over, own_path, path, place
from woonoverlast.events.models import Event
from woonoverlast.events.retention import forget_answers
from woonoverlast.people import retention
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def event(cast: Cast) -> Event:
    return over(cast.coordinator, title="Regie in de praktijk", hours=3.5)


def issue(event: Event, cast: Cast) -> Any:
    return logged_in(cast.coordinator).post(path(event, "na-afloop/certificaten/"), follow=True)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def a_certificate(**words: Any) -> Certificate:
    fields = {"name": "Noor van den Berg", "title": "Regie", "held_on": timezone.localdate(), "minutes": 150}
    return Certificate(**fields | {"organiser": "Platform Woonoverlast"} | words)


def text_of(certificate: Certificate) -> str:
    return " ".join(reader(certifying.pdf(certificate)).pages[0].extract_text().split())


def test_who_was_there_gets_one_and_a_mail(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    place(event, cast.colleague)
    assert "1 certificaat uitgegeven" in issue(event, cast).content.decode()
    certificate = Certificate.objects.get()
    assert (certificate.name, certificate.minutes, certificate.person) == (cast.member.name, 210, cast.member)
    assert len(certificate.code) == 32
    certifying.tell(event.pk)
    certifying.tell(event.pk)
    assert [message.to for message in mail.outbox] == [[cast.member.email]]


def test_second_time_only_who_has_none(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    assert "heeft al een certificaat" in issue(event, cast).content.decode()
    came(event, cast.colleague, by=cast.coordinator)
    issue(event, cast)
    assert Certificate.objects.count() == 2


def test_editor_issues_reading_gets_405(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    client = logged_in(cast.editor)
    assert client.get(path(event, "na-afloop/certificaten/")).status_code == 405
    client.post(path(event, "na-afloop/certificaten/"))
    assert Certificate.objects.get().issued_by == cast.editor


def test_not_before_the_end(cast: Cast) -> None:
    event = over(cast.coordinator, days=0)
    came(event, cast.member, by=cast.coordinator)
    assert "kan na afloop" in issue(event, cast).content.decode()
    assert not Certificate.objects.exists()


def test_member_and_guest_download_their_own(cast: Cast, event: Event) -> None:
    member, guest = came(event, cast.member, by=cast.coordinator), came(event, by=cast.coordinator)
    issue(event, cast)
    of_member = Certificate.objects.get(sign_up=member)
    answer = logged_in(cast.member).get(f"/agenda/mijn/certificaten/{of_member.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert cast.member.name in " ".join(reader(answer.content).pages[0].extract_text().split())
    assert logged_in(cast.colleague).get(f"/agenda/mijn/certificaten/{of_member.pk}.pdf").status_code == 404
    assert "Gast 2" in reader(Client().get(own_path(guest, "certificaat/")).content).pages[0].extract_text()
    assert Client().get(own_path(place(event, cast.outsider), "certificaat/")).status_code == 404


def test_page_to_check_gives_first_letters_only(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    certificate = Certificate.objects.get()
    text = Client().get(certificate.get_absolute_url()).content.decode()
    assert "Dit certificaat is echt" in text
    assert "Regie in de praktijk" in text
    assert "3,5 uur" in text
    assert f"<dd>{cast.member.name[0]}.</dd>" in text
    assert cast.member.name not in text
    assert Client().get(f"/agenda/certificaat/{'0' * 32}/").status_code == 404


def test_withdrawn_says_so_and_can_be_issued_anew(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    certificate = Certificate.objects.get()
    client, address = logged_in(cast.coordinator), f"/agenda/certificaten/{certificate.pk}/intrekken/"
    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "Verkeerde Jan."})
    text = Client().get(certificate.get_absolute_url()).content.decode()
    assert "geldt niet meer" in text
    assert "Verkeerde Jan" not in text
    assert logged_in(cast.member).get(f"/agenda/mijn/certificaten/{certificate.pk}.pdf").status_code == 404
    issue(event, cast)
    assert Certificate.objects.valid().get().code != certificate.code


def test_others_cannot_withdraw(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    address = f"/agenda/certificaten/{Certificate.objects.get().pk}/intrekken/"
    assert logged_in(cast.member).post(address, {"why": "zo"}).status_code == 403
    Event.objects.filter(pk=event.pk).update(published_at=None)
    assert logged_in(cast.outsider).post(address, {"why": "zo"}).status_code == 404
    assert Certificate.objects.valid().count() == 1


def test_undoing_the_attendance_takes_the_certificate_back(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    logged_in(cast.coordinator).post(path(event, "inchecken/terug/"), {"sign_up": sign_up.pk})
    assert Certificate.objects.get().is_withdrawn


def test_document_is_tagged_with_language_and_title() -> None:
    document = reader(certifying.pdf(a_certificate(title="Regie op woonoverlast")))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata
    assert document.metadata.title == "Certificaat: Regie op woonoverlast"
    assert document.xmp_metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.xmp_metadata.stream.get_data()
    assert {"/H1", "/P"} <= set(kinds(root["/StructTreeRoot"]))


def kinds(node: Any) -> list[str]:
    """What the tags in the tree are."""
    found = [str(node["/S"])] if "/S" in node else []
    children = node.get("/K", [])
    for one in children if isinstance(children, list) else [children]:
        child = one.get_object()
        if hasattr(child, "get"):
            found += kinds(child)
    return found


def test_address_on_the_document_leads_to_its_page() -> None:
    certificate = a_certificate()
    document = reader(certifying.pdf(certificate))
    links = [one.get_object()["/A"]["/URI"] for one in document.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert links == [settings.SITE_URL + certificate.get_absolute_url()]


HOSTILE = [
    '#pwn(read("/etc/passwd"))',
    '"] #panic("x") ["',
    "$ x^2 $",
    "*dik* _schuin_ `code` @ref <label> \\ // /* */",
    "#sys.inputs",
    "Łukasz Şahin-Őze",
    'O\'Neill & "Zonen"',
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_just_text(name: str) -> None:
    assert " ".join(name.split()) in text_of(a_certificate(name=name))
    assert " ".join(name.split()) in text_of(a_certificate(title=name))
    assert " ".join(name.split()) in text_of(a_certificate(organiser=name))


def test_names_from_right_to_left_are_shown() -> None:
    text = text_of(a_certificate(name="שלום כהן"))
    assert "שלום" in text or "םולש" in text
    assert "כהן" in text or "ןהכ" in text
    assert "محمد" in text_of(a_certificate(name="محمد")) or certifying.pdf(a_certificate(name="محمد"))


@pytest.mark.parametrize("name", ["王小明", "Jan 😀 Smit", "\x00Jan", "Jan\u202eSmit", "นาย"])
def test_signs_without_a_font_do_not_stop_it(name: str) -> None:
    text = text_of(a_certificate(name=name))
    assert "Certificaat van deelname" in text
    assert "\u202e" not in text


def test_longest_words_stay_on_one_page() -> None:
    data = certifying.pdf(a_certificate(name="N" * 200, title="T" * 160, organiser="O" * 300))
    assert len(reader(data).pages) == 1
    data = certifying.pdf(
        a_certificate(name="Noor van den " * 15, title="Lange titel " * 13, organiser="Organisatie " * 25)
    )
    assert len(reader(data).pages) == 1


@pytest.mark.parametrize(
    ("minutes", "words"), [(30, "een half uur"), (60, "1 uur"), (150, "2,5 uur"), (480, "8 uur"), (5, "een half uur")]
)
def test_hours_in_words(minutes: int, words: str) -> None:
    assert words in text_of(a_certificate(minutes=minutes))


def test_erased_person_is_gone_from_the_certificate(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    issue(event, cast)
    retention.anonymise(cast.member)
    certificate = Certificate.objects.get()
    assert certificate.name == ""
    assert "bewaren wij niet meer" in Client().get(certificate.get_absolute_url()).content.decode()


def test_names_of_guests_go_after_a_year(cast: Cast, event: Event) -> None:
    guest = came(event, by=cast.coordinator)
    issue(event, cast)
    forget_answers()
    forget_guests()
    assert Certificate.objects.get().name == guest.guest_name
    forget_answers(now=timezone.now() + timedelta(days=370))
    forget_guests()
    assert Certificate.objects.get().name == ""
