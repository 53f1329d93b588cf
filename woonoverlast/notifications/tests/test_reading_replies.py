"""What somebody wrote himself: a set of replies in the shapes of real mail programs, and single oddities.

The mails in `replies/` are invented. The code was fitted to `tuned`; the others were written without looking at it. What
they scored at first sight tells what to expect of mail that nobody saw: heldout 32 of 34, fresh 12 of 15, and, after what
these taught, unseen 10 of 10.
"""

import re
import time
from pathlib import Path

import pytest

from woonoverlast.notifications.replies import cutting, reading
from woonoverlast.notifications.replies.reading import read

SET = Path(__file__).parent / "replies"
GOAL = 0.95
MAX_SECONDS = 3  # of the processor; what grows with the square takes minutes


def paragraphs(text: str) -> list[str]:
    """Line ends inside a paragraph do not count: mail programs put them anywhere."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def wrong_in(folder: str) -> tuple[int, list[str]]:
    """How many mails there are, and the names of those that are read wrongly."""
    mails = sorted((SET / folder).glob("*.eml"))
    wrong = [
        path.stem
        for path in mails
        if paragraphs(reading.written_text(read(path.read_bytes()))) != paragraphs(path.with_suffix(".txt").read_text())
    ]
    return len(mails), wrong


def test_set_is_read_right() -> None:
    total = 0
    missed: list[str] = []
    for folder in sorted(path.name for path in SET.iterdir()):
        count, wrong = wrong_in(folder)
        print(f"{folder}: {count - len(wrong)} of {count} right; not: {wrong}")  # noqa: T201
        total, missed = total + count, [*missed, *wrong]
    assert total >= 60
    assert len(missed) <= (1 - GOAL) * total


def test_measure_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without cutting almost every mail is wrong."""
    monkeypatch.setattr(cutting, "written", lambda text, **_: text)
    count, wrong = wrong_in("heldout")
    assert len(wrong) > 0.9 * count


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Wij doen dit zo:\n\n- bellen\n- schrijven\n", "Wij doen dit zo:\n\n- bellen\n- schrijven"),
        ("Dank!\n\nGroet,\nSanne", "Dank!"),
        ("Dank!\n\nSanne de Boer", "Dank!"),
        ("Dank!\n\nsanne", "Dank!"),
        ("Sanne", "Sanne"),
        ("Van: wie is dit?\n\nWeten jullie dat?", "Van: wie is dit?\n\nWeten jullie dat?"),
        ("Op 2 juni schreef de wethouder:\ndat kan niet.", "Op 2 juni schreef de wethouder:\ndat kan niet."),
        ("Groet de bewoner altijd bij naam.\nDat helpt.", "Groet de bewoner altijd bij naam.\nDat helpt."),
        ("Dit bericht is van de politie:\nniet openen.", "Dit bericht is van de politie:\nniet openen."),
        ("a\u200bb\ufeff c\0", "ab c"),
        ("", ""),
        (">", ""),
        ("> alleen geciteerd", ""),
    ],
)
def test_own_words_stay(text: str, kept: str) -> None:
    assert cutting.written(text, name="Sanne de Boer") == kept


def test_long_lines_that_were_cut_are_whole_again() -> None:
    text = (
        "Dit is een lange zin die door het mailprogramma na ongeveer zeventig tekens\n"
        "is geknipt en verder gaat.\n\nKort.\nOok kort."
    )
    assert cutting.written(text, wrapped=True).split("\n") == [
        "Dit is een lange zin die door het mailprogramma na ongeveer zeventig tekens is geknipt en verder gaat.",
        "",
        "Kort.",
        "Ook kort.",
    ]


def test_flowed_text_flows() -> None:
    raw = b"Content-Type: text/plain; format=flowed; delsp=yes\n\nEen zin die door  \n gaat.\n\nTwee.\n"
    assert reading.written_text(read(raw)) == "Een zin die door gaat.\n\nTwee."


def test_long_quote_is_shortened() -> None:
    quote = "Woord " * 100 + "het eind?"
    found = cutting.written(f"> {quote}\n\nMijn antwoord.\n")
    assert found.startswith("> … ")
    assert found.endswith("het eind?\n\nMijn antwoord.")
    assert len(found) < 300


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\0",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n",
        b'Content-Type: text/plain; charset="\xff"\nContent-Transfer-Encoding: base64\n\n!!!!',
        b"Subject: =?utf-8?b?!!!?=\nFrom: =?x?q?=ff?= <a@b>\n\nHoi",
        b"Content-Type: message/rfc822\n\nSubject: x\n\nHoi",
        b"Content-Type: multipart/mixed\n\nHoi",
        b"Content-Disposition: attachment; filename*=onzin''%ff\n\nHoi",
        b"Content-Type: text/html\n\n" + b"<div>" * 5000 + b"Hoi",
        b"Content-Type: multipart/x; boundary=a\n\n" + b"--a\nContent-Type: multipart/x; boundary=a\n\n" * 200,
        b"".join(b"Content-Type: multipart/x; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(3000)),
    ],
)
def test_strange_mail_never_breaks(raw: bytes) -> None:
    mail = read(raw)
    assert isinstance(reading.written_text(mail) + reading.whole_text(mail), str)
    assert isinstance(reading.files(mail), list)


def test_logo_is_no_file_and_a_photo_is() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nHoi\n"
        b"--a\nContent-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline\n\nx\n"
        b"--a\nContent-Type: image/png; name=foto.png\nContent-Disposition: attachment; filename=foto.png\n\nx\n"
        b"--a\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--a--\n"
    )
    assert [file.name for file in reading.files(read(raw))] == ["foto.png"]


HOSTILE_TEXT = [
    "Op 1 " + "a " * 200_000,
    ("on 1 " + "a " * 190 + "\n") * 1_200,
    "> " * 200_000,
    "Van: x\n" * 50_000,
    "groet " * 80_000,
    "groet\n" * 80_000,
    "-- \n" * 80_000,
    "dit bericht is " * 30_000,
    "disclaimer\n" * 40_000,
    "-- Original Message --\n\n" * 20_000,
    ">>> 1 >>>\n" * 40_000,
    " " * 400_000 + "x",
    "Een zin met woorden die samen precies zo lang zijn als een regel is.\n" * 7_000,
]
HOSTILE_MARKUP = [
    "<style>" * 100_000,
    "<!--" * 200_000,
    "<p" * 300_000,
    "<p class=Mso>" * 70_000,
    "<div " * 150_000,
    "<div id=" * 100_000,
    "<div>" + " " * 800_000 + "</div>",
    "<div> </div>" * 60_000,
    "<blockquote>" * 50_000,
    "<hr " * 200_000,
    "<head>" * 100_000,
    "<a href=x>" * 60_000,
]


@pytest.mark.parametrize("text", HOSTILE_TEXT, ids=lambda text: text[:12])
def test_hostile_text_is_read_in_time(text: str) -> None:
    started = time.process_time()
    reading.written_text(read(b"Content-Type: text/plain; format=flowed\n\n" + text.encode()))
    assert time.process_time() - started < MAX_SECONDS


@pytest.mark.parametrize("markup", HOSTILE_MARKUP, ids=lambda markup: markup[:12])
def test_hostile_markup_is_read_in_time(markup: str) -> None:
    started = time.process_time()
    reading.written_text(read(b"Content-Type: text/html\n\n" + markup.encode()))
    assert time.process_time() - started < MAX_SECONDS
