"""Personal mail, mailings to many, and addresses that do not work or do not want any."""

from woonoverlast.mail.models.addresses import PausedAddress, Unsubscription
from woonoverlast.mail.models.mailings import Mailing, Recipient, TokenBucket
from woonoverlast.mail.models.outbox import OutgoingMail

__all__ = ["Mailing", "OutgoingMail", "PausedAddress", "Recipient", "TokenBucket", "Unsubscription"]
