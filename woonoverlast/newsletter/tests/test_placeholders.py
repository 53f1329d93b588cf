"""Nothing but the names of the list is ever filled in, whatever an editor types."""

import email
import email.policy
import itertools
import re

import pytest

from woonoverlast.lib import richtext
from woonoverlast.lib.text import clean_text
from woonoverlast.mail.bulk import composing
from woonoverlast.mail.bulk.composing import Addressee
from woonoverlast.newsletter import placeholders, rendering, writing
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.tests.making import a_draft
from woonoverlast.people.testing import Cast

# A value that stands nowhere else, for each name.
READER = Addressee(7, "geheim-adres@werk.example", "Wilhelmina Zonneveld", "Stichting Lantaarn", "Schiermonnikoog")
SECRETS = ("geheim-adres", "Wilhelmina", "Zonneveld", "Lantaarn", "Schiermonnikoog")
ALLOWED = {"voornaam", "naam", "organisatie", "gemeente"}
WRAPPERS = ("{%s}", "{{%s}}", "{{{%s}}}", "{{ %s }}", "{%% %s %%}", "%%(%s)s", "${%s}", "#{%s}", "[[%s]]", "[[ %s ]]", "{ %s }", "<%%= %s %%>", "{0[%s]}")  # fmt: skip
INSIDE = (
    "mailadres", "afmeldlink", "message_id", "to", "date", "naam_html", "voornaam.__class__", "naam.__class__.__mro__",
    "self", "self.__init__.__globals__", "settings.SECRET_KEY", "request.user.email", "naam|safe", "naam!r", "naam:>99",
    "x}{mailadres", "__import__('os')", "config", "person.email", "addressee.address", "0", "0.__class__",
    "naam.upper", "VOORNAAM", "Voornaam ", "voor\u200bnaam", "naam[0]", "lipsum.__globals__", "debug", "include 'x'",
    "naam\\x7d", "x if naam else y", "org\u00adanisatie", "gemeente.__dict__", "naam#", "naam;mailadres", "recipient.address", "name", "address",
)  # fmt: skip
STRINGS = [wrapper % inside for wrapper, inside in itertools.product(WRAPPERS, INSIDE)]
# A name of the list in the notation of something else is not filled in either.
STRINGS += [
    wrapper % name
    for wrapper in ("{{%s}}", "{{{%s}}}", "{{ %s }}", "{%% %s %%}", "%%(%s)s", "[[%s]]", "{ %s }")
    for name in ALLOWED
]
# Without the signs that nobody sees some hold what the writer sees: a name of the list.
STRINGS = [string for string in STRINGS if not placeholders.MARK.search(clean_text(string))]


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_draft(cast.editor)


def mailed(edition: Edition) -> str:
    """Both parts as this reader gets them, without the headers."""
    raw = composing.compose(rendering.unsaved_mailing(edition)).copy_for(READER, date=composing.today())
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return "\n".join(part.get_content() for part in message.walk() if not part.is_multipart())


def write_everywhere(edition: Edition, cast: Cast, strings: list[str]) -> None:
    rich = richtext.from_text("\n\n".join(strings))
    words = {name: getattr(edition, name) for name in writing.WORDS} | {"introduction": rich}
    edition.refresh_from_db()
    writing.save(edition, words=words, version=edition.version, by=cast.editor)
    writing.add_text(edition, by=cast.editor, title=strings[0][:150], text=rich)
    edition.refresh_from_db()


def test_there_are_enough_strings() -> None:
    assert len(set(STRINGS)) >= 500


def test_none_of_them_is_filled_in(edition: Edition, cast: Cast) -> None:
    for some in chunks(STRINGS, 120):
        edition.blocks.filter(kind="text").delete()
        write_everywhere(edition, cast, some)
        text = mailed(edition)
        assert not [secret for secret in SECRETS if secret in text]


def chunks(strings: list[str], size: int) -> list[list[str]]:
    return [strings[at : at + size] for at in range(0, len(strings), size)]


def test_each_allowed_name_is_filled_in(edition: Edition, cast: Cast) -> None:
    """The control: the same way of looking sees what is filled in."""
    write_everywhere(edition, cast, [f"{{{name}}}" for name in sorted(ALLOWED)])
    text = mailed(edition)
    found = {secret for secret in SECRETS if secret in text}
    assert found == set(SECRETS) - {"geheim-adres"}


def test_without_the_guard_the_engine_would_fill_in_more(
    edition: Edition, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control on the notation of the engine."""
    monkeypatch.setattr(placeholders, "APART", "[[")
    write_everywhere(edition, cast, ["[[mailadres]]"])
    assert "geheim-adres" in mailed(edition)


def test_each_of_them_is_reported_or_plain_text() -> None:
    """Whoever typed braces hears of it; what has none is no placeholder to anybody."""
    silent = [text for text in STRINGS if not placeholders.unknown(text) and re.search(r"[{\[]", text)]
    assert silent == []


def test_a_value_is_not_read_again(edition: Edition, cast: Cast) -> None:
    write_everywhere(edition, cast, ["Dag {naam}"])
    raw = composing.compose(rendering.unsaved_mailing(edition))
    named = Addressee(7, "geheim-adres@werk.example", "{gemeente} [[mailadres]] <b>", "", "Zeist")
    text = raw.copy_for(named, date=composing.today()).decode()
    body = text.partition("\r\n\r\n")[2]
    assert "Zeist" not in body
    assert "geheim-adres" not in body
    assert "&lt;b&gt;" in body


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sanne de Boer", "Sanne"),
        ("", "collega"),
        ("J. de Boer", "collega"),
        ("De heer Boer", "collega"),
        ("x@y", "collega"),
    ],
)
def test_first_name_or_collega(edition: Edition, name: str, expected: str) -> None:
    copy = rendering.copy_as(edition, Addressee(1, "a@werk.example", name))
    assert f"Beste {expected}," in copy.text
    assert f"Beste {expected}," in " ".join(copy.html.split())


def test_in_an_address_nothing_is_filled_in() -> None:
    html = placeholders.for_engine_html('<a href="https://x.example/{naam}">{naam}</a>')
    assert html == '<a href="https://x.example/{naam}">[[naam]]</a>'


def test_archive_names_nobody() -> None:
    assert placeholders.general("Beste {voornaam} van {organisatie}") == "Beste collega van je organisatie"
