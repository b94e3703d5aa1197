"""What the lecture says, as data: each item and each erratum of its digest by id."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Item:
    """Something the lecture teaches.

    Attributes
    ----------
    lesson : int
        The lesson it belongs to.
    what : str
        In a line.
    prints : tuple of float
        The figures its documents show for it; empty where there is none.
    note : str
        What a reader of such a figure has to know.
    """

    lesson: int
    what: str
    prints: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Erratum:
    """A slip of the lecture's.

    Attributes
    ----------
    lesson : int
        The lesson that shows it.
    says : str
        What stands in the lecture.
    holds : str
        What holds.
    """

    lesson: int
    says: str
    holds: str

    def __repr__(self) -> str:
        return f"The lecture: {self.says}\nWhat holds:  {self.holds}"

    def _repr_html_(self) -> str:
        return (
            '<div style="border-left: 4px solid #d55e00; padding: 2px 12px">'
            f"<b>The lecture</b>: {escape(self.says)}<br><b>What holds</b>: {escape(self.holds)}</div>"
        )


ITEMS = {
    "L1.1": Item(1, "class indices one-hot to depth 4, against a random 5×4 output"),
    "L1.2": Item(
        1,
        "three routes to the mean squared error",
        (1.0918376,),
        "three times, for a random output that was not recorded: the routes can be checked, this figure cannot",
    ),
    "L1.3": Item(1, "the L2 norm, and its tie to MSE and to the sum of squares"),
    "L1.4": Item(1, "a framework's function form against its class form"),
    "L1.5": Item(1, "the loss of a linear model, Σ[y − (xw + b)]²"),
    "L1.6": Item(1, "a loss measures how far truth and prediction disagree; residual; one scalar before descent"),
}

ERRATA = {
    "X11": Erratum(
        1,
        "loss = Σ[…]² on one slide, the mean on another, as if they were one.",
        "they differ by the factor N·K, and so do their gradients: the same learning rate means another step.",
    ),
}


def erratum(id: str) -> Erratum:
    """Return what the lecture says in a place where it slips, and what holds.

    Parameters
    ----------
    id : str
        The erratum's id.

    Returns
    -------
    Erratum
        Shown in two lines at the end of a cell.

    Raises
    ------
    ValueError
        If there is no such erratum.

    Examples
    --------
    >>> erratum("X11").lesson
    1
    """
    if id not in ERRATA:
        raise ValueError(f"no erratum {id!r}; there are {', '.join(ERRATA)}")
    return ERRATA[id]
