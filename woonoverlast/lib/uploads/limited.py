"""The other side of the gate: a small program that reads a file from its input, under limits."""

import json
import resource
import sys
from collections.abc import Callable

from woonoverlast.lib.uploads.outcome import TOO_MANY_WORDS, TOO_MUCH, Inspected, Refused

CPU_SECONDS = 15
MEMORY = 1536 * 1024 * 1024
MAX_WORDS = 1_000_000  # characters


def serve(inspect: Callable[[bytes], Inspected], *, cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> None:
    """One line of JSON, then the bytes that may be kept. Anything unforeseen ends the process with an error code."""
    set_limits(cpu_seconds, memory)
    data = sys.stdin.buffer.read()
    try:
        found = inspect(data)
        if sum(len(words.text) for words in found.words) > MAX_WORDS:
            raise Refused(TOO_MANY_WORDS)
    except Refused as refusal:
        answer({"refused": str(refusal)})
    except (MemoryError, RecursionError):
        answer({"refused": TOO_MUCH})
    else:
        words = [[words.where, words.text] for words in found.words]
        answer(
            {"refused": "", "media_type": found.media_type, "extension": found.extension, "words": words}, found.data
        )


def set_limits(cpu_seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":  # elsewhere it cannot be set
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer(told: dict[str, object], data: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(told).encode("ascii") + b"\n" + data)
