"""Whether somebody asks for a deed rather than tells of one: “do not target children”, “stop the shelling”."""

from __future__ import annotations

from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse

SPOKEN = frozenset({"say", "report", "deny", "believe"})
MARKS = frozenset({"“", '"', "``", "''", "«", "‘", "'"})
POLITE = frozenset({"please", "just", "never", "always", "so", "now", "and", "but"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
ENDS = frozenset({".", "!", "?", ";", "”", '"', "''", "»"})


def ask_for(parse: Parse, draft: Draft) -> None:
    """Gives the class `order` to quoted words that are nothing but an imperative."""
    if draft.cue_class not in SPOKEN or draft.negated or not draft.source or len(draft.content) != 1:
        return
    held = parse.tokens_in(draft.content[0])
    if len(held) < 3 or parse.word[held[0]] not in MARKS:
        return
    words = [k for k in held if any(c.isalnum() for c in parse.word[k])]
    while len(words) > 2 and parse.lower[words[0]] in POLITE:
        words = words[1:]
    if words and _is_imperative(parse, words) and not _goes_on(parse, words):
        draft.cue_class = "order"


def _is_imperative(parse: Parse, words: list[int]) -> bool:
    """A bare verb without subject, alone or behind “do not”."""
    first = words[0]
    if parse.lower[first] == "do" and len(words) > 2 and parse.lower[words[1]] in ("not", "n't"):
        return parse.tag[words[2]] in ("VB", "VBP", "NN")
    if parse.tag[first] != "VB" or parse.dep[first] in ("csubj", "amod", "compound"):
        return False
    return not any(parse.dep[c] in (*SUBJECTS, "aux") for c in parse.children[first])


def _goes_on(parse: Parse, words: list[int]) -> bool:
    """Another sentence follows, which may tell of anything."""
    return any(parse.word[k] in ENDS for k in range(words[0], words[-1]))
