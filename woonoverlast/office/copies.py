"""Where a name and a sentence that somebody wrote are kept a second time, and what each act does to such a copy.

`docs/copies.md` is this table in print. `website/tests/test_copies.py` plants a name and a sentence, looks through every
column of the database and every page, and fails when the table is not true.
"""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    RENAME = "somebody changes his name"
    LEAVE = "he leaves his organisation"
    ERASE = "his account is erased"
    REMOVE = "he takes his reply away"
    HIDE = "a moderator hides the topic"
    MOVE = "the topic moves to another theme"
    PURGE = "an editor wipes topic and reply"


@dataclass(frozen=True)
class Copy:
    """A column that holds a copy. `gone` are the acts after which it is there no more; `why` says why it may stay."""

    column: str
    gone: frozenset[Act]
    why: str


ERASED, WIPED = frozenset({Act.ERASE}), frozenset({Act.PURGE})
TITLE = "holds the title of the topic"

SENTENCES = [
    Copy("forum.Post.body", WIPED, "the post itself, also a supplement to a case question, and quotes of it: these are read only by who may read their source"),
    Copy("forum.Post.text", WIPED, "the same without markup, for the guard and for moderators"),
    Copy("forum.Topic.title", WIPED, "the title itself"),
    Copy("forum.Revision.body", WIPED, "how it read before: for members, and can be cleared"),
    Copy("forum.Revision.pieces", WIPED | ERASED, "the change worked out; shown only when it still reads so"),
    Copy("forum.Draft.data", WIPED, "quotes in what others are writing: shown only when the source can be read"),
    Copy("forum.Attachment.name", WIPED | ERASED, "the file goes a month after its post was taken away; at once when it names who is erased"),
    Copy("moderation.Report.text", WIPED, "what the reporter wrote; for moderators and himself"),
    Copy("notifications.Notice.title", WIPED, f"{TITLE}; shown only while that can be read, and follows its changes"),
    Copy("people.Act.target_label", WIPED, f"{TITLE}; the logbook of editors keeps what it was called then"),
    Copy("search.Entry.title", WIPED, f"{TITLE}; found only by who may read it"),
    Copy("search.Entry.words", WIPED, "the index; found only by who may read it"),
    Copy("search.Word.word", frozenset(), "single words for corrections of spelling, of all texts together"),
    Copy("search.Word.lexeme", frozenset(), "the same"),
]  # fmt: skip
NAMED = frozenset({Act.RENAME, Act.ERASE})
NAMES = [
    Copy("people.Person.name", NAMED, "the name itself"),
    Copy("forum.Post.body", ERASED, "in links to the member and above quotes: shown with the name of now"),
    Copy("forum.Post.text", ERASED, "the same without markup"),
    Copy("forum.Revision.body", ERASED, "the same, as it read before"),
    Copy("forum.Revision.pieces", ERASED | WIPED, "the change worked out; shown only when it still reads so"),
    Copy("forum.Draft.data", ERASED | WIPED, "in what others are writing: shown with the name of now"),
]
TABLES = {"sentence": SENTENCES, "name": NAMES}
# Kept on purpose as it was at that moment; no act changes it.
RECORDS = {
    "attendance.Certificate.name": "a certificate says who came; erased with the account",
    "mail.OutgoingMail.message": "the bytes of a mail go once it was sent; what arrived is with who got it",
    "newsletter.Edition and Block": "an edition that was sent is an archive; editors can correct it",
    "notifications.NoticeMail.subject": "under which subject mails of one thread went; ninety days",
}


def columns(mark: str) -> set[str]:
    return {copy.column for copy in TABLES[mark]}


def left(mark: str, act: Act) -> set[str]:
    """The columns that still hold it after the act."""
    return {copy.column for copy in TABLES[mark] if act not in copy.gone}


def page() -> str:
    parts = ["# Copies of what people write", "", __doc__ or "", "Written by `bin/manage list_copies`.", ""]
    for mark, table in TABLES.items():
        parts += [f"## A {mark}", "", *lines_of(table), ""]
    parts += ["## Records of a moment", "", "| where | why |", "| --- | --- |"]
    parts += [f"| {where} | {why} |" for where, why in RECORDS.items()]
    return "\n".join(parts) + "\n"


def lines_of(table: list[Copy]) -> list[str]:
    heads = " | ".join(act.value for act in Act)
    rows = [
        f"| `{copy.column}` | {' | '.join('gone' if act in copy.gone else 'stays' for act in Act)} | {copy.why} |"
        for copy in table
    ]
    return [f"| copy | {heads} | who reads it |", f"| --- |{' --- |' * (len(Act) + 1)}", *rows]
