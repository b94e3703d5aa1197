"""From a key press or a drag on a slider to the new picture, in JupyterLab in Chromium."""

import math
import statistics
import time

from playwright.sync_api import Locator, Page

# Notes the time of each key press, and of each frame in which the picture has changed.
_WATCH = """([root, kind]) => {
    window.stopWatching?.();
    const seen = window.seen = {keys: [], changes: [], pictures: []};
    let waiting = false;
    const changed = () => {
        seen.changes.push(performance.now());
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

# Waits until a picture came and none has followed for a while; a way that draws in parts has then drawn them all.
_SETTLED = """([quiet, limit]) => new Promise(resolve => {
    const start = performance.now();
    const look = () => {
        const {keys, pictures} = seen, now = performance.now();
        if (pictures.length && now - pictures.at(-1) > quiet) resolve([pictures.at(-1) - keys[0], pictures.length]);
        else if (now - start > limit) resolve(null);
        else setTimeout(look, 10);
    };
    look();
})"""
QUIET_MS, LIMIT_MS = 60, 10_000


# A choice is made as the mouse makes it: in a list of choices JupyterLab takes the arrow keys for itself.
_CHOOSE = """(select, index) => {
    seen.keys.push(performance.now());
    select.selectedIndex = index;
    select.dispatchEvent(new Event('change', {bubbles: true}));
}"""


def keys(count: int, at: int, positions: int, *, slider: bool = True) -> list[str | int]:
    """Return key presses that go up and down a slider of so many positions, from `at`, never against an end.

    For a list of choices they are the choices' indices.

    Examples
    --------
    >>> keys(4, 1, 3)
    ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']
    >>> sorted(set(keys(30, 50, 101)))
    ['PageDown', 'PageUp']
    >>> keys(3, 1, 3, slider=False)
    [2, 1, 0]
    """
    step = 5 if slider and positions > 25 else 1  # A slider's page keys move five steps.
    up, down = ("PageUp", "PageDown") if step == 5 else ("ArrowRight", "ArrowLeft")
    pressed: list[str | int] = []
    rising = True
    for _ in range(count):
        if not 0 <= at + (step if rising else -step) < positions:
            rising = not rising
        at += step if rising else -step
        pressed.append(at if not slider else up if rising else down)
    return pressed


def watch(picture: Locator, kind: str) -> None:
    """Begin to note key presses and changes of the picture; `kind` is what tells a change."""
    picture.evaluate(f"(root, kind) => ({_WATCH})([root, kind])", kind)


def key_presses(page: Page, control: Locator, presses: list[str | int]) -> list[float]:
    """Press keys on a control; return the milliseconds until each had become a whole picture, NaN if it never did."""
    control.focus()
    times = []
    for key in presses:
        page.evaluate("() => { seen.keys.length = seen.changes.length = seen.pictures.length = 0; }")
        if isinstance(key, str):
            page.keyboard.press(key)
        else:
            control.evaluate(_CHOOSE, key)
        settled = page.evaluate(_SETTLED, [QUIET_MS, LIMIT_MS])
        times.append(settled[0] if settled else math.nan)
    return times


def drag(page: Page, handle: Locator, seconds: float) -> tuple[float, float]:
    """Drag over most of a slider at 60 Hz; return pictures a second, and ms from the last move to the last picture."""
    handle.scroll_into_view_if_needed()
    box, track = handle.bounding_box(), handle.locator("xpath=ancestor::*[contains(@class,'noUi-base')]").bounding_box()
    assert box is not None and track is not None
    y, middle, reach = box["y"] + box["height"] / 2, track["x"] + track["width"] / 2, 0.4 * track["width"]
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(middle, y)
    page.evaluate(_SETTLED, [300, 2000])
    page.evaluate("() => { seen.pictures.length = 0; }")
    start, steps = time.perf_counter(), round(seconds * 60)
    for i in range(1, steps + 1):
        page.mouse.move(middle + reach * math.sin(2 * math.pi * i / 90), y)
        time.sleep(max(0.0, start + i / 60 - time.perf_counter()))
    last = page.evaluate("() => performance.now()")
    lasted = time.perf_counter() - start
    page.wait_for_timeout(300)
    page.evaluate(_SETTLED, [300, LIMIT_MS])
    page.mouse.up()
    pictures = page.evaluate("() => seen.pictures")
    during = [t for t in pictures if t <= last]
    return len(during) / lasted, max([0.0, *(t - last for t in pictures if t > last)])


def quantiles(times: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile of what is not NaN.

    Examples
    --------
    >>> p50, p95 = quantiles([float(i) for i in range(1, 100)])
    >>> round(p50), round(p95)
    (50, 95)
    >>> quantiles([2.0, math.nan])
    (nan, nan)
    """
    times = [t for t in times if not math.isnan(t)]
    if len(times) < 2:
        return math.nan, math.nan
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
