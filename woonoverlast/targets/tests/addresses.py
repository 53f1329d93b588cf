"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.people.testing import Example
from woonoverlast.targets.models import Cycle


def cycle() -> Cycle:
    return Cycle.objects.earliest("starts_on")


EXAMPLES: Mapping[str, Example] = {
    "targets:cycle": lambda cast: f"/doelen/{cycle().slug}/",
    "targets:target": lambda cast: f"/doelen/{cycle().slug}/1/",
    "targets:download": lambda cast: f"/doelen/{cycle().slug}/1/cijfers.csv",
    "targets:municipalities": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten/",
    "targets:municipalities_csv": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten.csv",
}
