"""Draw a panel that is being dragged, for pages that run nothing: ``python -m tests.film`` makes the README's picture.

An SVG of the panel's own layers: what stays, and each look of each moving artist for as long as it is shown. It is
sharp at any size, follows the reader's light or dark setting, and stands still where the reader wants no motion.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

import lossviz
from lossviz import Panel
from lossviz.picture import LIGHT, _numbered
from lossviz.renderer import MovingRenderer
from lossviz.style import DARK

FILM = Path(__file__).parent.parent / "notebooks" / "images" / "fit_line.svg"
SECONDS = 0.2  # For which each state is shown.


def drag() -> list[dict[str, float]]:
    """Return the states of the film: the slope is turned too far, and from there it goes downhill by itself."""
    turned = [{"w": k / 20, "b": 0.0, "steps": 0} for k in range(18)]
    downhill = [{"w": 0.85, "b": 0.0, "steps": k} for k in range(1, 13)]
    return [turned[0]] * 6 + turned + [turned[-1]] * 5 + downhill + [downhill[-1]] * 12


def looks(panel: Panel, states: list[dict[str, float]]) -> Iterator[list[str]]:
    """Yield what is drawn in each state, from the back to the front."""
    width, height = (96 * inches for inches in panel.picture.figure.get_size_inches())
    for before, state in zip([states[0], *states], states, strict=False):
        panel.set(**state)
        drawn = [
            _numbered([panel.picture._svg(MovingRenderer, [artist])], "ID") for artist in panel.picture.moving_artists
        ]
        bodies = [svg[svg.index(">") + 1 : svg.rindex("</svg>")] for svg in drawn]
        yield [
            *(f'<g transform="translate(0 36) scale({4 / 3:.6g})">{body}</g>' for body in bodies),
            *(
                slider(panel, name, k * width / len(panel.controls), before[name] != state[name])
                for k, name in enumerate(panel.controls)
            ),
            f'<text x="8" y="{height + 62:g}">{escape(panel.reading)}</text>',
        ]


def slider(panel: Panel, name: str, x: float, held: bool) -> str:
    """Draw a control as it stands; the hand is on the one that moves."""
    control = panel.controls[name]
    label = escape(control.description or name)
    start, length = x + 26 + 8 * len(label), 100
    at = start + length * (control.value - control.min) / (control.max - control.min)
    value = format(control.value, control.readout_format).replace("-", "−")
    return (
        f'<text x="{x + 8:g}" y="23">{label}</text><text x="{start + length + 16:g}" y="23">{value}</text>'
        f'<path d="M{start:g} 18h{length}" stroke="var(--lv-soft)" stroke-width="4"/>'
        f'<circle cx="{at:.1f}" cy="18" r="8" fill="var(--lv-{"blue" if held else "paper"})" stroke="var(--lv-ink)"/>'
    )


def film(panel: Panel, states: list[dict[str, float]]) -> str:
    """Return the film of a panel as an SVG."""
    panel.set(**states[0])
    still = panel.picture.still("still")
    still = still[still.index(">") + 1 : still.rindex("</svg>")]
    width, height = (96 * inches for inches in panel.picture.figure.get_size_inches())
    body, rules = "", {}  # A rule for each time at which something is seen.
    for k, layer in enumerate(zip(*looks(panel, states), strict=True)):
        kept: dict[str, list[tuple[int, int]]] = {}  # Each look, and when it is seen: from one state up to another.
        at = 0
        for look, run in groupby(layer):
            start, at = at, at + len(list(run))
            kept.setdefault(look, []).append((start, at))
        for n, (look, times) in enumerate(kept.items()):
            seen = dict([(0, "hidden"), *((b, "hidden") for _, b in times), *((a, "visible") for a, _ in times)])
            steps = "".join(f"{100 * t / len(states):.4g}%{{visibility:{seen[t]}}}" for t in sorted(seen))
            rule = rules.setdefault(steps, f"k{len(rules)}")
            later = " later" * (times[0][0] > 0)
            body += f'<g class="look {rule}{later}">{look.replace("ID", f"l{k}-{n}-")}</g>'
    moves = " ".join(f"@keyframes {name}{{{steps}}} .{name}{{animation-name:{name}}}" for steps, name in rules.items())
    colours = lambda theme: "".join(f"--lv-{name}:{colour};" for name, colour in theme.items())  # noqa: E731
    style = (
        f"svg{{{colours(LIGHT)}}} @media (prefers-color-scheme:dark){{svg{{{colours(DARK)}}}}} "
        "*{stroke-linejoin:round} text{font:15px 'DejaVu Sans',Verdana,sans-serif;fill:var(--lv-ink)} "
        f".later{{visibility:hidden}} .look{{animation:{SECONDS * len(states):g}s step-end infinite}} "
        f"{moves} @media (prefers-reduced-motion:reduce){{.look{{animation:none}}}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width:g} {height + 76:g}" width="{width:g}"><title>{escape(panel._alt)}</title>'
        f'<style>{style}</style><rect width="100%" height="100%" fill="var(--lv-paper)"/>'
        f'<g transform="translate(0 36) scale({4 / 3:.6g})">{still}</g>{body}</svg>\n'
    )


if __name__ == "__main__":
    lossviz.predictions("open")
    made = film(lossviz.fit_line(), drag())
    FILM.write_text(made, encoding="utf-8")
    print(f"{FILM.name}: {len(drag())} states, {SECONDS * len(drag()):.0f} s, {len(made.encode()) / 1000:.0f} kB")
