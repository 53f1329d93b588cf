"""Where higher contexts hang up what they know of a municipality. Filled in their `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from woonoverlast.places.models import Municipality

Context = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """A part of the municipality's page: a template and what it needs; None hides the panel."""

    template: str
    context: Callable[[HttpRequest, Municipality], Context | None]


@dataclass
class Registry:
    panels: list[Panel] = field(default_factory=list)
    connected: Callable[[], set[str]] = set


registry = Registry()


def register(panel: Panel) -> None:
    """Add a panel below those that are there."""
    if panel not in registry.panels:
        registry.panels.append(panel)


def register_connected(codes: Callable[[], set[str]]) -> None:
    """Say how to find the codes of all municipalities that are connected today."""
    registry.connected = codes


def connected_codes() -> set[str]:
    """Codes of today's municipalities that are connected; empty when no context said how to know."""
    return registry.connected()


def panels_for(request: HttpRequest, municipality: Municipality) -> list[tuple[str, Context]]:
    """Template and context of each panel that has something to show."""
    found = ((panel.template, panel.context(request, municipality)) for panel in registry.panels)
    return [(template, context) for template, context in found if context is not None]
