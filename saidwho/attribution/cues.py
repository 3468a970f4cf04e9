"""The cue table: which words, in which syntactic frame, introduce an attribution, and of which class."""

from __future__ import annotations

from functools import lru_cache

from saidwho.records import CueClass
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str, str], CueClass]:
    """(lemma, part of speech, frame) -> class. Parts of speech: verb, noun, adverb."""
    return {
        (row["lemma"], row["pos"], frame): row["class"]  # type: ignore[misc]
        for row in read_table("attribution/cues.tsv")
        for frame in row["frames"].split(",")
    }


@lru_cache(maxsize=1)
def lemmas() -> dict[str, frozenset[str]]:
    """Part of speech -> the lemmas that can be a cue."""
    found: dict[str, set[str]] = {}
    for lemma, pos, _ in cues():
        found.setdefault(pos, set()).add(lemma)
    return {pos: frozenset(words) for pos, words in found.items()}


def class_of(lemma: str, pos: str, frame: str) -> CueClass | None:
    """The class of a cue in a frame, or None where it is no cue."""
    return cues().get((lemma, pos, frame))


@lru_cache(maxsize=1)
def speakers() -> frozenset[str]:
    """Lower-case words for people and bodies that speak."""
    return frozenset(row["word"] for row in read_table("attribution/speakers.tsv"))


@lru_cache(maxsize=1)
def channels() -> dict[str, tuple[str, int]]:
    """Lower-case word -> (kind of channel, rank); the lower rank is the more exact."""
    return {row["word"]: (row["kind"], int(row["rank"])) for row in read_table("attribution/channels.tsv")}
