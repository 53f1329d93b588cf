"""Atom feeds of plain text: what is written in them is what a reader shows."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from woonoverlast.lib.text import clean_line, clean_text


class TextFeed(Atom1Feed):
    """Django says of every summary that it is HTML; ours are plain. Rows of before `clean_text` cannot break a feed."""

    def add_item(self, title: str, link: str, description: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().add_item(clean_line(title), link, clean_text(description), **kwargs)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})
