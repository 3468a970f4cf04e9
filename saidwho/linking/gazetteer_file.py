"""Where the gazetteer file lies, how it comes to be there, and whether it is whole.

It is built once for each version of its packages, in a process of its own (the memory is given back), under another
name that is then moved: readers never see half a file, and of several processes one builds.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saidwho.errors import DataDamaged
from saidwho.linking.gazetteer_build import made_from

_LOG = logging.getLogger(__name__)
CACHE = "SAIDWHO_CACHE"
"""The environment variable that names another folder."""


def gazetteer_path() -> Path:
    """The file for the installed packages, whether it is there or not."""
    made = "|".join(f"{key}={value}" for key, value in sorted(made_from().items()))
    return _folder() / f"gazetteer-{hashlib.sha256(made.encode()).hexdigest()[:12]}.sqlite"


def ready() -> Path:
    """The gazetteer file, built when it is missing or damaged (about fifteen seconds, once)."""
    path = gazetteer_path()
    if whole(path):
        return path
    with _alone(path):
        if not whole(path):
            _build(path)
    return path


def whole(path: Path) -> bool:
    """Whether the file is a gazetteer of the installed packages that is not cut short."""
    try:
        with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as base:
            pages = base.execute("PRAGMA page_count").fetchone()[0] * base.execute("PRAGMA page_size").fetchone()[0]
            made = dict(base.execute("SELECT key, value FROM made"))
        base.close()
        return made == made_from() and int(pages) == path.stat().st_size
    except (sqlite3.Error, OSError):
        return False


def _build(path: Path) -> None:
    _LOG.info("building the gazetteer in %s (once, about fifteen seconds)", path)
    if sys.stderr.isatty():
        sys.stderr.write("saidwho builds its gazetteer (once, about fifteen seconds)\n")
    made = path.with_name(f"{path.name}.{os.getpid()}.part")
    made.unlink(missing_ok=True)
    command = [sys.executable, "-m", "saidwho.linking.gazetteer_build", str(made)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not whole(made):
            raise DataDamaged(
                f"the gazetteer could not be built in '{path.parent}': {done.stderr.strip()[-300:] or 'no reason'}. "
                f"Expected about 40 MB of room there; name another folder with {CACHE}."
            )
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds a lock beside the file; where the system knows no such locks two may build, and both files are alike."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(path.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    """The user's cache, or a folder for temporary files where that cannot be written."""
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise DataDamaged(f"no folder for the gazetteer can be written. Name one with {CACHE}.")


def _folders() -> Iterator[Path]:
    given = os.environ.get(CACHE)
    if given:
        yield Path(given).absolute()
        return
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base and Path(base).is_absolute():
        yield Path(base) / "saidwho"
    elif "HOME" in os.environ:
        home = Path(os.environ["HOME"])
        yield (home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache") / "saidwho"
    yield Path(tempfile.gettempdir()) / f"saidwho-{getattr(os, 'getuid', int)()}"
