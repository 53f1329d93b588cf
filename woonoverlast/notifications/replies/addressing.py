"""Addresses at which mail comes in: a reply address for each mail of notices, and the return-path of mailings.

A reply address carries the number of the mail that it stands in, signed; person and thing follow from that row, which
goes after 400 days. Only small letters, digits and "-": mail programs and servers change case.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from woonoverlast.mail.bulk import tokens
from woonoverlast.notifications.models import NoticeMail
from woonoverlast.notifications.replies.outcomes import Outcome

PURPOSE = "reply"
VALID_FOR = timedelta(days=400)
# What a mark can look like, ours or not; with other signs it is no address of ours at all.
MARK = re.compile(r"^[a-z0-9.-]{0,60}$", re.IGNORECASE | re.ASCII)


def reply_address(mail: NoticeMail) -> str:
    """Empty where the platform receives no mail."""
    return tokens.address(settings.REPLY_ADDRESS, mail.pk, purpose=PURPOSE) if settings.REPLY_ADDRESS else ""


def noticed(to: str) -> NoticeMail | Outcome:
    """The mail that is answered at this address; UNKNOWN or EXPIRED where there is none."""
    number = tokens.read(mark_in(to), purpose=PURPOSE) if is_at(to, settings.REPLY_ADDRESS) else None
    if number is None:
        return Outcome.UNKNOWN
    mail = NoticeMail.objects.select_related("person").filter(pk=number).first()
    if mail is None or mail.at < timezone.now() - VALID_FOR or mail.person.anonymised_at:
        return Outcome.EXPIRED
    return mail if mail.thread else Outcome.UNKNOWN


def is_ours(address: str) -> bool:
    return is_at(address, settings.REPLY_ADDRESS) or is_return_path(address)


def is_return_path(address: str) -> bool:
    return bool(mark_in(address)) and is_at(address, settings.RETURN_PATH)


def is_at(address: str, box: str) -> bool:
    """Whether it is this box, with or without a mark."""
    name, _, domain = address.lower().rpartition("@")
    own_name, _, own_domain = box.lower().rpartition("@")
    return (
        bool(box) and domain == own_domain and name.partition("+")[0] == own_name and bool(MARK.match(mark_in(address)))
    )


def mark_in(address: str) -> str:
    return address.rpartition("@")[0].partition("+")[2]


def ours_among(addresses: Iterable[str]) -> list[str]:
    """Each once, with marked ones before the bare box."""
    found = dict.fromkeys(address.lower()[:254] for address in addresses if is_ours(address))
    marked = [address for address in found if mark_in(address)]
    return marked or list(found)
