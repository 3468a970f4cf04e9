"""Writes the hashes of `saidwho/data/` into MANIFEST.toml; licence, origin and version are written by hand.

A file without a hand-written entry gets one with `licence = "?"`, which the tests refuse.
"""

import hashlib
import tomllib
from pathlib import Path

DATA = Path(__file__).parent.parent / "saidwho" / "data"
MANIFEST = DATA / "MANIFEST.toml"


def main() -> None:
    old = tomllib.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else {}
    rows = []
    for path in sorted(p for p in DATA.rglob("*") if p.is_file() and p != MANIFEST):
        if path.name.startswith(".") or "__pycache__" in path.parts:
            continue
        name = path.relative_to(DATA).as_posix()
        entry = old.get(name, {})
        rows.append(
            f'["{name}"]\n'
            f'version = "{entry.get("version", "1")}"\n'
            f'licence = "{entry.get("licence", "?")}"\n'
            f'origin = "{entry.get("origin", "?")}"\n'
            f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\n'
        )
    MANIFEST.write_text("\n".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
