"""Writes `gate/tasks/crossdoc_kin.tsv` from WordNet 3.0: which words can mean the same. `scripts/kin.py FOLDER`.

FOLDER holds `data.*`, `index.*` and `cntlist.rev`. Kept are verbs, the nouns of
`nouns.tsv` that are abstract, and adjectives, as far as texts counted for WordNet or for `weights_words.tsv` use them.
"""

import collections
import re
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "saidwho" / "data"
TABLE = DATA.parent.parent / "gate" / "tasks" / "crossdoc_kin.tsv"
PARTS = {"v": "verb", "n": "noun", "a": "adj"}
FIRST, LATER = 2, 4
"""Meanings of a word in each part of speech that are its common ones, and that are looked at."""
HEAD = (
    "Words by their meanings: two words that share a number can mean the same, or are derived from such words.",
    "Derived from WordNet 3.0: the most used senses, with those of the words derived from them, numbered anew.",
)
Sense = tuple[str, str]


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith((" ", "#"))]


def derived(folder: Path) -> dict[Sense, list[Sense]]:
    """Of each meaning those of the nouns and verbs derived from its words."""
    found: dict[Sense, list[Sense]] = {}
    for part, name in PARTS.items():
        for line in lines(folder / f"data.{name}"):
            cells = line.split("|")[0].split()
            at = 4 + 2 * int(cells[3], 16)
            links = [cells[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(cells[at]))]
            found[part, cells[0]] = [(p, to) for kind, to, p, _ in links if kind == "+" and p in "nv"]
    return found


def used(folder: Path) -> set[str]:
    known = {row.split("\t")[0] for row in lines(DATA / "merging" / "weights_words.tsv")[1:]}
    return known | {line.split("%")[0] for line in lines(folder / "cntlist.rev")}


def senses(folder: Path) -> dict[str, list[tuple[int, Sense]]]:
    """Of each word its meanings with their rank, over all parts of speech."""
    abstract = {r.split("\t")[0] for r in lines(DATA / "nouns.tsv")[1:] if r.endswith("\tabstract")}
    known, found = used(folder), collections.defaultdict(list)
    for part, name in PARTS.items():
        for line in lines(folder / f"index.{name}"):
            word, *cells = line.split()
            if word not in known or not re.fullmatch("[a-z]{2,}", word) or (part == "n" and word not in abstract):
                continue
            for rank, offset in enumerate([c for c in cells if re.fullmatch(r"\d{8}", c)][:LATER]):
                found[word].append((rank, (part, offset)))
    return found


def meanings(folder: Path) -> dict[str, tuple[set[Sense], set[Sense]]]:
    """Of each word the common meanings and the others, with the derived ones; what only one word has tells nothing."""
    links, rows = derived(folder), {}
    for word, own in senses(folder).items():
        first = {s for rank, sense in own if rank < FIRST for s in (sense, *links[sense])}
        rows[word] = (first, {s for _, sense in own for s in (sense, *links[sense])} - first)
    holders = collections.Counter(s for first, later in rows.values() for s in first | later)
    return {w: tuple({s for s in part if holders[s] > 1} for part in pair) for w, pair in rows.items()}


def licence() -> list[str]:
    """As it stands in the other table made from WordNet."""
    told = [r for r in (DATA / "nouns.tsv").read_text(encoding="utf-8").splitlines() if r.startswith("#")]
    return told[told.index("# Its licence:") :]


def main(folder: str) -> None:
    rows = meanings(Path(folder))
    numbers: dict[Sense, int] = {}
    out = [*(f"# {line}" for line in HEAD), *licence()]
    out.append("word\tfirst\tlater")
    for word in sorted(rows):
        if any(rows[word]):
            cells = (" ".join(str(numbers.setdefault(s, len(numbers))) for s in sorted(part)) for part in rows[word])
            out.append("\t".join((word, *cells)))
    TABLE.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
