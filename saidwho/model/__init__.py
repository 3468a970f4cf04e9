"""The trained reader of attributions: an encoder, heads over it, and what is decided over its tags.

It takes a parse and what the rules found, and gives candidates; `attribution` joins them. Only `runtime` imports
ONNX Runtime. Nothing is imported before a reader is asked for: who attributes by rules alone does not wait for it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from saidwho.resources import manifest

if TYPE_CHECKING:
    from saidwho.model.reader import Reader

__all__ = ["load_reader"]
_LOG = logging.getLogger(__name__)


def load_reader() -> Reader | None:
    """The reader of the package; None where it has none, or where ONNX Runtime is not installed."""
    from saidwho.model.reader import FILES, Reader

    if any(path not in manifest() for path in FILES):
        return None
    try:
        return Reader()
    except ImportError as error:
        _LOG.warning("the rules attribute alone: %s. Install it: pip install onnxruntime", error)
        return None
