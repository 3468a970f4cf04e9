"""The way of one article: the only file that knows the order of the stages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from saidwho.attribution import attribute
from saidwho.coding import code
from saidwho.coding.acled import acled
from saidwho.coding.codebook import load_codebook
from saidwho.config import Settings
from saidwho.errors import InputError, SetupError
from saidwho.linking import actors_version, gazetteer_version, link
from saidwho.merging import merge_article, told_in
from saidwho.model import load_reader
from saidwho.parsing import Parser
from saidwho.reading import ReadingOptions, read
from saidwho.records import Annotation, Article, EventMention, Failure

_LOG = logging.getLogger(__name__)


class Annotator:
    """Holds the loaded parser and codebook. `annotate(article)` is a pure function of article and settings.

    Raises `MissingParser`, `CodebookError` and `ActorsError` when made: before the first article.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._codebook = load_codebook(self.settings.coding.codebook)
        self._actors = actors_version(self.settings.linking.actors)
        self._parser = Parser(self.settings.parser)
        self._reader = load_reader() if self.settings.model == "reader" else None

    def annotate(self, article: Article) -> Annotation:
        """All that saidwho reads out of one article."""
        settings = self.settings
        parse = self._parser.parse(article)
        attributions = attribute(parse, article, options=settings.attribution, reader=self._reader)
        mentions = code(parse, article, attributions, options=settings.coding)
        attributions, mentions = link(parse, article, attributions, mentions, options=settings.linking)
        mentions = tuple(self._with_codes(m) for m in mentions)
        events = tuple(
            replace(e, acled=acled(e, codebook=self._codebook)) for e in merge_article(article, attributions, mentions)
        )
        return Annotation(article, attributions, told_in(events, mentions), events, self.made_by())

    def attempt(self, article: Article | Failure) -> Annotation | Failure:
        """The annotation, or the reason why there is none: one bad article stops nothing."""
        if isinstance(article, Failure):
            return article
        name = article.name or article.id
        try:
            return self.annotate(article)
        except SetupError:
            raise
        except InputError as error:
            return Failure(name, type(error).__name__, str(error))
        except Exception as error:
            _LOG.exception("'%s' could not be coded", name)
            return Failure(name, type(error).__name__, f"'{name}' could not be coded ({error}). Please report it.")

    def made_by(self) -> dict[str, str]:
        """Versions of everything that the output depends on."""
        return {
            "saidwho": version("saidwho"),
            "codebook": f"{self._codebook.version}@sha256:{self._codebook.hash[:16]}",
            **({"actors": self._actors} if self._actors else {}),
            "parser": self._parser.version,
            "model": self._reader.version if self._reader else "none",
            "gazetteer": gazetteer_version(),
        }

    def _with_codes(self, mention: EventMention) -> EventMention:
        return replace(mention, acled=acled(mention, codebook=self._codebook))


@lru_cache(maxsize=4)
def _annotator(settings: Settings) -> Annotator:
    return Annotator(settings)


def annotate(article: Article, *, settings: Settings | None = None) -> Annotation:
    """Codes one article; the parser is loaded at the first call and kept."""
    return _annotator(settings or Settings()).annotate(article)


def code_sources(
    sources: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    reading: ReadingOptions | None = None,
    jobs: int = 1,
) -> Iterator[Annotation | Failure]:
    """Reads and codes files, folders or standard input (`-`), one result an article, in order.

    With `jobs` processes the results are the same.
    """
    settings = settings or Settings()
    if jobs > 1:
        # What processes hand over are rows of the store, whose code one process does not need.
        from saidwho.pipeline.workers import code_side_by_side

        yield from code_side_by_side(sources, settings, reading or ReadingOptions(), jobs)
        return
    annotator = _annotator(settings)
    for source in sources:
        for article in read(source, options=reading):
            yield annotator.attempt(article)
