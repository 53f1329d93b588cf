"""Where higher contexts hang up what they know of a person, under the profile. Filled in their `AppConfig.ready`."""

from collections.abc import Callable

from django.utils.safestring import SafeString

from woonoverlast.people.models import Person

# From who looks and whose profile it is to a piece of page, empty where there is nothing to show.
Panel = Callable[[Person, Person], SafeString]
PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    PANELS.append(panel)


def panels_for(viewer: Person, person: Person) -> list[SafeString]:
    return [found for panel in PANELS if (found := panel(viewer, person))]
