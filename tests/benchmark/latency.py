"""From a key press or a drag on a slider to the new picture, in JupyterLab in Chromium."""

import math
import statistics
import time
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page

# Notes the time of each key press, and of each frame in which the picture has changed.
_WATCH = """([root, kind]) => {
    window.stopWatching?.();
    const seen = window.seen = {keys: [], pictures: []};
    let waiting = false;
    const changed = () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            const channel = new MessageChannel();   // Its message comes after the frame is painted.
            channel.port1.onmessage = () => { waiting = false; seen.pictures.push(performance.now()); };
            channel.port2.postMessage(0);
        });
    };
    const pressed = () => seen.keys.push(performance.now());
    document.addEventListener('keydown', pressed, true);
    const observer = new MutationObserver(changed);
    const drawImage = CanvasRenderingContext2D.prototype.drawImage;
    if (kind === 'mutation') {
        observer.observe(root, {subtree: true, childList: true, attributes: true, characterData: true});
    } else if (kind === 'load') {
        root.addEventListener('load', changed, true);
    } else {
        CanvasRenderingContext2D.prototype.drawImage = function (...given) {
            drawImage.apply(this, given);
            if (root.contains(this.canvas)) changed();
        };
    }
    window.stopWatching = () => {
        observer.disconnect();
        root.removeEventListener('load', changed, true);
        document.removeEventListener('keydown', pressed, true);
        CanvasRenderingContext2D.prototype.drawImage = drawImage;
    };
}"""


def write_notebook(path: Path, cells: list[str]) -> None:
    """Write a notebook of code cells that runs in this environment's kernel."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def key_presses(page: Page, slider: Locator, picture: Locator, kind: str, count: int) -> list[float]:
    """Press an arrow key `count` times; return the milliseconds each took to become a picture."""
    slider.scroll_into_view_if_needed()
    slider.focus()
    picture.evaluate(f"(root, kind) => ({_WATCH})([root, kind])", kind)
    times = []
    for i in range(count):
        page.evaluate("() => { seen.keys.length = seen.pictures.length = 0; }")
        page.keyboard.press("ArrowRight" if i % 20 < 10 else "ArrowLeft")
        page.wait_for_function("() => seen.pictures.length > 0", polling=5)
        times.append(page.evaluate("() => seen.pictures[0] - seen.keys[0]"))
        page.wait_for_timeout(60)  # Let what follows the picture, such as its echo, pass by.
    return times


def drag(page: Page, slider: Locator, picture: Locator, kind: str, seconds: float) -> tuple[float, float]:
    """Drag at 60 Hz; return pictures a second, and milliseconds from the last move to the last picture."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reach = 50
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(300)
    picture.evaluate(f"(root, kind) => ({_WATCH})([root, kind])", kind)
    start, steps = time.perf_counter(), round(seconds * 60)
    for i in range(steps):
        page.mouse.move(x + reach * math.sin(2 * math.pi * i / 90), y)
        time.sleep(max(0.0, start + (i + 1) / 60 - time.perf_counter()))
    last = page.evaluate("() => performance.now()")
    lasted = time.perf_counter() - start
    page.wait_for_timeout(1000)
    page.mouse.up()
    pictures = page.evaluate("() => seen.pictures")
    during = [t for t in pictures if t <= last]
    return len(during) / lasted, max([0.0, *(t - last for t in pictures if t > last)])


def quantiles(times: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def compare(ways: dict[str, tuple[Page, Locator, Locator, str]], rounds: int) -> dict[str, dict]:
    """Measure each way in turn, each on a page of its own, `rounds` times over; return its figures."""
    figures: dict[str, dict] = {way: {"ms": [], "fps": [], "last": []} for way in ways}
    for _ in range(rounds):
        for way, (page, slider, picture, kind) in ways.items():
            page.bring_to_front()
            figures[way]["ms"] += key_presses(page, slider, picture, kind, 20)
        for way, (page, slider, picture, kind) in ways.items():
            page.bring_to_front()
            fps, last = drag(page, slider, picture, kind, 3.0)
            figures[way]["fps"].append(fps)
            figures[way]["last"].append(last)
    return figures
