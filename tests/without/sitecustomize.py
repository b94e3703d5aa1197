"""Hide frameworks from a Python and from every Python it starts, as if they were not installed.

    PYTHONPATH=tests/without LOSSVIZ_WITHOUT=torch,tensorflow python …

Python imports a module of this name at its start. No framework has to be uninstalled.
"""

import os
import sys
from importlib.machinery import PathFinder
from importlib.metadata import DistributionFinder

HIDDEN = set(filter(None, os.environ.get("LOSSVIZ_WITHOUT", "").split(",")))
PACKAGES = HIDDEN | {f"{name}-cpu" for name in HIDDEN}  # TensorFlow's lean build is named so.


class Blind(PathFinder):
    """Finds what is on `sys.path`, but for the frameworks in HIDDEN."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None if fullname.partition(".")[0] in HIDDEN else super().find_spec(fullname, path, target)

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):  # noqa: B008
        found = super().find_distributions(context)
        return (one for one in found if one.name.lower().replace("_", "-") not in PACKAGES)


if HIDDEN:
    sys.meta_path[:] = [Blind if finder is PathFinder else finder for finder in sys.meta_path]
