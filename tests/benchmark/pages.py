"""One page in JupyterLab a way, each with a kernel of its own, on which panels are shown in turn."""

import json
import math
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator

from lossviz import Panel
from tests.benchmark import peers
from tests.benchmark.latency import drag, key_presses, keys, watch
from tests.browser.lab import Notebook, chromium, jupyterlab, write_notebook

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
        self.name = peers.mover(panel)
        control = panel.controls[self.name]
        self.positions, self.at = len(peers.values(control)), peers.position(control)
        self.draggable = isinstance(control, peers.SLIDERS)
        alike = [c for c in panel.controls.values() if isinstance(c, peers.SLIDERS) == self.draggable]
        self.selector, self.number = (".noUi-handle" if self.draggable else "select"), alike.index(control)


class Page:
    """A notebook of one cell, in which one panel after the other is shown in one way."""

    def __init__(self, chrome: Any, lab: str, way: str, scale: float) -> None:
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

    def press(self, presses: list[str | int]) -> list[float]:
        """Press keys as `latency.key_presses` does."""
        self.page.bring_to_front()
        return key_presses(self.page, self.control, presses)

    def drag(self, seconds: float) -> tuple[float, float]:
        """Drag as `latency.drag` does."""
        self.page.bring_to_front()
        return drag(self.page, self.control, seconds)

    def report(self) -> tuple[list[tuple[float, float]], int]:
        """Close the panel; return when each of its moves began and ended in the kernel, and the bytes sent."""
        # The code's own messages, some hundred bytes, are counted too.
        told = json.loads(self.run("from tests.benchmark import peers\npeers.report()"))
        return told["spans"], told["bytes"]


class Scripted:
    """A browser in whose pages a script runs before any other."""

    def __init__(self, browser: Browser, script: str) -> None:
        self.browser, self.script = browser, script

    def new_context(self, **options: Any) -> BrowserContext:
        """Open a context with the script."""
        context = self.browser.new_context(**options)
        context.add_init_script(self.script)
        return context


@contextmanager
def pages(ways: Iterable[str], browser: str, scale: float = 1, script: str = "") -> Iterator[dict[str, Page]]:
    """Open a page for each way."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        for way in ways:
            write_notebook(Path(folder, f"{way}.ipynb"), [""])
        with jupyterlab(Path(folder), Path(scratch), path=ROOT) as lab, chromium(browser) as chrome:
            yield {way: Page(Scripted(chrome, script), lab, way, scale) for way in ways}


def target(name: str) -> Target:
    """Return what moves in the panel of this name."""
    panel = peers.make(name)
    found = Target(panel)
    panel.close()
    return found


def measure(opened: dict[str, Page], name: str, rounds: int, presses: int, seconds: float = 0) -> dict[str, dict]:
    """Measure a panel in every way: key presses in interleaved rounds, then one drag each.

    Returns
    -------
    dict
        For each way a dict of ``ms`` (a list), and if `seconds` is not 0 and there is a slider of ``fps`` and
        ``last``; ``kernel`` (ms) and ``kB`` a key press.
    """
    what = target(name)
    found: dict[str, dict] = {way: {"ms": [], "fps": math.nan, "last": math.nan} for way in opened}
    for page in opened.values():
        page.show(name, what)
    plan = keys(rounds * presses + 1, what.at, what.positions, slider=what.draggable)
    for page in opened.values():
        page.press(plan[:1])  # The first is a warm-up.
    for i in range(rounds):
        for way, page in opened.items():
            found[way]["ms"] += page.press(plan[1 + i * presses : 1 + (i + 1) * presses])
    for way, page in opened.items():
        if what.draggable and seconds:
            found[way]["fps"], found[way]["last"] = page.drag(seconds)
    for way, page in opened.items():
        spans, sent = page.report()
        found[way]["kernel"] = [1e3 * (end - start) for start, end in spans]
        found[way]["kB"] = sent / 1000 / max(1, len(spans))
    return found
