"""Opens the tables of `data/` by name, checks their hashes, knows their licences. Nobody else touches a path."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from saidwho.errors import DataDamaged

_DATA = files("saidwho") / "data"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A row of the manifest: `path` is relative to `data/`."""

    path: str
    sha256: str
    licence: str
    origin: str
    version: str


@lru_cache(maxsize=1)
def manifest() -> dict[str, DataFile]:
    """Every data file of the package by its path, from `MANIFEST.toml`."""
    rows = tomllib.loads((_DATA / "MANIFEST.toml").read_text(encoding="utf-8"))
    return {
        path: DataFile(path, row["sha256"], row["licence"], row["origin"], row["version"]) for path, row in rows.items()
    }


@lru_cache(maxsize=128)
def read_bytes(path: str) -> bytes:
    """The bytes of a data file. Raises `DataDamaged` when it is not the file that the manifest names."""
    return read_once(path)


def read_once(path: str) -> bytes:
    """As `read_bytes`, and not kept: for files that are large and read once."""
    entry = manifest().get(path)
    if entry is None:
        raise DataDamaged(f"'{path}' is not in data/MANIFEST.toml. Reinstall saidwho.")
    try:
        content = (_DATA / path).read_bytes()
    except OSError as error:
        raise DataDamaged(f"'{path}' is missing from the package ({error}). Reinstall saidwho.") from None
    found = hashlib.sha256(content).hexdigest()
    if found != entry.sha256:
        raise DataDamaged(
            f"'{path}' has the hash {found[:12]}, expected {entry.sha256[:12]}. Reinstall saidwho, "
            "or run `make manifest` after editing a table in a checkout."
        )
    return content


def read_text(path: str) -> str:
    """The text of a data file (UTF-8)."""
    return read_bytes(path).decode("utf-8")


def read_table(path: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table with a header line; lines that begin with `#` are remarks."""
    return rows_of(read_text(path), path)


def rows_of(text: str, path: str) -> Iterator[dict[str, str]]:
    """The rows of a table's text; `path` names it in errors."""
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise DataDamaged(f"'{path}': {line!r} has {len(cells)} cells, expected {len(header)}.")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def names(folder: str) -> list[str]:
    """The paths of the data files under a folder of `data/`, sorted."""
    return sorted(path for path in manifest() if path.startswith(folder.rstrip("/") + "/"))
