"""What moderation leaves to the editors."""

from woonoverlast.moderation import worklist
from woonoverlast.web.contexts import Work

KINDS = (
    Work("nakijken", worklist.LABELS["nakijken"], worklist.reviews),
    Work("melding", worklist.LABELS["melding"], worklist.reports),
    Work("weerwoord", worklist.LABELS["weerwoord"], worklist.objections),
)
