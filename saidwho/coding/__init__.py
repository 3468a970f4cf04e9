"""What they say happened."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from saidwho.coding.codebook import load_codebook
from saidwho.coding.mentions import find_mentions
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Span


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
    mentions = find_mentions(parse, article, attributions, book, speech_acts=chosen.speech_acts)
    channels = sorted(a.channel.span for a in attributions if a.channel)
    return tuple(_without_channels(m, channels) for m in mentions)


def _without_channels(mention: EventMention, channels: list[Span]) -> EventMention:
    """“claimed the attack on its Telegram channel”: how it was said is no target and no place."""
    near = channels[
        bisect_left(channels, (mention.sentence.start, 0)) : bisect_left(channels, (mention.sentence.end, 0))
    ]
    kept = tuple(r for r in mention.roles if not any(c.start <= r.span.start and r.span.end <= c.end for c in near))
    return mention if len(kept) == len(mention.roles) else replace(mention, roles=kept)
