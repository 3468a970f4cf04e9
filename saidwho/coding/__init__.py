"""What they say happened."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.coding.codebook import load_codebook
from saidwho.coding.mentions import find_mentions
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """Settings of the stage. `codebook` is the path of a user's own codebook, laid over the packaged one.

    `speech_acts`: also give what somebody merely said (accused, praised, asked for) an event of its own, where an
    attribution or no formal act stands behind it.
    """

    codebook: str | None = None
    speech_acts: bool = False


def code(
    parse: Parse,
    article: Article,
    attributions: tuple[Attribution, ...],
    *,
    options: CodingOptions | None = None,
) -> tuple[EventMention, ...]:
    """Every telling of an event, in order of its trigger, with the words of its roles not yet linked."""
    chosen = options or CodingOptions()
    book = load_codebook(chosen.codebook)
    return find_mentions(parse, article, attributions, book, speech_acts=chosen.speech_acts)
