"""The trained reader: what it takes for an attribution in an article, beside what the rules found there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from saidwho.model import judging
from saidwho.model.pieces import pieces_of
from saidwho.model.relations import FIELDS, Lines, lines, relation
from saidwho.model.runtime import GRAPHS, Runtime
from saidwho.model.spans import ROLE_TAGS, ROLES, Features, Role, Row, Sight, Told, best, features, log_odds, sight
from saidwho.model.weights import TABLE, Weighing, weighing
from saidwho.model.windows import Window, windows
from saidwho.parsing import Parse
from saidwho.records import CueClass
from saidwho.resources import manifest

FILES = (*GRAPHS, TABLE)
"""What the package must hold for it."""


@dataclass(frozen=True, slots=True)
class Hint:
    """An attribution of the rules by its tokens; `outer` if no other of theirs holds it."""

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]
    cue_class: CueClass
    confidence: float
    outer: bool


@dataclass(slots=True)
class Candidate:
    """A possible attribution by its tokens. `hint` is the rules' own whose cue this one meets, `same` where it is that
    very cue; `sure` where the encoder's best tags give it. `tagged` are the encoder's probabilities of the cue: mean
    and least of its tokens, of its beginning, of the tokens behind and before it. Judged are: `right`, that it is an
    attribution; `exact`, that its cue is whole then; `spoken`, that its source is the speaker.
    """

    cue: tuple[int, int]
    source: list[int]
    content: list[int]
    hint: Hint | None
    same: bool
    sure: bool
    tagged: tuple[float, float, float, float, float]
    odds: dict[Role, tuple[float, float]]
    """Of each role the mean log odds of its own tokens, and the highest of any."""
    empty: dict[Role, bool]
    """Where the encoder found no stretch, and the rules' own stands."""
    right: float = 0.0
    exact: float = 0.0
    spoken: float = 0.0


@dataclass(slots=True)
class Look:
    """One window as the encoder sees it, with all cues that come into question."""

    window: Window
    lines: Lines
    seen: Sight
    tagged: Row
    """(T, 3) probabilities of cue tags."""
    cues: list[tuple[int, int]]
    sure: set[tuple[int, int]]
    hints: list[Hint | None]
    scores: Row = field(default_factory=lambda: np.zeros((0, 0, 5)))

    def features(self, parse: Parse, role: Role) -> Features:
        """Features of one role for all cues."""
        return features(parse, self.window, self.seen, self.cues, self.scores, self.told(), role)

    def told(self) -> Told:
        size = len(self.window.tokens)
        at = {t: n for n, t in enumerate(self.window.tokens)}
        inside: dict[Role, Row] = {role: np.zeros((len(self.cues), size)) for role in ROLES}
        for n, hint in enumerate(self.hints):
            if hint is not None:
                inside["source"][n, [at[t] for t in hint.source if t in at]] = 1
                inside["content"][n, [at[t] for t in hint.content if t in at]] = 1
        return Told(np.array([float(h is not None) for h in self.hints]), inside)


class Reader:
    """Holds the loaded graphs. `read` is a pure function of the parse and the hints."""

    version = "given"

    def __init__(self, runtime: Runtime | None = None, weights: Weighing | None = None) -> None:
        self._runtime = runtime or Runtime()
        self._weights = weights
        if runtime is None:
            digest = hashlib.sha256("".join(manifest()[path].sha256 for path in FILES).encode()).hexdigest()
            self.version = f"{manifest()[GRAPHS[0]].version}@sha256:{digest[:16]}"

    def read(self, parse: Parse, hints: Sequence[Hint]) -> list[Candidate]:
        """All that may be an attribution, judged; cues may overlap. In order of the text."""
        weights = self._weights or weighing()
        found = [c for look in self.looks(parse, hints) for c in candidates(parse, look, weights)]
        judging.judge(parse, found, weights)
        return found

    def looks(self, parse: Parse, hints: Sequence[Hint]) -> Iterator[Look]:
        """Each window with its tags; without a cue in question it is passed over."""
        for window in windows(parse, pieces_of):
            tokens, scores = self._runtime.encode(window)
            look = _look(parse, window, scores, hints)
            if not look.cues:
                continue
            fields = np.zeros((len(FIELDS), len(look.cues), len(window.tokens)), np.int64)
            for n, (first, last) in enumerate(look.cues):
                told = relation(parse, look.lines, window.tokens[first], window.tokens[last])
                for k, name in enumerate(FIELDS):
                    fields[k, n] = getattr(told, name)
            look.scores = self._runtime.roles(tokens, look.cues, fields).astype(np.float64)
            yield look


def _look(parse: Parse, window: Window, scores: NDArray[np.float32], hints: Sequence[Hint]) -> Look:
    tagged = np.exp(scores.astype(np.float64) - scores.max(-1, keepdims=True))
    tagged /= tagged.sum(-1, keepdims=True)
    sure = set(runs(tagged.argmax(-1).tolist()))
    at = {t: n for n, t in enumerate(window.tokens)}
    own = {(at[h.cue[0]], at[h.cue[1]]) for h in hints if h.outer and h.cue[0] in at and h.cue[1] in at}
    cues = sorted(sure | own)
    met = [_met(hints, window.tokens[a], window.tokens[b]) for a, b in cues]
    return Look(window, lines(parse, window.tokens), sight(parse, window), tagged, cues, sure, met)


def _met(hints: Sequence[Hint], first: int, last: int) -> Hint | None:
    """The hint with that cue, else the first that shares a token with it."""
    shared = [h for h in hints if h.cue[0] <= last and first <= h.cue[1]]
    return next((h for h in shared if h.cue == (first, last)), shared[0] if shared else None)


def runs(tags: Sequence[int]) -> list[tuple[int, int]]:
    """First and last place of each run of tags: 1 begins one, 2 goes on."""
    out: list[tuple[int, int]] = []
    for n, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and not (out and out[-1][1] == n - 1)):
            out.append((n, n))
        elif tag == 2:
            out[-1] = (out[-1][0], n)
    return out


def candidates(parse: Parse, look: Look, weights: Weighing) -> list[Candidate]:
    """The cues of a window with source and content; where no stretch is found, the one of the rules stands."""
    found: dict[Role, list[list[int]]] = {}
    odds: dict[Role, Row] = {}
    for role in ROLES:
        found[role] = best(look.features(parse, role), weights.spans[role], look.told().inside[role])
        odds[role] = log_odds(look.scores, ROLE_TAGS[role])
    out = []
    for n, (first, last) in enumerate(look.cues):
        hint = look.hints[n]
        tokens = look.window.tokens
        cue = (tokens[first], tokens[last])
        own = {role: [tokens[k] for k in found[role][n]] for role in ROLES}
        told = {"source": hint.source, "content": hint.content} if hint else {"source": (), "content": ()}
        out.append(
            Candidate(
                cue=cue,
                source=own["source"] or list(told["source"]),
                content=own["content"] or list(told["content"]),
                hint=hint,
                same=hint is not None and hint.cue == cue,
                sure=(first, last) in look.sure,
                tagged=_tagged(look.tagged, first, last),
                odds={role: _strength(odds[role][n], found[role][n], look.seen.silent) for role in ROLES},
                empty={role: not own[role] for role in ROLES},
            )
        )
    return out


def _tagged(tagged: Row, first: int, last: int) -> tuple[float, float, float, float, float]:
    """Mean and least probability of the cue's tokens, of its beginning, and of the tokens behind and before it."""
    none = tagged[first : last + 1, 0]
    behind = float(1 - tagged[last + 1, 0]) if last + 1 < len(tagged) else 0.0
    before = float(1 - tagged[first - 1, 0]) if first else 0.0
    return float(1 - none.mean()), float(1 - none.max()), float(tagged[first, 1]), behind, before


def _strength(odds: Row, places: list[int], silent: Row) -> tuple[float, float]:
    loud = [k for k in places if not silent[k]]
    spoken = odds[silent == 0]
    return float(odds[loud].mean()) if loud else 0.0, float(spoken.max()) if len(spoken) else -9.0
