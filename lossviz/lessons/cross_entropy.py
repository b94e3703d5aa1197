"""Lesson 3: cross entropy of distributions."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from ..losses import cross_entropy, entropy, kl_divergence, surprise
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED
from ..text import fixed

SKY = ["sun", "cloud", "rain"]
START = {"p_sun": 70, "p_cloud": 20, "p_rain": 10, "q_sun": 20, "q_cloud": 30, "q_rain": 50}
GUESS = {"cat": 40, "dog": 30, "car": 5, "pedestrian": 5, "bicycle": 20}  # The lecture's Q, L3.3.
CLASSES = list(GUESS)


def _weights(start: dict[str, int], least: int) -> dict[str, widgets.IntSlider]:
    """Make a slider for each weight; what they set is divided by their sum."""
    room = widgets.Layout(width="260px")
    return {
        name: widgets.IntSlider(value, least, 100, description=name.replace("_", " "), layout=room)
        for name, value in start.items()
    }


def forecast() -> Panel:
    """Truth p and forecast q over three outcomes: entropy and divergence laid end to end make the cross entropy.

    Returns
    -------
    Panel
        Controls p_sun, p_cloud, p_rain, q_sun, q_cloud and q_rain: weights, which are divided by their sum.
    """

    def compute(p_sun: int, p_cloud: int, p_rain: int, q_sun: int, q_cloud: int, q_rain: int) -> SimpleNamespace:
        weights = np.array([[p_sun, p_cloud, p_rain], [q_sun, q_cloud, q_rain]])
        p, q = weights / weights.sum(axis=1, keepdims=True)
        return SimpleNamespace(
            weights=weights,
            p=p,
            q=q,
            entropy=float(entropy(p)),
            forward=float(kl_divergence(p, q)),
            reverse=float(kl_divergence(q, p)),
            cross=float(cross_entropy(p, q)),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1, 1.9])
        left.set(ylim=(0, 1.15), title="how often: truth p, forecast q")
        left.set_yticks(np.arange(0, 1.1, 0.2))
        left.set_xticks(range(3), SKY)
        right.set(xlim=(0, 6.8), ylim=(-0.6, 3.6), xlabel="nats", title="lengths that add up")
        right.set_yticks(range(4), ["D(q‖p)", "D(p‖q)", "H(p), D(p‖q)", "H(p, q)"])
        right.grid(axis="y", visible=False)
        hollow: Any = dict(facecolor="none", linewidth=1.5)
        art = SimpleNamespace(
            p=left.bar(np.arange(3) - 0.2, 0.5, 0.38, color=BLUE, label="p"),
            q=left.bar(np.arange(3) + 0.2, 0.5, 0.38, edgecolor=RED, hatch="///", label="q", **hollow),
            cross=right.barh(3, 1, 0.6, edgecolor=GREEN, **hollow),
            entropy=right.barh(2, 1, 0.6, color=BLUE),
            excess=right.barh(2, 1, 0.6, edgecolor=RED, hatch="///", **hollow),
            forward=right.barh(1, 1, 0.6, edgecolor=RED, hatch="///", **hollow),
            reverse=right.barh(0, 1, 0.6, edgecolor=PINK, hatch="\\\\\\", **hollow),
            ends=right.plot([], [], ":", color=INK, linewidth=1.2)[0],
            figures=[right.text(0, y, "", va="center", in_layout=False) for y in range(4)],
        )
        left.legend(loc="upper right", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for bars, heights in ((art.p, n.p), (art.q, n.q)):
            for bar, height in zip(bars, heights, strict=True):
                bar.set_height(height)
        for name in ("cross", "entropy", "forward", "reverse"):
            getattr(art, name)[0].set_width(getattr(n, name))
        art.excess[0].set(x=n.entropy, width=n.forward)
        art.ends.set_data([n.cross, n.cross, np.nan, n.entropy, n.entropy], [1.7, 3.3, np.nan, 1.7, 3.3])
        for text, length in zip(art.figures, (n.reverse, n.forward, n.cross, n.cross), strict=True):
            text.set(x=length + 0.1, text=f"{length:.3f}")
        art.figures[2].set_text(f"{n.entropy:.3f} + {n.forward:.3f}")

    def read(n: SimpleNamespace) -> str:
        p, q = (" : ".join(map(str, row)) for row in n.weights)
        sums = f"H(p) {n.entropy:.3f} + D(p‖q) {n.forward:.3f} = H(p, q) {n.cross:.3f} nats"
        if n.forward < 5e-7:
            return f"p = {p}, q = {q}: {sums}\nThe forecast is the truth: nothing is lost, D(q‖p) {n.reverse:.3f}"
        more = n.reverse - n.forward
        turned = "as much as" if abs(more) < 1e-9 else "more than" if more > 0 else "less than"
        return f"p = {p}, q = {q}: {sums}\nRoles exchanged, D(q‖p) is {n.reverse:.3f}: {turned} D(p‖q)"

    def truth(p_sun: int, p_cloud: int, p_rain: int, **_: int) -> dict[str, int]:
        return {"q_sun": p_sun, "q_cloud": p_cloud, "q_rain": p_rain}

    def exchanged(**now: int) -> dict[str, int]:
        return {("q" if name[0] == "p" else "p") + name[1:]: value for name, value in now.items()}

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: bars of the truth p and the forecast q for sun, cloud and rain. Right: the cross entropy as one "
        "bar, below it the entropy and the divergence end to end, just as long, then both divergences",
        presets={
            "q = p": truth,
            "exchange p and q": exchanged,
            "q all alike": {"q_sun": 50, "q_cloud": 50, "q_rain": 50},
            "it nearly always rains": {"p_sun": 1, "p_cloud": 1, "p_rain": 98},
        },
        size=(9.4, 4.2),
        **_weights(START, least=1),
    )


def true_class() -> Panel:
    """Show what a one-hot truth costs: −log q of the true class, whatever the others get.

    Returns
    -------
    Panel
        Controls truth (the class) and a weight for each class, which are divided by their sum to make q.
    """
    top = 6.4  # −log(1/401) is 5.99.
    endless = "q = 0 for the true class:\nthe curve has no end,\nthe cost is infinite"
    nothing = "all weights are 0:\nthat is no distribution"

    def compute(truth: str, cat: int, dog: int, car: int, pedestrian: int, bicycle: int) -> SimpleNamespace:
        weights = np.array([cat, dog, car, pedestrian, bicycle])
        total, true = int(weights.sum()), CLASSES.index(truth)
        q = weights / max(total, 1)
        # The cross entropy of the one-hot p and q, except that a picture has no place for infinity.
        cost = float(cross_entropy(np.eye(5)[true], q)) if q[true] > 0 else "infinite"
        return SimpleNamespace(truth=truth, true=true, weights=weights, total=total, q=q, cost=cost)

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(ylim=(0, 1.08), title="the model's distribution q")
        left.set_xticks(range(5), CLASSES)
        shares = np.geomspace(np.exp(-top), 1, 200)
        right.set(xlim=(-0.03, 1.03), ylim=(-0.35, top), xlabel="q of a class", title="what it costs: −log q, in nats")
        right.plot(shares, surprise(shares), color=INK, linewidth=1.2)
        art = SimpleNamespace(
            bars=left.bar(range(5), 0.5, 0.6, facecolor="none", edgecolor=INK, linewidth=1.2, hatch="///"),
            true=left.bar(0, 0.5, 0.6, color=BLUE),
            told=[left.text(k, 0, "", ha="center", va="bottom", in_layout=False) for k in range(5)],
            others=right.plot([], [], "s", color=INK, markerfacecolor="none", markersize=7, label="other classes")[0],
            drop=right.plot([], [], "--", color=BLUE, linewidth=1.5)[0],
            dot=right.plot([], [], "o", color=BLUE, markersize=10, label="true class")[0],
            infinite=right.text(0.08, top - 0.4, endless, va="top", in_layout=False),
        )
        right.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for k, (bar, text) in enumerate(zip(art.bars, art.told, strict=True)):
            bar.set_height(n.q[k])
            text.set(y=n.q[k] + 0.015, text=f"{n.q[k]:.3f}")
        art.true[0].set(x=n.true - 0.3, height=n.q[n.true])
        art.others.set_data(np.delete(n.q, n.true), np.zeros(4))
        finite = n.cost != "infinite"
        for artist, shown in ((art.dot, finite), (art.drop, finite), (art.infinite, not finite)):
            artist.set_visible(shown)
        art.infinite.set_text(endless if n.total else nothing)
        if finite:
            here = n.q[n.true]
            art.dot.set_data([here], [n.cost])
            art.drop.set_data([here, here, 0], [0, n.cost, n.cost])

    def read(n: SimpleNamespace) -> str:
        weights = f"Truth {n.truth}; weights {', '.join(map(str, n.weights))}"
        if n.total == 0:
            return f"{weights}: no distribution\nGive one of the classes some weight"
        share = f"q({n.truth}) = {n.weights[n.true]}/{n.total} = {n.q[n.true]:.3f}"
        if n.cost == "infinite":
            return f"{weights}: {share}\nCost infinite: what q rules out has happened"
        zeros = int(np.sum(n.q == 0))
        end = f"; {zeros} of the others with q = 0, free of charge" if zeros else ""
        return f"{weights}: {share}\nCost −log q({n.truth}) = {fixed(n.cost, 3)} nats{end}"

    def row(truth: str, *weights: int) -> dict[str, Any]:
        return {"truth": truth, **dict(zip(CLASSES, weights, strict=True))}

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the model's probability of five classes, that of the true class filled. Right: the curve −log q "
        "with the true class as a dot on it, the other classes as squares at cost 0",
        presets={
            "L3.3": row("cat", *GUESS.values()),
            "L3.4": row("cat", 98, 1, 0, 0, 1),
            "L3.6, first": row("dog", 25, 25, 25, 25, 0),
            "second": row("dog", 10, 10, 80, 10, 0),
            "third": row("dog", 10, 70, 10, 10, 0),
            "fourth": row("dog", 1, 97, 1, 1, 0),
        },
        size=(9.4, 4.2),
        truth=widgets.Dropdown(options=CLASSES, description="truth", layout=widgets.Layout(width="260px")),
        **_weights(GUESS, least=0),
    )


# Two bumps for `two_directions`. A thousandth of each distribution is spread over all places,
# so that no divergence is infinite.
PLACES = np.arange(21)
M, S = (0.0, 20.0, 0.5), (1.25, 8.0, 0.25)


def bell(m: Any, s: Any) -> Any:
    """Return a bell over PLACES with middle m and width s, as a distribution.

    Examples
    --------
    >>> round(float(bell(10.0, 2.0).sum()), 6), int(bell(10.0, 2.0).argmax())
    (1.0, 10)
    """
    heights = np.exp(-(((PLACES - np.asarray(m)[..., None]) / np.asarray(s)[..., None]) ** 2) / 2)
    return 0.999 * heights / heights.sum(axis=-1, keepdims=True) + 0.001 / PLACES.size


TWO_BUMPS = 0.6 * bell(5.0, 1.5) + 0.4 * bell(15.0, 1.5)


def best_bells() -> tuple[dict[str, dict[str, float]], list[float]]:
    """Return the bells of least D(p‖q) and of least D(q‖p), of all that the sliders reach, and these divergences."""
    m, s = (a.ravel() for a in np.meshgrid(np.arange(M[0], M[1] + 0.1, M[2]), np.arange(S[0], S[1] + 0.1, S[2])))
    q = bell(m, s)
    p = np.broadcast_to(TWO_BUMPS, q.shape)
    costs = {"least D(p‖q)": kl_divergence(p, q), "least D(q‖p)": kl_divergence(q, p)}
    bells = {name: {"m": float(m[np.argmin(cost)]), "s": float(s[np.argmin(cost)])} for name, cost in costs.items()}
    return bells, [float(cost.min()) for cost in costs.values()]


def two_directions() -> Panel:
    """Fit one bell to two bumps: D(p‖q) wants both covered, D(q‖p) wants one hit well.

    Returns
    -------
    Panel
        Controls m (the bell's middle) and s (its width).
    """
    bells, least = best_bells()

    def compute(m: float = 10.0, s: float = 2.0) -> SimpleNamespace:
        q = bell(m, s)
        return SimpleNamespace(
            m=m, s=s, q=q, forward=float(kl_divergence(TWO_BUMPS, q)), reverse=float(kl_divergence(q, TWO_BUMPS))
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.5, 1])
        left.set(xlim=(-0.7, 20.7), ylim=(0, 0.5), xlabel="place", title="truth p, two bumps; model q, one bell")
        left.set_xticks(PLACES[::5])
        left.bar(PLACES, TWO_BUMPS, 0.8, color=BLUE, label="p")
        right.set(xlim=(0, 8.5), ylim=(-0.6, 1.6), xlabel="nats", title="both divergences")
        right.set_yticks([1, 0], ["D(p‖q)", "D(q‖p)"])
        right.grid(axis="y", visible=False)
        hollow: Any = dict(facecolor="none", linewidth=1.5)
        art = SimpleNamespace(
            q=left.plot(PLACES, TWO_BUMPS, "o-", color=RED, markersize=5, label="q")[0],
            forward=right.barh(1, 1, 0.5, edgecolor=RED, hatch="///", **hollow),
            reverse=right.barh(0, 1, 0.5, edgecolor=PINK, hatch="\\\\\\", **hollow),
            figures=[right.text(0, y, "", va="center", in_layout=False) for y in (1, 0)],
        )
        left.legend(loc="upper center", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.q.set_ydata(n.q)
        for bar, text, value in zip((art.forward, art.reverse), art.figures, (n.forward, n.reverse), strict=True):
            bar[0].set_width(value)
            text.set(x=value + 0.12, text=f"{value:.3f}")

    def read(n: SimpleNamespace) -> str:
        return (
            f"Middle m = {n.m:.1f}, width s = {n.s:.2f}: D(p‖q) = {n.forward:.3f}, D(q‖p) = {n.reverse:.3f} nats\n"
            f"The least that a bell can reach: D(p‖q) = {least[0]:.3f}, D(q‖p) = {least[1]:.3f}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: a truth with two bumps as bars, a model with one bell as a line. Right: the divergence in both "
        "directions as bars",
        presets=bells,
        size=(9.4, 3.9),
        m=widgets.FloatSlider(10.0, min=M[0], max=M[1], step=M[2], description="middle m", readout_format=".1f"),
        s=widgets.FloatSlider(2.0, min=S[0], max=S[1], step=S[2], description="width s", readout_format=".2f"),
    )
