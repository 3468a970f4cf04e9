"""The attributions of one article by id, with what is asked of all of them at every event found out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from saidwho.merging.copies_origins import Origin, find_origins, original
from saidwho.records import Article, Attribution


class Known(dict[str, Attribution]):
    """Attributions by id; nothing is added later."""

    def __init__(self, attributions: Iterable[Attribution], article: Article | None = None) -> None:
        super().__init__((a.id, a) for a in attributions)
        self._article = article

    @cached_property
    def wire(self) -> Origin | None:
        """The agency or outlet whose report the whole article is; None where it is its outlet's own."""
        return original(find_origins(self._article)) if self._article else None

    @cached_property
    def parties(self) -> tuple[Attribution, ...]:
        """Those whose speaker is a named party: no person, medium or document."""
        return tuple(a for a in self.values() if _is_party(a))

    @cached_property
    def denials(self) -> tuple[Attribution, ...]:
        """Those that deny."""
        return tuple(a for a in self.values() if a.cue_class == "deny" and not a.negated)


def known_of(known: Mapping[str, Attribution]) -> Known:
    """The same, of any mapping."""
    return known if isinstance(known, Known) else Known(known.values())


def _is_party(attribution: Attribution) -> bool:
    actor = attribution.speaker
    return actor is not None and actor.name is not None and actor.kind not in ("person", "media", "outlet", "document")
