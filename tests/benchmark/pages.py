"""One page in JupyterLab a way, each with a kernel of its own, on which panels are shown in turn."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator

from lossviz import Panel
from tests.benchmark import peers
from tests.benchmark.latency import drag, key_presses, keys, watch
from tests.browser.lab import Notebook, chromium, jupyterlab

ROOT = Path(__file__).parent.parent.parent


class Target:
    """Which control of a panel moves, and where it stands on the page.

    Attributes
    ----------
    name : str
        The control.
    positions, at : int
        How many it has, and at which one it starts.
    draggable : bool
    """

    def __init__(self, panel: Panel) -> None:
        self.name = peers.mover(panel.controls)
        control = panel.controls[self.name]
        self.positions, self.at = len(peers.values(control)), peers.position(control)
        self.draggable = isinstance(control, peers.SLIDERS)
        alike = [c for c in panel.controls.values() if isinstance(c, peers.SLIDERS) == self.draggable]
        self.selector, self.number = (".noUi-handle" if self.draggable else "select"), alike.index(control)


class Page:
    """A notebook of one cell, in which one panel after the other is shown in one way."""

    def __init__(self, chrome: Browser, lab: str, way: str, scale: float) -> None:
        self.way = way
        self.notebook = Notebook(chrome, lab, f"{way}.ipynb", scale=scale)
        self.page = self.notebook.page
        self.notebook.command("application:toggle-left-area")  # Room for the widest picture.
        self.notebook.wait_for_kernel()

    def run(self, source: str) -> str:
        """Run code in place of what the cell held; return what it printed."""
        self.page.evaluate(
            "source => jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource(source)", source
        )
        self.notebook.run_all()
        outputs = self.notebook.outputs()
        for output in outputs:
            if output["output_type"] == "error":
                raise RuntimeError(f"{self.way}: {output['ename']}: {output['evalue']}")
        return "".join(str(output.get("text", "")) for output in outputs)

    def show(self, name: str, target: Target) -> None:
        """Show a panel and begin to watch its picture."""
        self.run(f"from tests.benchmark import peers\npeers.show({self.way!r}, {name!r})")
        picture = self.page.locator(".jp-OutputArea .lossviz-picture")
        picture.locator("svg, img, canvas").first.wait_for()
        self.control: Locator = self.page.locator(f".jp-OutputArea {target.selector}").nth(target.number)
        self.control.wait_for()
        self.control.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)  # Let it lay itself out.
        watch(picture, peers.WAYS[self.way])

    def press(self, presses: list[str]) -> list[float]:
        """Press keys as `latency.key_presses` does."""
        self.page.bring_to_front()
        return key_presses(self.page, self.control, presses)

    def drag(self, seconds: float) -> tuple[float, float]:
        """Drag as `latency.drag` does."""
        self.page.bring_to_front()
        return drag(self.page, self.control, seconds)


@contextmanager
def pages(ways: list[str], browser: str, scale: float = 1) -> Iterator[tuple[dict[str, Page], str]]:
    """Open a page for each way; yield them, and the browser's version."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        for way in ways:
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell()])
            notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, Path(folder, f"{way}.ipynb"))
        with jupyterlab(Path(folder), Path(scratch), path=ROOT) as lab, chromium(browser) as chrome:
            yield {way: Page(chrome, lab, way, scale) for way in ways}, chrome.version


def measure(opened: dict[str, Page], name: str, rounds: int, presses: int, seconds: float) -> dict[str, dict]:
    """Measure a panel in every way: key presses in interleaved rounds, then one drag each.

    Returns
    -------
    dict
        For each way a dict of ``ms`` (a list), ``fps`` and ``last``; the latter NaN where nothing can be dragged.
    """
    panel = peers.make(name)
    target = Target(panel)
    panel.close()
    found = {way: {"ms": [], "fps": float("nan"), "last": float("nan")} for way in opened}
    for page in opened.values():
        page.show(name, target)
    plan = keys(rounds * presses + 1, target.at, target.positions, slider=target.draggable)
    for page in opened.values():
        page.press(plan[:1])  # The first is a warm-up.
    for i in range(rounds):
        for way, page in opened.items():
            found[way]["ms"] += page.press(plan[1 + i * presses : 1 + (i + 1) * presses])
    for way, page in opened.items():
        if target.draggable and seconds:
            found[way]["fps"], found[way]["last"] = page.drag(seconds)
    return found
