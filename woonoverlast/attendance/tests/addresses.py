"""For the access matrix: an address for each page of the day and after. An editor organises; a member had a place."""

from collections.abc import Callable, Mapping

from woonoverlast.attendance import certifying, materials
from woonoverlast.attendance.models import Certificate, RaisedQuestion, Track, TrackItem
from woonoverlast.attendance.tests.day import badge_path, came, over, own_path, path
from woonoverlast.events.models import SignUp
from woonoverlast.people.testing import BUT_EDITORS, EVERYONE_BUT_MEMBER, Cast

OF_EVENT = {
    "check_in": "inchecken/",
    "arrival": "inchecken/aankomst/",
    "taking_back": "inchecken/terug/",
    "walk_in": "inchecken/aan-de-deur/",
    "scans": "inchecken/scans/",
    "check_in_worker": "inchecken/zonder-verbinding.js",
    "screen": "inchecken/scherm/",
    "screen_picture": "inchecken/scherm/code.svg",
    "afterwards": "na-afloop/",
    "new_material": "na-afloop/materiaal/",
    "new_question": "na-afloop/vraag/",
    "report": "na-afloop/evaluatie/",
    "certificates": "na-afloop/certificaten/",
}
OF_PLACE = {
    "badge": "badge/",
    "badge_picture": "badge/code.svg",
    "guest_check_in": "ik-ben-er/",
    "evaluation": "evaluatie/",
    "certificate_of_place": "certificaat/",
}
OF_ITEM = {"change_item": "", "item_removal": "weg/"}
OF_TRACK = {"track": "", "track_certificate": "certificaat/", "change_track": "wijzigen/", "new_item": "onderdelen/"}
# Visible to all, for organisers and editors only.
ORGANISED = [*OF_EVENT, *"change_material material_removal question_became raised_question_removal withdrawal".split()]


def attended(cast: Cast) -> SignUp:
    """With a certificate."""
    event = over(cast.editor)
    made = came(event, cast.member, by=cast.editor)
    certifying.issue(event, by=cast.editor)
    return made


def certificate(cast: Cast) -> Certificate:
    return attended(cast).certificates.get()


def material(cast: Cast) -> str:
    event = over(cast.editor)
    made = materials.add_link(event, title="Opname", seen_by="everybody", url="https://video.example/", by=cast.editor)
    return f"/agenda/materiaal/{made.pk}/"


def question(cast: Cast) -> str:
    made = RaisedQuestion.objects.create(event=over(cast.editor), text="Wat nu?", by=cast.editor)
    return f"/agenda/vragen/{made.pk}/"


def track(cast: Cast) -> str:
    made = Track.objects.create(slug="regie", title="Regie", made_by=cast.editor, published_at="2026-01-01T00:00Z")
    return made.get_absolute_url()


def item(cast: Cast) -> str:
    address = track(cast)
    return f"{address}onderdelen/{TrackItem.objects.create(track=Track.objects.get(), title='Begin').pk}/"


def under(make: Callable[[Cast], str], tails: Mapping[str, str]) -> dict[str, Callable[[Cast], str]]:
    return {f"attendance:{name}": lambda cast, tail=tail: make(cast) + tail for name, tail in tails.items()}  # type: ignore[misc]


EXAMPLES: Mapping[str, Callable[[Cast], str]] = {
    **under(lambda cast: path(over(cast.editor)), OF_EVENT | {"self_check_in": "ik-ben-er/"}),
    **under(lambda cast: own_path(attended(cast)), OF_PLACE),
    **under(track, OF_TRACK),
    **under(item, OF_ITEM),
    **under(material, {"material": "", "change_material": "wijzigen/", "material_removal": "weg/"}),
    **under(question, {"question_became": "werd/", "raised_question_removal": "weg/"}),
    "attendance:badge_reading": lambda cast: badge_path(attended(cast)),
    "attendance:certificate": lambda cast: certificate(cast).get_absolute_url(),
    "attendance:own_certificate": lambda cast: f"/agenda/mijn/certificaten/{certificate(cast).pk}.pdf",
    "attendance:withdrawal": lambda cast: f"/agenda/certificaten/{certificate(cast).pk}/intrekken/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {"attendance:own_certificate": EVERYONE_BUT_MEMBER}
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {f"attendance:{name}": BUT_EDITORS for name in ORGANISED}
