"""One frozen Settings, assembled from each stage's own options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from saidwho.attribution import AttributionOptions
from saidwho.coding import CodingOptions
from saidwho.linking import LinkingOptions
from saidwho.parsing import DEFAULT_PARSER


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. `model` names what attributes beside the rules: the trained reader, or nothing."""

    parser: str = DEFAULT_PARSER
    model: Literal["reader", "none"] = "reader"
    attribution: AttributionOptions = field(default_factory=AttributionOptions)
    coding: CodingOptions = field(default_factory=CodingOptions)
    linking: LinkingOptions = field(default_factory=LinkingOptions)
