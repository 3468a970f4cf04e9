"""Looks into the gazetteer.

python scripts/gazetteer.py info            where the file is, what it is made from, how much it holds
python scripts/gazetteer.py build FILE      builds it into another file, with progress
python scripts/gazetteer.py look-up NAME    the places of a name, in the order of the gazetteer
"""

import sqlite3
import sys
import time
from pathlib import Path

from saidwho.linking.gazetteer import fold, gazetteer
from saidwho.linking.gazetteer_build import build
from saidwho.linking.gazetteer_file import ready


def info() -> None:
    path = ready()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as base:
        print(f"{path}\n{path.stat().st_size / 1e6:.1f} MB")
        for key, value in base.execute("SELECT key, value FROM made ORDER BY key"):
            print(f"{key:16}{value}")
        for kind, count in base.execute("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY kind"):
            print(f"{kind:16}{count:>9,}")
        print(f"{'names':16}{base.execute('SELECT count(*) FROM name').fetchone()[0]:>9,}")


def build_into(path: Path) -> None:
    start = time.perf_counter()
    build(path, progress=lambda step, share: print(f"\r{share:5.0%} {step:24}", end="", file=sys.stderr, flush=True))
    print(f"\nbuilt in {time.perf_counter() - start:.1f} s", file=sys.stderr)


def look_up(name: str) -> None:
    for e in gazetteer()[fold(name)]:
        where = ", ".join(filter(None, (e.admin2, e.admin1, e.country)))
        print(f"{e.name}\t{e.kind}\t{where}\t{e.lat}, {e.lon}\t{e.population:,}\t{e.geonames or '-'}")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["info"]:
            info()
        case ["build", path]:
            build_into(Path(path))
        case ["look-up", *words] if words:
            look_up(" ".join(words))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
