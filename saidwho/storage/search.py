"""Full-text search over titles and texts: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re

from sqlalchemy import Engine, TextClause, bindparam, text

_PART = re.compile(r'(-?)"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_SQLITE = """
SELECT article.id, article.title, article.outlet, article.published,
       snippet(article_words, 1, '[', ']', '…', 24) AS snippet, -bm25(article_words, 4.0, 1.0) AS score
FROM article_words JOIN article ON article.number = article_words.rowid
WHERE article_words MATCH :query ORDER BY score DESC, article.number LIMIT :limit
"""
_POSTGRESQL = """
SELECT article.id, article.title, article.outlet, article.published,
       ts_headline('english', left(article.text, 200000), websearch_to_tsquery('english', :query),
                   'StartSel=[, StopSel=], MaxWords=24, MinWords=12') AS snippet,
       ts_rank(words_found, websearch_to_tsquery('english', :query))::float8 AS score
FROM article
WHERE words_found @@ websearch_to_tsquery('english', :query) ORDER BY score DESC, article.number LIMIT :limit
"""


def search_statement(engine: Engine, query: str, limit: int) -> TextClause | None:
    """The statement for a search, None where the query holds no word to search for.

    All words must be there, in any form; "words in quotation marks" stand together, -word must not be there.
    """
    if not _WORD.search(query):
        return None
    if engine.dialect.name == "sqlite":
        matched = fts5_query(query)
        if matched is None:
            return None
        return text(_SQLITE).bindparams(bindparam("query", matched), bindparam("limit", limit))
    return text(_POSTGRESQL).bindparams(bindparam("query", query), bindparam("limit", limit))


def fts5_query(query: str) -> str | None:
    """The query in the language of FTS5, with nothing in it that FTS5 would read as an operator."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _PART.findall(query):
        found = _WORD.findall(phrase or word)
        if not found:
            continue
        quoted = '"' + " ".join(found) + '"'
        (unwanted if minus or word.startswith("-") else wanted).append(quoted)
    if not wanted:
        return None
    return " AND ".join(wanted) + "".join(f" NOT {u}" for u in unwanted)
