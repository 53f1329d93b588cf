"""The index follows what happens, in the transaction in which it happens."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from woonoverlast.forum.models import Post, Topic
from woonoverlast.lib import searching
from woonoverlast.people import departures, joining, retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search import hits, indexing, measuring, spelling
from woonoverlast.search.models import Entry, Word
from woonoverlast.search.ranking import Filters
from woonoverlast.search.tests.corpus import index, put_topic


def found(text: str, reader: Person) -> list[str]:
    return [hit.plain_title for hit in hits.search(text, reader).hits]


def test_changed_title_is_found_by_the_new_words_only(cast: Cast) -> None:
    topic = put_topic(cast.member, "Duiven", "Tekst.")
    searching.changed(topic)
    Topic.objects.filter(pk=topic.pk).update(title="Meeuwen")
    searching.changed(topic)
    assert found("meeuwen", cast.member) == ["Meeuwen"]
    assert found("duiven", cast.member) == []


def test_merged_topic_goes(cast: Cast) -> None:
    topic, other = put_topic(cast.member, "Duiven", "Tekst."), put_topic(cast.member, "Meeuwen", "Tekst.")
    searching.changed(topic, other)
    Topic.objects.filter(pk=topic.pk).update(merged_into=other)
    searching.changed(topic)
    assert not Entry.objects.filter(kind="topic", object_id=topic.pk).exists()


def test_who_joins_is_found_and_who_leaves_is_not(cast: Cast) -> None:
    Person.objects.filter(pk=cast.applicant.pk).update(name="Nienke Aanwas")
    application = joining.apply(by=cast.applicant, organisation=cast.here)
    assert found("aanwas", cast.member) == []
    joining.decide(application, by=cast.steward, accept=True)
    assert found("aanwas", cast.member) == ["Nienke Aanwas"]
    departures.leave(cast.applicant, cast.here)
    assert found("aanwas", cast.member) == []


def test_changed_profile_is_found(cast: Cast) -> None:
    fields = {"name": "Mees Member", "job_title": "Rekenmeester", "discipline": "municipality"}
    assert logged_in(cast.member).post("/account/profiel/", fields).status_code == 302
    assert found("rekenmeester", cast.colleague) == ["Mees Member"]
    logged_in(cast.member).post("/account/profiel/", {**fields, "hidden_fields": ["job_title"]})
    assert found("rekenmeester", cast.colleague) == []


def test_nothing_of_a_deleted_person_stays(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(name="Zeldzaam Wezenlijk")
    searching.changed(cast.colleague)
    assert Word.objects.filter(word="wezenlijk").exists()
    retention.anonymise(cast.colleague)
    indexing.count_words()
    assert not Entry.objects.filter(kind="person", object_id=cast.colleague.pk).exists()
    assert not Word.objects.filter(word="wezenlijk").exists()


def test_repair_puts_right_what_nobody_told(cast: Cast) -> None:
    stale, fresh = put_topic(cast.member, "Duiven", "Tekst."), put_topic(cast.member, "Meeuwen", "Tekst.")
    searching.changed(stale)
    stale_id = stale.pk
    Post.objects.filter(topic=stale).delete()
    stale.delete()
    indexing.repair(only_small=True)
    kept = Entry.objects.filter(kind="topic").values_list("object_id", flat=True)
    assert (stale_id in kept, fresh.pk in kept) == (False, True)


def test_repair_writes_nothing_where_nothing_changed(cast: Cast) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    indexing.rebuild()
    before = list(Entry.objects.order_by("pk").extra(select={"version": "xmin::text"}).values_list("pk", "version"))
    indexing.repair(only_small=False)
    after = list(Entry.objects.order_by("pk").extra(select={"version": "xmin::text"}).values_list("pk", "version"))
    assert before == after


def test_rebuild_offline_finds_the_same(cast: Cast) -> None:
    put_topic(cast.member, "Kwartelkooien", "Tekst.")
    indexing.rebuild(offline=True)
    assert found("kwartelkooi", cast.member) == ["Kwartelkooien"]


def test_rebuild_if_empty_leaves_what_is_there(cast: Cast) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    call_command("rebuild_search", "--if-empty", stdout=None, verbosity=0)
    Topic.objects.update(title="Meeuwen")
    call_command("rebuild_search", "--if-empty", verbosity=0)
    assert Entry.objects.get(kind="topic").title == "duiven"


def test_counting_knows_how_many_entries_use_a_word(cast: Cast) -> None:
    for number in range(3):
        put_topic(cast.member, f"Meeuwen {number}", "Tekst.")
    index()
    assert Word.objects.get(word="meeuwen").documents == 3


def test_period_needs_a_date(cast: Cast) -> None:
    index()
    since = timezone.now() - timedelta(days=1)
    filters = Filters(since=since)
    assert hits.search("testdam", cast.member).hits
    assert hits.search("testdam", cast.member, filters=filters).hits == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("overlsat", "overlast"), ("geluit", "geluid"), ("woonoverlas", "woonoverlast"), ("skaevehuse", "skaeve huse")],
)
def test_nearest_word_is_meant(cast: Cast, typed: str, meant: str) -> None:
    put_topic(cast.member, "Overlast en woonoverlast door geluid bij Skaeve Huse", "Tekst.")
    index()
    mended = spelling.mend(typed)
    assert mended is not None
    assert mended.text == meant


def test_word_far_from_all_is_left_alone(cast: Cast) -> None:
    put_topic(cast.member, "Overlast", "Tekst.")
    index()
    assert spelling.mend("zeppelin") is None


def test_new_topic_is_found_at_once(cast: Cast, client: Client) -> None:
    topic = put_topic(cast.member, "Duiven", "Tekst.")
    searching.changed(topic)
    client.force_login(cast.colleague)
    assert "<mark>Duiven</mark>" in client.get("/zoeken/?q=duif").content.decode()


def test_speed_is_printed_for_each_kind_of_question(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put_topic(cast.member, "Geluidsoverlast door duiven en muziek", "Een bewoner klaagt over vervuiling.")
    index()
    monkeypatch.setattr(measuring, "QUESTIONS", 2)
    printed = StringIO()
    call_command("bench_search", stdout=printed)
    assert printed.getvalue().count("goed") + printed.getvalue().count("boven") == 5
