"""Nothing that opens a door stands in a log line: addresses are written without their secret parts and without a query."""

import logging
import re

# A path, with or without a host before it, up to what cannot be in one.
PATH = re.compile(r"/[^\s'\"<>]{1,2000}")
SECRET = re.compile(r"[A-Za-z0-9_:.=~%-]{20,}")
INSTEAD = "***"


class WithoutSecrets(logging.Filter):
    """On the handler, so that lines of Django and of others pass here too."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)  # printed with the whole address where lines are JSON
        if isinstance(record.args, tuple):
            record.args = tuple(masked(value) if isinstance(value, str) else value for value in record.args)
        record.msg = masked(record.msg) if isinstance(record.msg, str) else record.msg
        return True


def masked(text: str) -> str:
    return PATH.sub(lambda found: without_secrets(found[0]), text)


def without_secrets(path: str) -> str:
    return "/".join(SECRET.sub(INSTEAD, part) for part in path.partition("?")[0].split("/"))
