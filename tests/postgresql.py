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


def binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """The URL of a running server without a database name; it is stopped and thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="saidwho-pg-", dir="/tmp"))
    user = _somebody()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def call(*command: str | Path) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(folder)},
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr + done.stdout

    data = folder / "data"
    try:
        call(programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {PORT} -k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        call(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@/{{}}?host={folder}&port={PORT}"
        finally:
            call(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
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
