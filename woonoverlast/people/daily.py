"""What happens every night so that the member list stays true. Each part is safe to run twice."""

import logging
from collections.abc import Callable

from django.core.management import call_command
from django.utils import timezone

from woonoverlast.people import municipal_mergers, retention, yearly_check

logger = logging.getLogger(__name__)

PARTS: dict[str, Callable[[], int]] = {
    "moved_to_successor": lambda: municipal_mergers.follow_mergers(on=timezone.localdate()),
    "yearly_checks": yearly_check.send_yearly_checks,
    "retention_notices": retention.send_notices,
    "anonymised": retention.anonymise_silent,
    "unconfirmed": retention.forget_unconfirmed,
    "unsent_lists": retention.forget_unsent,
    "old_invitations": retention.forget_old_invitations,
    "old_explanations": retention.forget_explanations,
}


def run() -> dict[str, int]:
    """Run every part, also when an earlier one fails; the log gets counts and no personal data."""
    counts: dict[str, int] = {}
    failures: list[Exception] = []
    for name, part in PARTS.items():
        try:
            counts[name] = part()
        except Exception as error:  # One broken part must not stop the others; the first failure is raised at the end.
            logger.error("daily_part_failed", extra={"part": name, "error": type(error).__name__})
            failures.append(error)
    call_command("clearsessions")
    logger.info("daily_done", extra=counts)
    if failures:
        raise failures[0]
    return counts
