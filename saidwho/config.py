"""One frozen Settings, assembled from each stage's own options."""

from __future__ import annotations

from dataclasses import dataclass, field

from saidwho.attribution import AttributionOptions
from saidwho.coding import CodingOptions
from saidwho.linking import LinkingOptions
from saidwho.parsing import DEFAULT_PARSER


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run."""

    parser: str = DEFAULT_PARSER
    attribution: AttributionOptions = field(default_factory=AttributionOptions)
    coding: CodingOptions = field(default_factory=CodingOptions)
    linking: LinkingOptions = field(default_factory=LinkingOptions)
