"""What nbval's run of a notebook showed, beside its text: pictures and the panels' saved state are those committed."""

import ast
import base64
import io
import json
import re
from copy import deepcopy

import matplotlib.image
import nbformat
import numpy as np
import pytest

from tests.missing import expected, missing
from tests.refresh import WIDGETS, normalised

NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
STATE = "__import__('json').dumps(__import__('ipywidgets').Widget.get_manager_state())"


class Stale(pytest.Item):
    """The last test of a notebook: its cells are nbval's own, and have run in `parent`'s kernel."""

    def __init__(self, cells, **kwargs):
        super().__init__(**kwargs)
        self.cells = cells

    def runtest(self):
        committed, fresh = deepcopy(self.parent.nb), deepcopy(self.parent.nb)
        code = [[cell for cell in notebook.cells if cell.cell_type == "code"] for notebook in (committed, fresh)]
        for then, now, run in zip(*code, self.cells, strict=True):
            now.outputs = [nbformat.from_dict(dict(output)) for output in run.test_outputs or []]
            for output in now.outputs:  # nbval does not count.
                output |= {"execution_count": then.execution_count} if "execution_count" in output else {}
            then.outputs = expected(then.source, then.outputs, now.outputs, missing())
        reply = self.parent.kernel.kc.execute("", user_expressions={"state": STATE}, reply=True, timeout=60)
        state = ast.literal_eval(reply["content"]["user_expressions"]["state"]["data"]["text/plain"])
        fresh.metadata.widgets = nbformat.from_dict({WIDGETS: json.loads(state)})
        found = differences(committed, normalised(fresh))
        assert not found, "run: make notebooks\n" + "\n".join(line[:1000] for line in found)

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, None, f"{self.path.name}: {self.name}"


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def differences(committed, fresh):
    """Return where two normalised notebooks differ: text exactly, pictures and drawings within a tolerance.

    Another machine's floating point shifts a curve by a fraction of a pixel, and one pixel in
    a hundred by a shade; a curve that says something else shifts it by much more.
    """
    found = []
    if [cell.source for cell in committed.cells] != [cell.source for cell in fresh.cells]:
        found.append("sources")
    if len(outputs(committed)) != len(outputs(fresh)):
        return [*found, "number of outputs"]
    for i, (a, b) in enumerate(zip(outputs(committed), outputs(fresh), strict=True)):
        a, b = dict(a), dict(b)
        if not same_picture(a.get("data", {}).pop("image/png", None), b.get("data", {}).pop("image/png", None)):
            found.append(f"picture of output {i}")
        if a != b:
            found.append(f"output {i}: {a} is now {b}")
    a, b = (notebook.metadata.get("widgets", {}).get(WIDGETS, {}).get("state", {}) for notebook in (committed, fresh))
    if a.keys() != b.keys():
        found.append("widgets")
    found += [f"widget {id}" for id in a.keys() & b.keys() if not same_drawing(json.dumps(a[id]), json.dumps(b[id]))]
    return found


def same_picture(a, b):
    if a is None or b is None:
        return a is b
    a, b = (matplotlib.image.imread(io.BytesIO(base64.b64decode(picture)))[..., :3] for picture in (a, b))
    return a.shape == b.shape and np.mean(np.abs(a - b).max(axis=-1) > 0.1) < 0.01


def same_drawing(a, b):
    if NUMBER.sub("#", a) != NUMBER.sub("#", b):
        return False
    a, b = (np.array([float(x) for x in NUMBER.findall(drawing)]) for drawing in (a, b))
    far = ~np.isclose(a, b, rtol=1e-4, atol=0.1)
    # Where a curve is rounding error, as `finite_difference` shows it, single points of it move further.
    return far.mean() <= 0.01 and np.allclose(a, b, rtol=1e-4, atol=5)
