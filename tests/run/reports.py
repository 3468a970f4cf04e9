"""Many small reports of our own, and the whole content of a store to hold against another's."""

from __future__ import annotations

import json
from pathlib import Path

from saidwho.storage import Store

TOWNS = "Nairobi Mombasa Kisumu Nakuru Eldoret Thika Malindi Garissa Kitale Nyeri".split()
DEEDS = (
    "Gunmen attacked a market in {town} on Monday and killed {n} people, police said.",
    "Hundreds of people marched in {town} on Sunday. Police arrested {n} of them.",
    "The Northern Front said it bombed a bridge near {town}. The army denied it, {n} witnesses said.",
)


def text_of(number: int) -> str:
    """The report of a number; the first is long, so that its result comes last."""
    if number == 0:
        return "\n\n".join(text_of(n) for n in range(1, 12))
    deed = DEEDS[number % len(DEEDS)].format(town=TOWNS[number % len(TOWNS)], n=number + 2)
    return f"News of day {number}\n\n{deed} The governor condemned it."


def write_lines(path: Path, number: int) -> Path:
    """JSON Lines with so many reports."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            row = {"id": f"r{n}", "text": text_of(n), "outlet": f"Outlet {n % 4}", "date": f"2031-05-{n % 28 + 1:02}"}
            file.write(json.dumps(row) + "\n")
    return path


def content(store: Store) -> dict[str, list[dict[str, object]]]:
    """All rows that a run adds, without the number of the run."""
    tables = {
        "articles": store.articles(text=True),
        "attributions": store.attributions(),
        "mentions": store.mentions(),
        "failures": store.failures(),
    }
    found = {name: table.drop_columns(["run"]).to_pylist() for name, table in tables.items()}
    documents = store.documents().drop_columns(["run"]).to_pylist()
    found["documents"] = sorted(documents, key=lambda row: str(row["key"]))
    return found
