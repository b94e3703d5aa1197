"""A check of what a learner has installed, in words."""

from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec

from packaging.requirements import Requirement

from .report import BAD, GOOD, with_bar

MEND = "In the folder of the series run: pip install -r requirements.txt"
OPTIONAL = {
    "torch": "PyTorch is missing. The lessons run without it; its rows in the tables stay empty.",
    "tensorflow": "TensorFlow is missing. The lessons run without it; its rows in the tables stay empty.",
    "jupyterlab": "JupyterLab is missing from the environment of this kernel. If sliders do not show, start "
    "JupyterLab from this environment: make lab.",
}


@dataclass(frozen=True)
class Report:
    """What `check_environment` found: a line for each thing that is missing, none if all is there."""

    missing: tuple[str, ...]

    def __repr__(self) -> str:
        if not self.missing:
            return "All is there: Python, JupyterLab, the sliders, PyTorch and TensorFlow."
        return "\n".join(self.missing)

    def _repr_html_(self) -> str:
        return with_bar(escape(repr(self)).replace("\n", "<br>"), BAD if self.missing else GOOD)


def check_environment() -> Report:
    """Say in words what is missing for the lessons, and how to mend it, without loading any of it.

    Returns
    -------
    Report
        Shown at the end of a cell.

    Examples
    --------
    >>> isinstance(check_environment().missing, tuple)
    True
    """
    missing = []
    for requirement in map(Requirement, requires("lossviz") or []):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            missing.append(f"{requirement.name} is missing. {MEND}")
            continue
        if found not in requirement.specifier:
            missing.append(f"{requirement.name} is {found}; the lessons need {requirement.specifier}. {MEND}")
    missing += [words for name, words in OPTIONAL.items() if find_spec(name) is None]
    return Report(tuple(missing))
