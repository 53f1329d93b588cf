"""One look for every mail; editors see examples of each."""

import pytest
from django.core.mail.message import EmailMessage

from woonoverlast.mail import layout
from woonoverlast.mail.letters import MAX_BYTES
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.mail.tests.letters import parsed, part
from woonoverlast.notifications import samples
from woonoverlast.notifications.samples import SAMPLES, Sample
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))
def test_mail_has_text_and_markup_and_is_small(sample: Sample) -> None:
    message = parsed(sample.write())
    html = part(message, "html")
    assert part(message, "plain").strip()
    assert '<html lang="nl"' in html
    assert "prefers-color-scheme: dark" in html
    assert "<img" not in html
    assert "<link" not in html
    assert "@import" not in html
    assert len(message.as_bytes()) < MAX_BYTES


def test_plain_mail_of_others_gets_markup_and_keeps_its_text() -> None:
    laid = layout.laid_out(EmailMessage("Je inlogcode", samples.CODE, None, ["lid@werk.example"]))
    message = parsed(laid)
    assert part(message, "plain").strip() == samples.CODE
    assert '<span class="code">K7P4-2WXZ</span>' in part(message, "html")


def test_address_on_its_own_line_becomes_a_button() -> None:
    html = layout.markup_of("Dag", samples.INVITATION)
    assert 'href="https://platform.example/uitnodiging/voorbeeld/"' in html
    assert "Open de pagina" in html


def test_markup_in_a_plain_mail_stays_text() -> None:
    html = layout.markup_of("Dag", 'Dag <b>vet</b>,\n\nhttps://x.example/"onmouseover=alert(1)')
    assert "<b>vet" not in html
    assert '"onmouseover' not in html


def test_outbox_row_holds_both_parts(db: None) -> None:
    layout.LaidOutBackend().send_messages([EmailMessage("Dag", "Hallo.", None, ["lid@werk.example"])])
    raw = bytes(OutgoingMail.objects.get().message)
    assert b"text/plain" in raw
    assert b"text/html" in raw


def test_editor_looks_at_every_mail(db: None, places: None) -> None:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast: Cast = make_cast(here, elsewhere)
    editor = logged_in(cast.editor)
    page = editor.get("/beheer/mails/").content.decode()
    for name, sample in SAMPLES.items():
        assert sample.title in page
        assert editor.get(f"/beheer/mails/voorbeeld/{name}/").status_code == 200
        response = editor.get(f"/beheer/mails/voorbeeld/{name}/opmaak/")
        assert "sandbox" in response.headers["Content-Security-Policy"]
