"""Parent of one PostgreSQL server: stops it when the last holder is gone, also when that holder was killed.

Run as a script by `postgres.py`, with nothing but the standard library:
    keeper.py LOCK HOLDERS LOG UID GID COMMAND...      (UID -1: the same account)
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path


def main(arguments: list[str]) -> None:
    lock, holders, log = (Path(argument) for argument in arguments[:3])
    if os.fork():
        os._exit(0)
    server = start(arguments[5:], uid=int(arguments[3]), gid=int(arguments[4]), log=log)
    alone = threading.Event()
    stopper = threading.Thread(target=stop_when_alone, args=(server, lock, holders, alone), daemon=True)
    stopper.start()
    code = server.wait()
    if alone.is_set():
        stopper.join()
    os._exit(code & 0xFF)


def start(command: list[str], *, uid: int, gid: int, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        if uid < 0:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, user=uid, group=gid, extra_groups=[]
        )


def stop_when_alone(server: subprocess.Popen[bytes], lock: Path, holders: Path, alone: threading.Event) -> None:
    with lock.open("rb") as turn, holders.open("rb") as held:
        while True:
            fcntl.flock(held, fcntl.LOCK_EX)  # granted when nobody holds the server any more
            fcntl.flock(held, fcntl.LOCK_UN)
            fcntl.flock(turn, fcntl.LOCK_EX)  # from here nobody can start or join
            if is_free(held.fileno()):
                break
            fcntl.flock(turn, fcntl.LOCK_UN)
        alone.set()
        server.send_signal(signal.SIGINT)  # a fast and clean shutdown
        server.wait()
        remove_socket_folder(server.args)  # type: ignore[arg-type]  # always the list that we gave


def remove_socket_folder(command: list[str]) -> None:
    for option in command:
        name, _, folder = option.partition("=")
        if name == "unix_socket_directories":
            with contextlib.suppress(OSError):
                os.rmdir(folder)


def is_free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
