"""What a whole report looks like to the classifiers of relevance and type: its words and what was coded in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from gate.tasks.muc4_fillers import flat
from saidwho.parsing import Parse
from saidwho.records import Annotation

KINDS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
OPENING = 60
"""Words of a report's opening."""
_IDLE = frozenset(
    "the a an of and to in that for on was by is it with as at from his he has have had be are were this which been not"
    " they their its".split()
)
_SKIPPED = frozenset(("PUNCT", "NUM", "DET"))


def report_marks(
    record: Mapping[str, Any],
    annotation: Annotation,
    parse: Parse,
    told: list[tuple[str | None, bool]],
    by_rules: Mapping[str, Any],
) -> set[str]:
    """The marks of a report. `told`: (incident, counted) of each of the annotation's mentions; `by_rules`: the answer
    of the rules alone."""
    words = [parse.lemma[i] for i in range(len(parse)) if parse.pos[i] not in _SKIPPED]
    found = {f"w:{w}" for w in words if w.isalpha() and w not in _IDLE}
    found |= {f"f:{w}" for w in words[:OPENING] if w.isalpha() and w not in _IDLE}
    found |= {f"t:{tag}" for tag in record.get("tags") or ()} | {
        f"src:{record.get('source')}",
        f"pl:{record.get('place')}",
    }
    found |= {f"R:{t['incident_type'][0]}" for t in by_rules["templates"]} | ({"R"} if by_rules["templates"] else set())
    counts: Counter[str] = Counter()
    for mention, (kind, counted) in zip(annotation.mentions, told, strict=True):
        found.add(f"m:{mention.type}/{mention.mode}")
        if kind is None:
            continue
        found |= {f"k:{kind}/{counted}", f"k:{kind}/{counted}/{mention.stage}"}
        found.add(f"tr:{annotation.article.quote(mention.trigger).lower()}{'+' if counted else '-'}")
        if mention.background:
            found.add(f"bg:{mention.background}")
        if counted:
            counts[kind] += 1
            for role in mention.roles:
                found.add(f"kr:{kind}/{role.name}")
                found.add(f"rh:{role.name}/{flat(annotation.article.quote(role.span)).lower().split()[-1]}")
            if mention.place and mention.place.country:
                found.add(f"ctry:{mention.place.country}")
    found |= {f"n>={n}" for n in range(1, 6) if sum(counts.values()) >= n}
    found |= {f"n{kind}>={n}" for kind in KINDS for n in (1, 2, 3) if counts[kind] >= n}
    found.add(f"len{min(len(parse) // 100, 8)}")
    return found
