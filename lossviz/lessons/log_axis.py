"""A log axis with a floor, for losses that may be 0."""

from typing import Any

import numpy as np


def floored_log_axis(axes: Any, floor: int, top: float) -> None:
    """Give `axes` a log axis down to 10**floor, whose lowest tick stands for all that is smaller, and for 0.

    Curves on it are drawn at ``np.maximum(values, 10.0**floor)``: they end in the picture, and so do their markers.
    """
    axes.set(yscale="log", ylim=(0.5 * 10.0**floor, top))
    highest = int(np.log10(top))
    powers = range(floor, highest + 1, 1 if highest - floor < 9 else 2)
    labels = [f"{'≤ ' if power == floor else ''}$10^{{{power}}}$" for power in powers]
    axes.set_yticks([10.0**power for power in powers], labels)
    axes.minorticks_off()
