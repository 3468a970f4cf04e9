"""Who says it."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.parsing import Parse
from saidwho.records import Article, Attribution


@dataclass(frozen=True, slots=True)
class AttributionOptions:
    """Settings of the stage."""


def attribute(
    parse: Parse, article: Article, *, options: AttributionOptions | None = None
) -> tuple[Attribution, ...]:
    """Every attribution of the article in order of its cue, nested ones with their parent; the outlet's own voice, the root, is not among them."""
    return ()
