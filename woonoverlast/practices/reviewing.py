"""Two peers and an editor: reading a practice, and putting it on the site."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices
from woonoverlast.people import logbook
from woonoverlast.people.models import Membership, Person
from woonoverlast.practices.models import REVIEWERS, Practice, Publication, Review, Revision


def can_review(person: Person, practice: Practice) -> bool:
    """A member of another organisation than those of its writers, who did not write along."""
    if not person.is_member or practice.is_written_by(person):
        return False
    theirs = Membership.objects.active().filter(person__in=practice.writers.all()).values("organisation")
    return not Membership.objects.active().filter(person=person, organisation__in=theirs).exists()


@transaction.atomic
def review(revision: Revision, *, agrees: bool, text: str, by: Person) -> Review:
    locked = Revision.objects.select_for_update().select_related("practice").get(pk=revision.pk)
    if not locked.is_waiting:
        raise NotPossible("Deze tekst wacht niet meer op een beoordeling.")
    if not can_review(by, locked.practice):
        raise NotPossible("Alleen een lid van een andere organisatie kan dit nakijken.")
    if locked.reviews.filter(by=by).exists():
        raise NotPossible("Je hebt deze tekst al nagekeken.")
    made = Review.objects.create(revision=locked, by=by, agrees=agrees, text=text)
    tell_writers(locked.practice, title=f"‘{locked.practice}’ is nagekeken", by=by)
    return made


def tell_writers(practice: Practice, *, title: str, by: Person) -> None:
    notices.tell(
        list(practice.writers.all()),
        kind="practices.review",
        title=title,
        url=practice.get_absolute_url(),
        reason="je aan dit praktijkvoorbeeld schrijft",
        by=by,
        mail=True,
    )


@transaction.atomic
def publish(revision: Revision, *, evidence: int, effect: str, note: str, by: Person) -> Publication:
    """After two peers agreed with this very text. A newer text takes the place of the one on the site."""
    practice = Practice.objects.select_for_update().get(pk=revision.practice_id)
    locked = Revision.objects.select_for_update().get(pk=revision.pk)
    if not locked.is_waiting:
        raise NotPossible("Er is intussen een nieuwere tekst. Kijk die eerst.")
    if locked.agreeing() < REVIEWERS:
        raise NotPossible(f"Eerst moeten {REVIEWERS} leden van andere organisaties deze tekst goed vinden.")
    if evidence >= 2 and practice.uses.count() < 1:
        raise NotPossible("Trede 2 of hoger kan pas als nog een gemeente dit gebruikt.")
    locked.settled_at = timezone.now()
    locked.save(update_fields=["settled_at"])
    facts = {"revision": locked, "by": by, "at": timezone.now(), "evidence": evidence, "effect": effect, "note": note}
    made, _ = Publication.objects.update_or_create(practice=practice, defaults=facts)
    logbook.record(by=by, verb="praktijkvoorbeeld geplaatst", target=practice)
    tell_writers(practice, title=f"‘{practice}’ staat op de site", by=by)
    searching.changed(practice)
    return made
