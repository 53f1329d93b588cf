"""What an act says when it cannot be done."""


class NotPossible(Exception):
    """The act does not fit what is the case now; the message is a sentence in Dutch for who tried."""
