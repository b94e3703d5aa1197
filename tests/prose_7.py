"""The numbers quoted in 07_margins.ipynb; see tests/prose.py."""

import numpy as np

from lossviz.lessons import margins


def _distances():
    """Return every point's distance from the border, a column for each direction in whole degrees."""
    angles = np.deg2rad(np.arange(-45, 136))
    return margins.LABELS[:, None] * (margins.POINTS @ [np.cos(angles), np.sin(angles)])


def _best_direction(length):
    """Return the degrees at which the log loss is least for weights of a length."""
    return np.argmin(np.logaddexp(0, -length * _distances()).mean(axis=0)) - 45


def _widest():
    return np.argmax(_distances().min(axis=0)) - 45


CLAIMS = {
    "the log loss is least near 48°": lambda: _best_direction(0.3),
    "At length 10 it is least at 62°, on its way to 68°": lambda: (..., _best_direction(10), _widest()),
    "the hinge reaches 0 at length 0.93": lambda: (..., 1 / _distances().min(axis=0).max()),
    "the nearest point, 1.08 away": lambda: _distances().min(axis=0).max(),
}
GIVEN = {
    "At length 0.3": "a place on the slider",
}
