"""A message composed once and filled in by bytes is the same as one made slowly for each person."""

import email
from email.header import decode_header
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from html import escape
from typing import Any

import pytest

from woonoverlast.mail.bulk import composing, queueing, tokens
from woonoverlast.mail.bulk.composing import Addressee, NotSendable
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing

DATE = "Wed, 25 Nov 2026 12:00:00 +0100"
TEXT = "Dag [[naam]],\n\n.Een punt vooraan, een € en [[mailadres]].\n\nAfmelden: [[afmeldlink]]\n"
HTML = '<html lang="nl"><body><p>Dag [[naam]]</p><a href="[[afmeldlink]]">Afmelden</a></body></html>'
NAMES = [
    "Sanne de Boer",
    "Ömer Çelik",
    "O'Neill & Zn <b>",
    "",
    "[[mailadres]]",
    "{{ settings.SECRET_KEY }} %(naam)s {0}",
]


def mailing(**fields: str) -> Mailing:
    return Mailing(
        list_name=NEWSLETTER.slug, **{"subject": "Nieuws: één én ander", "text": TEXT, "html": HTML} | fields
    )


def quick(name: str = "Sanne", **fields: str) -> EmailMessage:
    return parsed(raw(name, **fields))


def raw(name: str = "Sanne", **fields: str) -> bytes:
    addressee = Addressee(7, "sanne@gemeente.example", name)
    return composing.compose(mailing(**fields)).copy_for(addressee, date=DATE)


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, _class=EmailMessage, policy=default)


def slow(name: str) -> EmailMessage:
    """The same message as Python's own library makes it."""
    name = name or "collega"
    link = composing.unsubscribe_address(7)
    message = EmailMessage(policy=SMTP)
    message["From"] = "Platform Woonoverlast <platform@woonoverlast.example>"
    message["To"] = "sanne@gemeente.example"
    message["Subject"] = "Nieuws: één én ander"
    message["Date"] = DATE
    message["Message-ID"] = f"<{tokens.sign(7, purpose='bericht')}@localhost>"
    message["List-Id"] = "Platform Woonoverlast <nieuwsbrief.localhost>"
    message["List-Unsubscribe"] = f"<{link}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Precedence"] = "bulk"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message.set_content(fill(TEXT, name, link))
    message.add_alternative(fill(HTML, escape(name), link), subtype="html")
    return parsed(message.as_bytes())


def fill(text: str, name: str, link: str) -> str:
    """From the end, so that nothing that was filled in is filled in again."""
    return (
        text.replace("[[afmeldlink]]", link)
        .replace("[[mailadres]]", "sanne@gemeente.example")
        .replace("[[naam]]", name)
    )


def content_of(message: EmailMessage) -> list[tuple[str, str]]:
    return [
        (part.get_content_type(), part.get_content().rstrip("\n")) for part in message.walk() if not part.is_multipart()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_quick_way_is_the_slow_way(name: str) -> None:
    one, other = quick(name), slow(name)
    assert content_of(one) == content_of(other)
    skipped = {"content-type", "mime-version"}
    assert {key.lower(): str(value) for key, value in one.items() if key.lower() not in skipped} == {
        key.lower(): str(value) for key, value in other.items() if key.lower() not in skipped
    }


def test_text_alone_is_one_part() -> None:
    assert [kind for kind, _ in content_of(quick(html=""))] == ["text/plain"]


def test_lines_stay_within_the_standard() -> None:
    content = raw("€" * 300, text="[[naam]] woord " * 400, html="<p>[[naam]]</p> " * 300)
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("wrong", ["[[nmaa]]", "[[naam.__class__]]", "[[]]", "[[ naam ]]", "[[naam|upper]]"])
def test_what_is_not_in_the_list_is_named_and_not_sent(wrong: str) -> None:
    with pytest.raises(NotSendable, match="Dit invulveld bestaat niet"):
        raw(text=f"Dag {wrong}")


@pytest.mark.parametrize(
    "harmless", ["{{ naam }}", "{naam}", "%(naam)s", "%s", "${naam}", "{% now 'Y' %}", "[naam]", "{0.__class__}", "[[["]
)
def test_other_languages_are_plain_text(harmless: str) -> None:
    assert harmless in content_of(quick(text=f"Dag {harmless}"))[0][1]


def test_nothing_is_filled_in_twice() -> None:
    assert "Dag [[mailadres]]," in content_of(quick("[[mailadres]]"))[0][1]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\u0085", "\x00", "\x0b"])
def test_line_break_adds_no_header(end: str) -> None:
    evil = f"Nieuws{end}Bcc: iedereen@x.example"
    message = quick(evil, subject=evil, html="")
    usual = quick(html="")
    assert message.keys() == usual.keys()
    assert message["Subject"] == "Nieuws Bcc: iedereen@x.example"


def test_encoded_line_break_in_a_subject_adds_no_header() -> None:
    evil = "Nieuws =?utf-8?q?=0d=0aBcc:_b=40x?="
    head = raw(subject=evil, html="").partition(b"\r\n\r\n")[0]
    assert b"\nBcc" not in head
    assert decode_header(parsed_plainly(head)["Subject"])[0][0] == evil.encode()


def parsed_plainly(content: bytes) -> Message:
    """Without decoding: Python's newer parser would take what is in the encoded word for a header."""
    return email.message_from_bytes(content)


def test_header_check_bites() -> None:
    """Positive control: a name that is put in raw does add a header."""
    content = raw().replace(b"To: sanne@gemeente.example", b"To: sanne@gemeente.example\r\nBcc: iedereen@x.example")
    assert "Bcc" in parsed(content)


def test_way_out_is_added_where_the_writer_forgot_it() -> None:
    parts = content_of(quick(text="Hallo", html="<html><body><p>Hallo</p></body></html>"))
    assert all(composing.unsubscribe_address(7) in content for _, content in parts)
    assert parts[1][1].split()[-1].endswith("</body></html>")


def test_subject_takes_no_placeholders() -> None:
    with pytest.raises(NotSendable, match="onderwerp"):
        raw(subject="Dag [[naam]]")


def test_message_id_is_the_same_when_made_again() -> None:
    assert quick()["Message-ID"] == quick()["Message-ID"]


@pytest.mark.parametrize("purpose", ["afmelden", "bericht", "terug"])
def test_token_is_good_for_one_purpose_and_in_capitals(purpose: str) -> None:
    token = tokens.sign(123456, purpose=purpose)
    assert tokens.read(token.upper(), purpose=purpose) == 123456
    assert tokens.read(token, purpose="iets anders") is None
    assert tokens.read(token[:-1], purpose=purpose) is None


def test_token_outlives_a_change_of_key(settings: Any) -> None:
    token = tokens.sign(5, purpose="afmelden")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    assert tokens.read(token, purpose="afmelden") == 5


@pytest.mark.parametrize(
    "address",
    [
        "a@x.example\r\nRCPT TO:<b@x.example>",
        "a@x.example, b@x.example",
        "<a@x.example>",
        "ö@x.example",
        "a b@x.example",
        "",
    ],
)
@pytest.mark.django_db
def test_address_that_is_more_than_an_address_is_refused(address: str) -> None:
    assert not queueing.USABLE.match(address)
