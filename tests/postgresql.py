"""A PostgreSQL server of the tests' own: a cluster in a temporary folder, reached by its socket, run by no root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 54329
RIGHTS = "local all tester trust\nlocal all all scram-sha-256\n"
"""Who may come in (`pg_hba.conf`): `tester` as he is, any other role with its password."""


def binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


class Server:
    """A cluster that can be started and stopped; `url` gives the URL of one of its databases."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._data = programs, folder, folder / "data"
        self.user = _somebody()
        if self.user is not None:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        self._call("initdb", "-D", self._data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        (self._data / "pg_hba.conf").write_text(RIGHTS, encoding="utf-8")

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        options = f"-p {PORT} -k {self._folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        self._call("pg_ctl", "-D", self._data, "-w", "-l", self._folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stops it in the middle of whatever it does."""
        self._call("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def url(self, name: str, role: str = "tester") -> str:
        """The URL of a database; `role` may hold a password, behind a colon."""
        return f"postgresql://{role}@/{name}?host={self._folder}&port={PORT}"

    def _call(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [str(part) for part in (self._programs / program, *arguments)],
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            cwd=self._folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self._folder)},
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr + done.stdout


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """A running server; it is stopped and thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="saidwho-pg-", dir="/tmp"))
    try:
        made = Server(programs, folder)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses root. None: ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
