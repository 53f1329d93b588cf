"""Which account of the machine runs PostgreSQL, since PostgreSQL refuses root."""

import functools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOBODY = 65534
UNSHARE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True)
class Account:
    """`uid` and `gid` own the files, as seen from outside. `prefix` goes before each command."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    @property
    def switches(self) -> bool:
        return os.geteuid() == 0 and self.uid != 0

    def run(self, command: list[str], *, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
        switch: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switches else {}
        return subprocess.run(
            [*self.prefix, *command],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env=environment(),
            **switch,
        )

    def own(self, path: Path) -> None:
        """Give `path` and everything in it to this account; only root can and needs to."""
        if os.geteuid() != 0 or (path.lstat().st_uid, path.lstat().st_gid) == (self.uid, self.gid):
            return
        for folder, _, names in os.walk(path):
            for name in names:
                os.lchown(os.path.join(folder, name), self.uid, self.gid)
            os.lchown(folder, self.uid, self.gid)
        os.lchown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Ourselves; for root the owner of the data folder, else root shown to PostgreSQL as nobody, else nobody."""
    own = os.geteuid()
    if own != 0:
        nameless = not has_name(own) and can_unshare()  # initdb wants a name; containers may run without one
        return Account(own, os.getegid(), UNSHARE if nameless else ())
    owner = data.stat()
    if owner.st_uid not in (0, NOBODY) and has_name(owner.st_uid):
        return Account(owner.st_uid, owner.st_gid)
    return Account(0, 0, UNSHARE) if can_unshare() else Account(NOBODY, NOBODY)


def has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def can_unshare() -> bool:
    return os.environ.get("WOONOVERLAST_PG_UNSHARE") != "0" and unshare_works()


@functools.cache
def unshare_works() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


def environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
