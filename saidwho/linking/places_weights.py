"""The weights of the recogniser and of the ranker: small linear models as tables (`scripts/places_weights.py`)."""

from __future__ import annotations

from functools import lru_cache

from saidwho.resources import read_table


@lru_cache(maxsize=1)
def recogniser() -> dict[str, float]:
    """Cue -> weight in the log-odds that a name is a place's; "" is the constant."""
    return {row["cue"]: float(row["weight"]) for row in read_table("linking/places_recogniser.tsv")}


@lru_cache(maxsize=1)
def ranker() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Cue -> weight of a sense, of the three rounds: alone, then beside the others as the round before read them."""
    rounds: tuple[dict[str, float], dict[str, float], dict[str, float]] = ({}, {}, {})
    for row in read_table("linking/places_ranker.tsv"):
        rounds[int(row["round"]) - 1][row["cue"]] = float(row["weight"])
    return rounds
