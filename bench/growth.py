"""How a measure grows with size: the exponent between neighbouring sizes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

EXPONENT = 1.15
"""Up to this, time counts as near-linear: a sort's logarithm and caches that grow too small are in it."""


def judge(found: Sequence[Mapping[str, float]], size: str) -> bool:
    """Prints how processor time and memory grow between neighbouring sizes; whether time grows no faster than it may.

    Processor time is judged, which other programs on the machine hardly change. `size` names the number of things.
    """
    good = True
    for a, b in itertools.pairwise(found):
        more = math.log(b[size] / a[size])
        time, memory = (math.log(b[name] / a[name]) / more for name in ("processor", "gigabytes"))
        good &= time <= EXPONENT
        print(f"growth from {a[size]:.0f} to {b[size]:.0f}: time {time:.2f} (at most {EXPONENT}), memory {memory:.2f}")
    return good
