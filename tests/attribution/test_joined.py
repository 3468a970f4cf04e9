"""How what the trained reader finds is joined with the rules, with a reader that says what a test wants."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from saidwho.attribution import attribute, joined
from saidwho.attribution.voiceless import is_voiceless
from saidwho.model.reader import Candidate, Hint
from saidwho.model.relations import cue_head
from saidwho.parsing import Parse, Parser
from saidwho.reading import read_text
from saidwho.records import Attribution

Wanted = tuple[str, str, str, float, float]
"""Words of cue, source and content, and how sure it is of the attribution and of its speaker."""


@dataclass
class Fixed:
    """A reader with given answers."""

    wanted: Sequence[Wanted]

    def read(self, parse: Parse, hints: Sequence[Hint]) -> list[Candidate]:
        found = []
        for cue, source, content, right, spoken in self.wanted:
            at = _tokens(parse, cue)
            hint = next((h for h in hints if h.cue[0] <= at[-1] and at[0] <= h.cue[1]), None)
            where = (at[0], at[-1])
            same = hint is not None and hint.cue == where
            found.append(
                Candidate(
                    where, _tokens(parse, source), _tokens(parse, content), hint, same, True, (1.0,) * 5,
                    {}, {}, right, 1.0, spoken,
                )
            )  # fmt: skip
        return found


def _tokens(parse: Parse, words: str) -> list[int]:
    found = []
    for part in filter(None, words.split(" … ")):
        start = parse.text.index(part)
        found += [i for i in range(len(parse)) if start <= parse.start[i] < start + len(part)]
    return found


def _read(parser: Parser, text: str, *wanted: Wanted) -> list[tuple[str, str, str]]:
    return [_words(text, a) for a in _attributions(parser, text, *wanted)]


def _attributions(parser: Parser, text: str, *wanted: Wanted) -> tuple[Attribution, ...]:
    article = read_text(text)
    return attribute(parser.parse(article), article, reader=Fixed(wanted))  # type: ignore[arg-type]


def _words(text: str, a: Attribution) -> tuple[str, str, str]:
    source, cue, content = (" … ".join(text[s.start : s.end] for s in spans) for spans in (a.source, a.cue, a.content))
    return source, cue, content


def test_a_new_attribution_is_added_with_its_confidence(parser: Parser) -> None:
    text = "Residents grumbled about the closed port."
    found = _attributions(parser, text, ("grumbled about", "Residents", "the closed port", 0.8, 0.9))
    assert [_words(text, a) for a in found] == [("Residents", "grumbled about", "the closed port")]
    assert found[0].confidence == 0.8 and found[0].cue_class == "say"


def test_an_unsure_one_is_left_out(parser: Parser) -> None:
    text = "Residents grumbled about the closed port."
    assert _read(parser, text, ("grumbled about", "Residents", "the closed port", joined.NEW - 0.01, 0.9)) == []


def test_an_unsure_speaker_is_unknown_with_the_reason(parser: Parser) -> None:
    text = "Residents grumbled about the closed port."
    (found,) = _attributions(parser, text, ("grumbled about", "Residents", "the closed port", 0.9, 0.2))
    assert found.source == () and found.unknown == {"source": joined.UNSURE}


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The mayor has faced sharp criticism for the closed port.", "has faced sharp criticism for", "The mayor"),
        ("The mayor was accused of closing the port.", "was accused", "The mayor"),
        ("He allegedly fired on the crowd.", "allegedly fired", "He"),
        ("A group called Northern Front holds the port.", "called", "A group"),
        ("The port seems to be closed.", "seems", "The port"),
    ],
)
def test_nobody_speaks_who_only_suffers_or_seems(parser: Parser, text: str, cue: str, source: str) -> None:
    content = text[text.index(cue) + len(cue) :].strip(" .")
    assert all(a.source == () for a in _attributions(parser, text, (cue, source, content, 0.95, 0.95)))


def test_who_is_named_behind_by_speaks(parser: Parser) -> None:
    parse = parser.parse(read_text("The mayor was accused by fishermen of closing the port."))
    cue = _tokens(parse, "was accused")
    assert not is_voiceless(
        parse, range(cue[0], cue[-1] + 1), cue_head(parse, cue[0], cue[-1]), _tokens(parse, "fishermen")
    )


def test_that_nobody_claimed_it_is_no_claim(parser: Parser) -> None:
    text = "No group took credit for the blast at the port."
    assert _read(parser, text, ("took credit for", "No group", "the blast at the port", 0.95, 0.95)) == []


def test_the_reader_bounds_what_the_rules_found(parser: Parser) -> None:
    text = "The mayor said the port would open and that fishermen could sail."
    wanted = ("said", "The mayor", "the port would open and that fishermen could sail", 0.9, 0.9)
    assert _read(parser, text, wanted) == [("The mayor", "said", "the port would open and that fishermen could sail")]


def test_what_differs_by_signs_alone_stays(parser: Parser) -> None:
    text = "“The port will open,” the mayor said."
    assert _read(parser, text, ("said", "the mayor", "The port will open", 0.9, 0.9)) == _read(parser, text)


def test_a_content_does_not_grow_over_another_voice(parser: Parser) -> None:
    text = "The mayor said the port was shut, but fishermen said it was open."
    whole = "the port was shut, but fishermen said it was open"
    assert len(_read(parser, text, ("said", "The mayor", whole, 0.9, 0.9))) == 2 or _read(parser, text) == []


def test_classes_of_new_cues(parser: Parser) -> None:
    for text, cue, kind in (
        ("The mayor laughed off the charge.", "laughed off", "deny"),
        ("Fishermen took aim at the mayor.", "took aim at", "condemn"),
        ("Fishermen hummed about the port.", "hummed about", "say"),
    ):
        words = text[:-1]
        source = words[: words.index(cue)].strip()
        content = words[words.index(cue) + len(cue) :].strip()
        assert [a.cue_class for a in _attributions(parser, text, (cue, source, content, 0.9, 0.9))] == [kind]
