"""What became of one attempt, and what that means for the row and for the address."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from woonoverlast.mail.models import Recipient

State = Recipient.State
MAX_ATTEMPTS = 12
# "5.1.1 no such user": the enhanced code says whether it is about the address, the box, or about us or the text.
ENHANCED = re.compile(r"\b[45]\.(\d{1,3})\.\d{1,3}\b")
NO_SUCH_ADDRESS = {550, 551, 553}
BOX_FULL = {552}


class Fault(StrEnum):
    """What was wrong when mail was refused or came back."""

    NONE = "none"
    ADDRESS = "address"  # does not exist: no mail to it makes sense
    BOX = "box"  # full or closed: may be over next time
    OURS = "ours"  # they do not want our mail or this text


@dataclass(frozen=True)
class Outcome:
    """`again_after` only counts for a row that goes back in the queue."""

    number: int
    state: Recipient.State
    note: str = ""
    again_after: timedelta = timedelta()
    fault: Fault = Fault.NONE

    @property
    def is_trouble(self) -> bool:
        """Something is wrong on our side or on the way. That one address does not work is no trouble."""
        return self.state != State.SENT and self.fault not in {Fault.ADDRESS, Fault.BOX}


def answered(number: int, *, attempts: int, code: int, text: str, about_recipient: bool) -> Outcome:
    """The server said no. 4xx is tried again; 5xx is final, and says whether the address is to blame."""
    note = f"{code} {text}"[:250]
    if code < 500:
        return postponed(number, attempts=attempts, note=note)
    fault = fault_of(code, text) if about_recipient else Fault.OURS
    return Outcome(number, State.REFUSED, note, fault=fault)


def postponed(number: int, *, attempts: int, note: str) -> Outcome:
    """Nothing was accepted: again after 1, 2, 4 ... minutes, twelve times in almost three days."""
    if attempts + 1 >= MAX_ATTEMPTS:
        note = f"Na {attempts + 1} pogingen opgegeven. {note}"[:250]
        return Outcome(number, State.REFUSED, note, fault=Fault.OURS)
    return Outcome(number, State.QUEUED, note[:250], again_after=timedelta(minutes=2**attempts))


def fault_of(code: int, text: str) -> Fault:
    """5.1.x is about the address, 5.2.x about the box, the rest about us. Without such a code the number decides."""
    enhanced = ENHANCED.search(text)
    if enhanced:
        return {"1": Fault.ADDRESS, "2": Fault.BOX}.get(enhanced[1], Fault.OURS)
    return Fault.ADDRESS if code in NO_SUCH_ADDRESS else Fault.BOX if code in BOX_FULL else Fault.OURS
