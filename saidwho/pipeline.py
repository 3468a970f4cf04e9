"""The way of one article: the only file that knows the order of the stages."""

from __future__ import annotations

from saidwho.attribution import attribute
from saidwho.coding import code
from saidwho.config import Settings
from saidwho.linking import link
from saidwho.merging import merge_article
from saidwho.parsing import Parser
from saidwho.records import Annotation, Article


class Annotator:
    """Holds the loaded parser. `annotate(article)` is a pure function of article and settings."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._parser = Parser(self.settings.parser)

    def annotate(self, article: Article) -> Annotation:
        """All that saidwho reads out of one article."""
        settings = self.settings
        parse = self._parser.parse(article)
        attributions = attribute(parse, article, options=settings.attribution)
        mentions = code(parse, article, attributions, options=settings.coding)
        attributions, mentions = link(parse, article, attributions, mentions, options=settings.linking)
        events = merge_article(article, attributions, mentions)
        return Annotation(article, attributions, mentions, events, self._made_by())

    def _made_by(self) -> dict[str, str]:
        return {"parser": self._parser.version}
