"""What stands around every page. Made once for each kind of visitor, because it is a fifth of what a small page costs."""

from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from woonoverlast.web.contexts import MenuEntry, menu

register = template.Library()
OTHER_SECTIONS = {"", "meldingen", "beheer", "account", "inloggen"}
# Stand where a value of this one request comes.
TOKEN, TYPED = "plaats-voor-het-token", "plaats-voor-de-zoekvraag"


class Visitor(NamedTuple):
    """All that the header depends on, by the names that its templates use."""

    is_authenticated: bool
    is_member: bool
    is_editor: bool


@register.simple_tag(takes_context=True)
def site_header(context: template.Context) -> SafeString:
    """The header for this visitor, with the token of this request in the form to log out."""
    user: Any = context.get("user")
    notices: Any = context.get("unread_notices", 0)  # asked by the sum below, and only then
    visitor = Visitor(*(bool(getattr(user, name, False)) for name in Visitor._fields))
    section = context.get("section", "-")
    html = header(
        visitor,
        section=section if section in sections() else "-",
        public_forum=not visitor.is_member and bool(context.get("public_forum")),
        unread=min(notices + 0, 100) if visitor.is_authenticated else 0,
    )
    html = html.replace(TYPED, conditional_escape(context.get("search_text") or ""))
    return SafeString(html.replace(TOKEN, str(context.get("csrf_token", ""))) if TOKEN in html else html)


@lru_cache(maxsize=2_000)
def header(visitor: Visitor, *, section: str, public_forum: bool, unread: int) -> str:
    values = {"section": section, "menu": entries(visitor, public_forum=public_forum), "unread_notices": unread}
    places = {"csrf_token": TOKEN, "search_text": TYPED}
    return render_to_string("components/site_header.html", {"user": visitor, **values, **places})


def entries(visitor: Visitor, *, public_forum: bool) -> list[MenuEntry]:
    """What this visitor may open. The forum is there for everybody as soon as one of its themes is."""
    is_member = visitor.is_member or visitor.is_editor
    return [
        entry for entry in menu() if is_member or not entry.for_members or (public_forum and entry.section == "forum")
    ]


@lru_cache(maxsize=1)
def sections() -> set[str]:
    return OTHER_SECTIONS | {entry.section for entry in menu()}


@register.simple_tag
@lru_cache(maxsize=1)
def site_footer() -> SafeString:
    return render_to_string("components/site_footer.html")
