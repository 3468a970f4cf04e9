"""Everything that is wrong or doubtful in a user's codebook, found at once and before any report is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from saidwho.coding.codebook import (
    Codebook,
    faults,
    load_codebook,
    named,
    nearest,
    read_own,
    rows_of,
    words_of,
)
from saidwho.errors import CodebookError

_NEAR = 0.75
"""How alike a word must be to a class to be taken for a slip: “peple” is, “police” and “policy” are not."""
_ALWAYS = frozenset(("any", "none", "name", "pronoun", "people", "site", "armed"))
"""Values that are told by the parse and not by the classes of words alone."""
_PLACES = frozenset(
    ("subj", "obj", "mod", "prep", "with", "of", "on", "in", "into", "at", "upon", "as", "to", "against")
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`wrong` stops a run; else it is a doubt."""

    message: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a codebook holds: rows, words that it adds to or changes, words that it removes."""

    findings: tuple[Finding, ...]
    rows: int
    words: int
    removed: int

    @property
    def wrong(self) -> bool:
        """Whether a run would stop."""
        return any(finding.wrong for finding in self.findings)


def check_codebook(path: str) -> Checked:
    """Every wrong value of a user's file by line, with the nearest right name, and what in it can have no effect."""
    book = load_codebook()
    findings: list[Finding] = []
    words: set[tuple[str, str]] = set()
    removed: set[tuple[str, str]] = set()
    seen: dict[tuple[str, ...], int] = {}
    rows = 0
    try:
        for number, cells in rows_of(read_own(path), path):
            rows += 1
            wrong = [Finding(str(fault), True) for fault in faults(cells, book.types, path, number)]
            findings += wrong
            if wrong:
                continue
            row = named(cells)
            keys = {(row["pos"], lemma) for lemma, _ in words_of(row)}
            (removed if row["type"] == "-" else words).update(keys)
            findings += [Finding(m, False) for m in _doubts(row, book, f"{path} line {number}")]
            first = seen.setdefault(tuple(cells), number)
            if first != number:
                findings.append(Finding(f"{path} line {number}: the same row stands in line {first}.", False))
    except CodebookError as error:
        findings.append(Finding(str(error), True))
    if not rows and not findings:
        findings.append(Finding(f"'{path}' has no rows: it changes nothing.", False))
    return Checked(tuple(findings), rows, len(words), len(removed - words))


def _doubts(row: dict[str, str], book: Codebook, where: str) -> Iterator[str]:
    """What is allowed and hardly meant."""
    if row["type"] == "-":
        known = [lemma for pos, lemma in book.triggers if pos == row["pos"]]
        for lemma, part in words_of(row):
            if part is not None:
                yield f"{where}: '{lemma}+{part}' removes every row of '{lemma}', not only those with '{part}'."
            if lemma not in known:
                hint = nearest(lemma, known)
                yield f"{where}: '{lemma}' is not in the codebook, so there is nothing to remove." + (
                    f" Did you mean '{hint}'?" if hint else ""
                )
        return
    words = frozenset(chain.from_iterable(book.classes.values()))
    for condition in filter(None, row["when"].split(";")):
        key, _, values = condition.partition("=")
        for value in values.split("|") if key.rstrip("!") in _PLACES and values else ():
            classes = _ALWAYS | book.classes.keys()
            hint = nearest(value, sorted(classes), cutoff=_NEAR) if value not in classes else None
            if hint and value not in words:
                yield f"{where}: '{value}' is no class and is taken as a word. Did you mean the class '{hint}'?"
