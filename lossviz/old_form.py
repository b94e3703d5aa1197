"""The form in which panels were written before `draw` returned its update: for those not yet told anew."""

from collections.abc import Callable
from functools import partial
from typing import Any

from .panel import Panel
from .picture import artists_in


def panel(
    compute: Callable[..., Any],
    draw: Callable[..., Any],
    update: Callable[[Any, Any], Any],
    read: Callable[[Any], str],
    /,
    **rest: Any,
) -> Panel:
    """Return a panel whose `draw` returns the artists that move, which `update(artists, n)` sets.

    Parameters
    ----------
    compute, draw, update, read : callable
    **rest
        As `lossviz.Panel` takes it.

    Returns
    -------
    Panel

    Examples
    --------
    >>> def draw(figure):
    ...     return figure.subplots().plot([0], [0], "o")[0]
    >>> panel(lambda r=2.0: r, draw, lambda dot, r: dot.set_ydata([r]), "{:.1f}".format, r=(0.0, 3.0)).reading
    '2.0'
    """
    made: list[Any] = []

    def draw_and_update(figure: Any) -> Callable[[Any], Any]:
        artists = draw(figure)
        made.append(artists)
        for i, artist in enumerate(artists_in(artists)):
            artist.set_animated(True)
            artist.set_zorder(artist.get_zorder() + 1e-6 * i)  # In this order, which may differ from that of making.
        return partial(update, artists)

    panel = Panel(compute, draw_and_update, read, **rest)
    panel.picture.artists = made[0]
    return panel
