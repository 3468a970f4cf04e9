"""What the cue of an attribution says of the deed in its content: threatened, planned, asked for."""

from __future__ import annotations

from saidwho.coding.carriers import anchor
from saidwho.coding.clause import verb
from saidwho.coding.governors import Sign
from saidwho.parsing import Parse
from saidwho.records import OUTLET, Attribution, Stage


def is_cue(parse: Parse, i: int, held_by: Attribution | None) -> bool:
    """Whether a word is one of the cue's."""
    return held_by is not None and any(cue.start <= parse.start[i] < cue.end for cue in held_by.cue)


def future_of(parse: Parse, token: int, held_by: Attribution | None) -> Stage:
    """“Will” of a party about itself threatens; of the outlet, plans; of anybody else, it is foreseen."""
    if held_by is None or held_by.id == OUTLET:
        return "planned"
    if held_by.cue_class == "threaten" or _speaks_of_itself(parse, token, held_by):
        return "threatened"
    return "planned" if held_by.cue_class in ("plan", "say", "report", "confirm", "admit") else "hypothetical"


def _speaks_of_itself(parse: Parse, token: int, held_by: Attribution) -> bool:
    """Whether the deed's sentence speaks in the first person, or its subject repeats the source's words."""
    first, past = parse.sents[parse.sent[token]]
    inside = [i for i in range(first, past) if any(c.start <= parse.start[i] < c.end for c in held_by.content)]
    if any(parse.lower[i] in ("we", "our", "us", "i", "my", "ours") for i in inside):
        return True
    sources = {
        parse.lower[i] for s in held_by.source for i in parse.tokens_in(s) if parse.pos[i] in ("PROPN", "NOUN", "PRON")
    }
    own = [parse.lower[i] for i in inside if parse.dep[i] == "nsubj"]
    return (
        any(word in sources or word in ("it", "they", "he", "she") for word in own) and held_by.cue_class != "believe"
    )


def of_cue(parse: Parse, token: int, held_by: Attribution | None, signs: list[Sign]) -> Stage:
    """Where nothing in the clause says otherwise, the cue of the attribution may: threatened, planned, asked for."""
    if held_by is None or "was" in signs:
        return "occurred"
    at = token if verb(parse, token) else parse.head[anchor(parse, token)]
    if _known(parse, token, held_by):
        return "occurred"
    told = [i for i in (token, at) if not is_cue(parse, i, held_by)]
    finite = any(parse.tag[i] in ("VBD", "VBZ", "VBP", "VBN") and verb(parse, i) for i in told)
    if held_by.cue_class == "threaten" and not finite:
        return "threatened"
    if held_by.cue_class == "plan" and not finite:
        return "planned"
    if held_by.cue_class in ("order", "ask") and not finite:
        return "hypothetical"
    return "occurred"


def _known(parse: Parse, token: int, held_by: Attribution) -> bool:
    """“Were asked about the bombing”, “vowed to avenge the raid”: a definite deed that is not itself what is asked
    for or threatened."""
    noun = anchor(parse, token)
    if verb(parse, token) or not any(parse.lower[c] in ("the", "this", "that", "those") for c in parse.children[noun]):
        return False
    return parse.dep[noun] == "pobj" and parse.lower[parse.head[noun]] in ("of", "in", "about", "over", "at", "with")
