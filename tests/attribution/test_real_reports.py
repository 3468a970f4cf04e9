"""Real reports, where they are at hand: every attribution of the one that is coded in full."""

from pathlib import Path

import yaml

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text


def test_every_attribution_of_a_report(parser: Parser, cases: Path) -> None:
    folder = cases / "tasnim-2024-03-24"
    article = read_text((folder / "article.txt").read_text(encoding="utf-8"))
    found = attribute(parser.parse(article), article)
    for row in yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))["attributions"]:
        matches = [
            a
            for a in found
            if any(row["cue"] in article.quote(c) for c in a.cue)
            and (
                not a.source
                if row["source"] is None
                else a.source and article.quote(a.source[0]).startswith(row["source"])
            )
        ]
        assert matches, row
        attribution = matches[0]
        assert attribution.quotation == row["kind"], row
        if "content_starts" in row:
            assert article.quote(attribution.content[0]).lstrip("“").startswith(row["content_starts"]), row
        if "channel" in row:
            assert attribution.channel and row["channel"] in article.quote(attribution.channel.span)
