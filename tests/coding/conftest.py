"""`coded`: the mentions of a sentence with the words of their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from saidwho.attribution import attribute
from saidwho.coding import CodingOptions, code
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import EventMention

Coded = list[tuple[EventMention, dict[str, list[str]]]]


@pytest.fixture(scope="session")
def code_text(parser: Parser) -> Callable[..., Coded]:
    def run(sentence: str, *, options: CodingOptions | None = None) -> Coded:
        article = read_text(f"News of the day\n\n{sentence}\n", published=dt.date(2031, 5, 6))
        parse = parser.parse(article)
        found = []
        for mention in code(parse, article, attribute(parse, article), options=options):
            roles: dict[str, list[str]] = {}
            for role in mention.roles:
                roles.setdefault(role.name, []).append(article.quote(role.span))
            roles["trigger"] = [article.quote(mention.trigger)]
            found.append((mention, roles))
        return found

    return run
