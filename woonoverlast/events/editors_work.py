"""What members ask of the editors: a meeting in their municipality, or one that they propose."""

from woonoverlast.events.models import Request
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def event_requests() -> list[Item]:
    """Asked for or proposed, and not answered yet: the oldest silence first."""
    return [
        Item(
            kind="bijeenkomst",
            title=f"{request.by} vraagt: {request.title}",
            since=request.at,
            detail=str(request.get_kind_display()),
            why="Een snel antwoord houdt de energie erin.",
            weight=40,
            url=request.get_absolute_url(),
            buttons=[Button("Bekijk en antwoord", request.get_absolute_url(), look="primary")],
        )
        for request in Request.objects.open().select_related("by").order_by("at")[:AT_MOST]
    ]


KINDS = (Work("bijeenkomst", "Aanvragen van bijeenkomsten", event_requests),)
