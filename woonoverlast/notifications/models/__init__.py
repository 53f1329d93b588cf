"""Personal mail, mail that came in, mailings, addresses that do not work, notices, who watches what, and what somebody wants to hear of it."""

from woonoverlast.notifications.models.addresses import PausedAddress, Unsubscription
from woonoverlast.notifications.models.choices import Choices
from woonoverlast.notifications.models.mailings import Mailing, Recipient, TokenBucket
from woonoverlast.notifications.models.notices import Group, Notice, NoticeMail, Route, Watch
from woonoverlast.notifications.models.outbox import OutgoingMail
from woonoverlast.notifications.models.replies import IncomingMail

__all__ = [
    "Choices",
    "Group",
    "IncomingMail",
    "Mailing",
    "Notice",
    "NoticeMail",
    "OutgoingMail",
    "PausedAddress",
    "Recipient",
    "Route",
    "TokenBucket",
    "Unsubscription",
    "Watch",
]
