"""Where higher contexts hang up what they know of an instrument: local rules, who used it. Filled in their `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from woonoverlast.instruments.models import Instrument

Context = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """A part of the instrument's page: a template and what it needs; None hides the panel."""

    template: str
    context: Callable[[HttpRequest, Instrument], Context | None]


PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Add a panel below those that are there."""
    if panel not in PANELS:
        PANELS.append(panel)


def panels_for(request: HttpRequest, instrument: Instrument) -> list[tuple[str, Context]]:
    """Template and context of each panel that has something to show."""
    found = ((panel.template, panel.context(request, instrument)) for panel in PANELS)
    return [(template, context) for template, context in found if context is not None]
