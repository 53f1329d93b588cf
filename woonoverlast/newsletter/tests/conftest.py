"""Mail stays in the outbox."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def quiet_mail(settings: Any) -> None:
    settings.DELIVERY_BACKEND = "woonoverlast.mail.outbox.CatchingBackend"
    settings.EMAIL_BACKEND = "woonoverlast.mail.layout.LaidOutBackend"
    settings.MAILING_PER_SECOND = 0
