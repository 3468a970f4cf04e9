"""Writes `saidwho/data/nouns.tsv` from WordNet 3.0. `scripts/nouns.py FOLDER LICENCE_FILE`; then `make manifest`.

FOLDER holds `data.noun`, `index.noun` and `cntlist.rev`.
"""

import collections
import re
import sys
from pathlib import Path

TABLE = Path(__file__).parent.parent / "saidwho" / "data" / "nouns.tsv"
# lexicographer files of WordNet: animal, artifact, food, location, object, plant, possession, substance are left out
FILES = dict.fromkeys((5, 6, 13, 15, 17, 20, 21, 27), "other") | {8: "body", 14: "group", 18: "person"}
FIRST, LATER = 1.0, 0.3
"""What a sense weighs besides its count: the first is the most common."""
HEAD = (
    "English nouns by what most of their uses are: a person, a group, a part of the body,"
    " or something abstract (an act, event, utterance, state, measure).",
    "Derived from WordNet 3.0 by the counts of its senses (cntlist.rev);"
    " nouns of things, places, animals and plants are left out.",
    "Its licence:",
)


def counts(folder: Path) -> dict[tuple[str, int], int]:
    found = {}
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, sense, count = line.split()
        if key.split("%")[1].startswith("1:"):
            found[key.split("%")[0], int(sense)] = int(count)
    return found


def classes(folder: Path) -> dict[str, str]:
    lines = [line for line in (folder / "data.noun").read_text().splitlines() if not line.startswith(" ")]
    kind = {line.split(" ", 1)[0]: FILES.get(int(line.split()[1]), "abstract") for line in lines}
    seen, rows = counts(folder), {}
    for line in (folder / "index.noun").read_text().splitlines():
        word, *fields = line.split() or [""]
        if line.startswith(" ") or not re.fullmatch("[a-z]{2,}", word):
            continue
        share: collections.Counter[str] = collections.Counter()
        used = 0
        for sense, synset in enumerate((f for f in fields if re.fullmatch(r"\d{8}", f)), 1):
            count = seen.get((word, sense), 0)
            used += count
            share[kind[synset]] += count + (FIRST if sense == 1 else LATER)
        rows[word] = class_of(share, used)
    return {word: found for word, found in rows.items() if found}


def class_of(share: collections.Counter[str], used: int) -> str:
    total = sum(share.values())
    if (share["person"] + share["group"]) / total >= 0.5:
        return "person" if share["person"] >= share["group"] else "group"
    best, weight = share.most_common(1)[0]
    if best == "body" and weight / total >= 0.6:
        return best
    return best if best == "abstract" and weight / total >= 0.7 and used else ""


def main() -> None:
    folder, licence = Path(sys.argv[1]), Path(sys.argv[2]).read_text()
    told = [line.strip() for line in licence.splitlines()]
    begin = next(k for k, line in enumerate(told) if line.startswith("This software and database"))
    end = next(k for k, line in enumerate(told) if k > begin and line.startswith("Files:"))
    text = [*HEAD, *("" if line == "." else line for line in told[begin:end] if line)]
    rows = [f"{word}\t{found}" for word, found in sorted(classes(folder).items())]
    lines = [f"# {line}".rstrip() for line in text] + ["word\tclass", *rows]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
