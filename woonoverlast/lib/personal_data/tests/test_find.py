"""What the guard finds, however it is written, and what it leaves alone."""

import itertools

import pytest

from woonoverlast.lib.personal_data import Kind, find, neutralise, neutralise_html, replace_html, words_of

BSN = ["115568967", "110065165", "216405877", "97255749"]


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in find(text)]


def written_as(number: str) -> list[str]:
    full = number.zfill(9)
    parts = (full[:3], full[3:6], full[6:]), (full[:4], full[4:6], full[6:])
    return [number, *(sign.join(part) for part in parts for sign in " .-"), " ".join(full)]


@pytest.mark.parametrize("text", ["BSN: {}.", "Bel over {} graag", "({})", "nummer {}, zegt hij", "bsn={}"])
@pytest.mark.parametrize("number", BSN)
def test_bsn_in_every_way_of_writing(text: str, number: str) -> None:
    missed = [form for form in written_as(number) if kinds(text.format(form)) != [Kind.BSN]]
    assert missed == []


def test_number_that_fails_the_eleven_test_is_left_alone() -> None:
    assert kinds("Dossier 115568968 is gesloten.") == []
    assert kinds("Dossier was 115568967, zei hij.") == [Kind.BSN]


@pytest.mark.parametrize("text", ["Bel {}.", "tel: {}", "({})", "op {} of later", "{}"])
def test_telephone_in_every_way_of_writing(text: str) -> None:
    starts = ["06", "+316", "+31 6 ", "0031 6 ", "+31 (0)6 ", "06-", "06 ", "(06) "]
    rests = ["28371940", "28 37 19 40", "2837 1940", "283 719 40", "28.37.19.40", "28-37-19-40"]
    forms = [start + rest for start, rest in itertools.product(starts, rests)]
    missed = [form for form in forms if kinds(text.format(form)) != [Kind.PHONE]]
    assert missed == []


@pytest.mark.parametrize(
    "street", ["Kerkstraat", "Jan van Galenlaan", "Oude Gracht", "Burg. Smitplein", "KERKSTRAAT", "Kerkstr."]
)
@pytest.mark.parametrize("number", ["1", "12a", "12-2", "12 bis", "12 hs", "12B", "112-III"])
def test_street_with_number(street: str, number: str) -> None:
    assert kinds(f"Hij woont op {street} {number} met zijn zoon.") == [Kind.ADDRESS]


@pytest.mark.parametrize("form", ["3511 KL 24", "3511KL24", "3511 KL, nr 24", "3511 KL 24a", "3511 KL (nummer 24"])
def test_postcode_with_number(form: str) -> None:
    assert kinds(f"Het gaat om {form} in de stad.") == [Kind.ADDRESS]


@pytest.mark.parametrize(
    "plate",
    ["12-AB-34", "AB-12-CD", "12-ABC-3", "1-ABC-23", "AB-123-C", "A-123-BC", "ABC-12-D", "1-AB-234"],
)
def test_licence_plate(plate: str) -> None:
    assert kinds(f"De auto met kenteken {plate} staat er weer.") == [Kind.PLATE]


@pytest.mark.parametrize(
    "trick",
    [
        "06\u200b28371940",
        "06\u00ad-28371940",
        "０６２８３７１９４０",
        "06\u00a028\u202f371940",
        "06\u2013283719\u206040",
        "06\u200e28371940",
    ],
)
def test_hidden_and_odd_signs_hide_nothing(trick: str) -> None:
    [finding] = find(f"Bel {trick} graag.")
    assert finding.kind is Kind.PHONE
    assert neutralise(f"Bel {trick} graag.", [finding]) == "Bel [telefoonnummer] graag."


@pytest.mark.parametrize(
    "name", ["Fátma Yı́ldız", "Jose\u0301 Fernandez", "Ş\u0327erife Kaya", "Jan\u200b de\u00a0Vries"]
)
def test_accents_hide_no_name(name: str) -> None:
    assert kinds(f"Wij spraken {name} gisteren.") == [Kind.NAME]


def test_address_behind_a_title_is_replaced_as_one() -> None:
    text = "Wij spraken de heer en mevrouw Klaver op Kerkstraat 12."
    assert neutralise(text, find(text)) == "Wij spraken een bewoner op [adres]."


def test_allowed_names_are_left_alone() -> None:
    assert find("Groet, Jan de Vries", allowed=["Jan de Vries"]) == []
    assert kinds("Groet, Jan de Vries") == [Kind.NAME]


def test_names_across_tags_are_replaced_and_the_tags_stay() -> None:
    text = "<p>Dat zei <strong>Jan</strong> de <em>Vries</em> &amp; co.</p>"
    assert neutralise_html(text) == "<p>Dat zei <strong>een bewoner</strong><em></em> &amp; co.</p>"


def test_two_paragraphs_are_no_name() -> None:
    assert neutralise_html("<p>Dat zei Jan</p><p>De Vries zweeg</p>").count("een bewoner") == 0


def test_replacing_touches_only_the_place() -> None:
    text = "Kees Bos woont boven KeesBos, en Kees Bos\u00adje is een hond. Kees Bos dus."
    [first, *_] = find(text)
    assert neutralise(text, [first]) == "een bewoner" + text.removeprefix("Kees Bos")
    html = "<p>Jan <em>Smit</em> en Jan&nbsp;Smit.</p>"
    assert replace_html(html, [(1, 9, "X")]) == "<p>X<em></em> en Jan&nbsp;Smit.</p>"


def test_what_was_found_is_gone_to_the_last_letter() -> None:
    text = "<p>Dat zei <strong>Jan</strong> de <em>Vries</em> tegen Jan de Vriesman, 06\u200b-28371940.</p>"
    after = neutralise_html(text)
    assert "een bewoner" in after
    assert "28371940" not in after
    assert find(words_of(after)) == []


def test_finding_does_not_show_itself() -> None:
    [finding] = find("Bel 06-28371940.")
    assert "28371940" not in repr(finding)


@pytest.mark.parametrize("text", ["Jan Bakker-van", "Zie Jan Bakker-van.", "Karin Mulder-de"])
def test_name_that_breaks_off_is_no_accident(text: str) -> None:
    assert kinds(text) == [Kind.NAME]
