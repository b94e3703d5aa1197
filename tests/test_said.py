"""What the cells of each notebook say in this process is what is committed.

For a lane of `tests.processors` in `make test`: nbval, which compares more, starts a kernel for each notebook and
loads the frameworks anew in most of them.
"""

import re

import nbformat
import pytest

from tests import cells
from tests.missing import missing
from tests.refresh import paths

pytestmark = [
    pytest.mark.processors,
    pytest.mark.skipif(bool(missing()), reason="a framework is not installed"),
]
# Said in a notebook alone, or outside it alone.
ELSEWHERE = re.compile(r"^(Loading .*done\.|<IPython\.core\.display\..*>)\n", re.MULTILINE)


def committed(cell):
    """Return what a cell has printed, and the text of its value; of a panel its words."""
    said, value = "", "None"
    for output in cell.outputs:
        if output.output_type == "stream":
            said += output.text
        elif output.output_type == "display_data":
            said += output.data["text/plain"] + "\n"
        elif output.output_type == "execute_result":
            still = output.metadata.get("image/png")
            value = still["alt"] if still else output.data["text/plain"]
    return said + value


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
@pytest.mark.usefixtures("asking")
def test_the_cells_say_what_is_committed(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with cells.undrawn():
        said = cells.run(code, {"__name__": "__main__"})
    assert len(said) == len(code) > 0
    for cell in code:
        assert ELSEWHERE.sub("", said[cell.id]) == ELSEWHERE.sub("", committed(cell)), cell.source
