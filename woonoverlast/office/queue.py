"""The work queue: what each context leaves to the editors, as it says in its `AppConfig`."""

from woonoverlast.web import contexts
from woonoverlast.web.work_items import Item


def items(kind: str = "") -> list[Item]:
    """Everything that waits, most urgent first."""
    found = [item for work in contexts.work() if kind in {"", work.kind} for item in work.waiting()]
    return sorted(found, key=lambda item: item.urgency, reverse=True)


def labels() -> dict[str, str]:
    """The title of each kind of work."""
    return {work.kind: work.title for work in contexts.work()}
