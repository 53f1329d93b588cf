"""Rich text gets one shape, comes back as plain text, and cannot harm or hold up a page."""

import re
import time

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from woonoverlast.lib import richtext
from woonoverlast.lib.richtext import cleaning

TRIX = (
    "<div>Eerste regel<br>tweede<br><br>Nieuwe alinea met <strong>vet <em>en schuin</em></strong></div><h1>Kop</h1>"
    "<ul><li>een<ul><li>dieper</li></ul></li><li>twee</li></ul><blockquote>citaat<br><br>verder</blockquote>"
    "<pre>code\n  hier</pre><div>Met&nbsp;<a href='/leden/12/'>Jan</a>&nbsp;</div>"
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {mso-style-parent:""}</style></head>'
    "<body><!--StartFragment--><h1 style='mso-x:1'>Plan</h1><p class=MsoNormal style='margin:0'><span lang=NL "
    "style='font-family:Calibri'>Beste\ncollega&#8217;s,<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<p class=MsoListParagraph><!--[if !supportLists]--><span>·<span>&nbsp;&nbsp; </span></span><!--[endif]--><b>Eén</b></p>"
    "<p class=MsoListParagraph>·&nbsp; Twee</p><table><tr><td><p>Soort</p></td><td>Aantal</td></tr></table></body></html>"
)


def test_what_trix_writes_becomes_paragraphs_and_headings() -> None:
    assert richtext.normal(TRIX) == (
        "<p>Eerste regel<br>tweede</p><p>Nieuwe alinea met <strong>vet <em>en schuin</em></strong></p><h2>Kop</h2>"
        "<ul><li>een<ul><li>dieper</li></ul></li><li>twee</li></ul><blockquote><p>citaat</p><p>verder</p></blockquote>"
        '<pre>code\n  hier</pre><p>Met <a href="/leden/12/">Jan</a></p>'
    )


def test_word_leaves_only_its_words_and_structure() -> None:
    assert richtext.normal(WORD) == (
        "<h2>Plan</h2><p>Beste collega’s,</p><ul><li><strong>Eén</strong></li><li>Twee</li></ul><p>Soort | Aantal</p>"
    )


@pytest.mark.parametrize(
    "text", [TRIX, WORD, "los <b>vet<div>blok</div></b>", "<li>los</li>a < b & c", "<pre>\n\n x</pre>"]
)
def test_doing_it_again_changes_nothing(text: str) -> None:
    once = richtext.normal(text)
    assert richtext.normal(once) == once
    assert richtext.normal(richtext.for_editor(once)) == once
    assert richtext.normal(richtext.clean(once)) == once


@pytest.mark.parametrize(
    "text",
    [
        "<p>**niet vet** en _niet schuin_ en [geen](link)</p>",
        "<p>- geen lijst</p><p>1. ook niet</p><p>&gt; en geen citaat</p><p># en geen kop</p>",
        "<p>C:\\_map ~~ `x`</p>",
        "<h2>Kop</h2><p>a<br>b</p><ol><li>x</li><li>y</li></ol><blockquote><p>q</p><p>r</p></blockquote>",
        '<p><strong>vet</strong>, <em>schuin</em>, <del>weg</del>, <a href="/leden/1/">Jan</a></p>',
        "<pre>x\n\ny</pre>",
        "<ul><li>a<ul><li>b</li><li>c<ol><li>d</li></ol></li></ul></li><li>- e</li></ul>",
        "<ol><li>1. a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ol>",
    ],
)
def test_plain_text_is_the_same_text(text: str) -> None:
    typed, escaped = richtext.to_text(text)
    assert "<" not in typed
    assert richtext.from_text(typed, escaped=escaped) == text


def test_what_people_type_in_a_mail_becomes_rich_text() -> None:
    typed = "Beste allemaal,\n\nWij deden:\n- praten\n- schrijven\n\n> citaat\n\n1. eerst\n2. dan\nGroet\nJan"
    assert richtext.from_text(typed) == (
        "<p>Beste allemaal,</p><p>Wij deden:</p><ul><li>praten</li><li>schrijven</li></ul>"
        "<blockquote><p>citaat</p></blockquote><ol><li>eerst</li><li>dan</li></ol><p>Groet<br>Jan</p>"
    )


def test_lists_that_stand_oddly_lose_nothing() -> None:
    typed = "- a\n            - b\n    3. c\n\t- d\n    e"
    assert richtext.from_text(typed) == ("<ul><li>a<ul><li>b</li><li>3. c</li><li>d</li></ul></li></ul><p>e</p>")


def test_list_without_end_is_read() -> None:
    typed = "\n".join(f"{'    ' * depth}- {depth}" for depth in range(400))
    assert richtext.plain(richtext.from_text(typed)).split() == [str(depth) for depth in range(400)]


def test_words_of_a_list_in_a_list_stay_apart() -> None:
    assert richtext.plain("<ul><li>Jan<ul><li>Els</li></ul></li></ul>").split() == ["Jan", "Els"]


@pytest.mark.parametrize(
    "typed", ["3. is geen lijst", "a * b * c", "snake_case_naam", "¯\\_(ツ)_/¯", "<script>x</script>"]
)
def test_typed_signs_stay(typed: str) -> None:
    assert richtext.plain(richtext.from_text(typed)) == typed


def test_bare_address_becomes_a_link_once() -> None:
    once = richtext.normal("<p>Zie https://wetten.overheid.nl/x?a=1&amp;b=2.</p>")
    assert once == (
        '<p>Zie <a href="https://wetten.overheid.nl/x?a=1&amp;b=2">https://wetten.overheid.nl/x?a=1&amp;b=2</a>.</p>'
    )
    assert richtext.normal(once) == once


def test_pasted_address_of_a_member_names_the_member(settings: Settings) -> None:
    settings.SITE_URL = "https://platform.example"
    text = richtext.normal("<div>Vraag het https://platform.example/leden/12/</div>")
    assert richtext.mentions(text).people == {12}


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<img src=x onerror=x>",
        '<a href="javascript:x">a</a>',
        '<p style="x" onclick="x">a</p>',
        "<svg onload=x>",
        "<style>x</style>",
        '<a href="data:text/html,x">a</a>',
        "<iframe src=x></iframe>",
        "<form><input>",
    ],
)
def test_nothing_that_acts_is_left(text: str) -> None:
    for made in (richtext.normal(text), richtext.clean(text), str(richtext.render(text))):
        assert not [
            bad for bad in ("script", "style", "on", "<img", "<svg", "<iframe", "<form", "data:") if bad in made
        ]


# Each made an earlier version take time with the square of the length.
HEAVY = [
    "<",
    "<blockquote>",
    "<p><b x=1>",
    "<p>woord <b>vet</b> ",
    "**",
    "[a",
    "_a ",
    "```\n",
    "> ",
    "- x\n",
    "https://",
    "<br>",
]


@pytest.mark.parametrize("part", HEAVY)
def test_a_megabyte_of_one_sign_comes_through(part: str) -> None:
    text = (part * 1_000_000)[:1_000_000]
    assert len(richtext.plain(text)) <= len(text)
    assert len(richtext.clean(text)) <= 5 * len(text)


def test_what_is_nested_too_deep_becomes_plain_text() -> None:
    text = "<blockquote>" * (cleaning.DEEPEST + 1) + "Woorden"
    assert richtext.normal(text) == richtext.clean(text) == "<p>Woorden</p>"


@pytest.mark.parametrize(
    "piece", ["<b></i>", "<b><!--</b>-->", '<b title="</b>">x', "<b><table><tr><td></b>x</table>", "<font></p>x"]
)
def test_closing_tags_that_close_nothing_do_not_hide_how_deep_it_is(piece: str) -> None:
    text = piece * 3_000 + "Woorden"
    start = time.process_time()
    assert "Woorden" in richtext.normal(text)
    assert "Woorden" in richtext.clean(text)
    assert time.process_time() - start < 2


def test_far_too_many_tags_are_not_read_but_come_back() -> None:
    text = "<p>a</p>" * (cleaning.MAX_TAGS // 2 + 1)
    with pytest.raises(ValidationError, match="te veel opmaak"):
        richtext.RichTextField().clean(text)
    start = time.process_time()
    assert richtext.RichTextInput().shown(text)[0].count("a") == cleaning.MAX_TAGS // 2 + 1
    assert time.process_time() - start < 1


def test_quote_stands_in_a_quote() -> None:
    made = richtext.quote("<p>Zo</p><p>en zo</p>", author="An & Co", url="/forum/reactie/1/")
    assert made.startswith('<blockquote><p><a href="/forum/reactie/1/">An &amp; Co</a> schreef:</p><p>Zo</p>')
    assert richtext.normal(made) == made


@pytest.mark.parametrize(
    "tag", ["p", "b", "ul><li", "blockquote", "table><tr><td", "a href=x><p", "font", "i><b", "pre"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_deep_and_crossed_tags_take_time_by_length(tag: str, closed: bool) -> None:
    """At the largest size that a field takes, and at each time that it is shown."""
    text = f"<{tag}>x" * (400_000 // (len(tag) + 3))
    text += "".join(f"</{name.split()[0]}>" for name in reversed(tag.split("><"))) * 10_000 if closed else ""
    start = time.process_time()
    kept = richtext.normal(text)
    assert time.process_time() - start < 6
    start = time.process_time()
    cleaning.cleaned(text)
    cleaning.cleaned(kept)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "piece", ["\n", "**a", "~~", "- a\n", "1. a\n", "> > > > a\n", "```\n", "[a](", "_a ", "## a\n"]
)
def test_plain_text_takes_time_by_length(piece: str) -> None:
    start = time.process_time()
    richtext.from_text(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 6


HARMFUL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://a.example" onclick="alert(1)" style="x">x</a>',
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
)


@pytest.mark.parametrize("harmful", HARMFUL)
@pytest.mark.parametrize("length", [0, cleaning.MAX_LENGTH_REMEMBERED])
def test_script_is_taken_out_when_it_is_shown(harmful: str, length: int) -> None:
    """Also what came into the database in another way, and long texts, which are not remembered."""
    assert not re.search(r"script|alert|on\w+=|style=|srcdoc", harmless(richtext.clean(f"{harmful}{'a' * length}")))


@pytest.mark.parametrize("harmful", HARMFUL)
def test_script_is_taken_out_when_it_is_kept(harmful: str) -> None:
    assert not re.search(r"script|on\w+=|style=|srcdoc|<img|<iframe|<svg", harmless(richtext.normal(harmful)))


def harmless(markup: str) -> str:
    """Without what is plain text by now."""
    return re.sub(r"&lt;.*?&gt;", "", markup)
