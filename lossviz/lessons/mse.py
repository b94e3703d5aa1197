"""Lesson 1: mean squared error, of one forecast for one day and for five."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import slider
from ..losses import mae, mae_grad, mse, mse_grad, squared_error, squared_error_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..text import fixed


def one_guess() -> Panel:
    """Move one forecast past one truth: what a miss costs, and how steeply.

    After dragging: "Twice as far off costs four times as much, and the slope is twice as steep."

    Returns
    -------
    Panel
        Control out, the forecast.
    """
    truth, reach = 20.0, np.linspace(13.0, 27.0, 113)

    def compute(out: float = 17.0) -> dict[str, Any]:
        return {"price": squared_error(truth, out), "slope": squared_error_grad(truth, out)}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(11, 29), ylim=(-5, 52), xlabel="her forecast out, in °C", ylabel="what it costs")
        axes.axvline(truth, color=BLUE)
        axes.text(truth + 0.15, 47, "the truth", fontsize=10)
        (prices,) = axes.plot(reach, reach, color=INK, linewidth=1.2)
        (miss,) = axes.plot([], [], "--", color=RED, linewidth=1.5)
        (tangent,) = axes.plot([], [], color=RED, linewidth=3)
        (dot,) = axes.plot([], [], "o", color=RED, markersize=9)
        steep = axes.text(0, 0, "", va="top", fontsize=11, in_layout=False)

        def update(n: SimpleNamespace) -> None:
            run, side = np.array([-1.0, 1.0]), 1 if n.out > truth else -1
            prices.set_ydata((truth - reach) ** 2)
            miss.set_data([n.out, n.out, truth], [n.price, 0, 0])
            tangent.set_data(n.out + run, n.price + n.slope * run)
            dot.set_data([n.out], [n.price])
            steep.set(position=(n.out + 0.6 * side, n.price - 1), ha="left" if side > 0 else "right")
            steep.set_text(f"slope {fixed(n.slope, 0)}")

        return update

    def read(n: SimpleNamespace) -> str:
        return (
            f"out = {n.out:.1f} °C, residual {fixed(truth - n.out, 1)}: "
            f"the price is {n.price:.2f}, the slope {fixed(n.slope, 1)} per degree"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="A parabola over the forecast, 0 at the truth, with a dot and a tangent at her forecast",
        out=slider(14.0, 26.0, 0.5, label="her forecast out", unit="°C"),
    )
    answer = panel.predict(
        "At 17 °C, 3 degrees off, she pays 9. What does she pay at 14 °C, twice as far off?",
        guess=(0, 60),
        near=0.5,
        hold="prices",
        then="The residual is multiplied by itself, and both factors double. Drag her forecast to 14 and see.",
        out=14.0,
        answer=lambda n: n.price,
    )
    answer.reply(18, "That would be twice as much, as the distance is.")
    answer.reply(12, "That would be three more, as the distance is.")
    answer.reply(6, "That is the residual, and the price is its square.")
    return panel


def five_days() -> Panel:
    """Find the one forecast that costs five different days least, by squares and by absolute values.

    After dragging: "The bottom is at the mean, and the price that is left there is not my fault."

    Returns
    -------
    Panel
        Controls out (the forecast) and hottest (of the five days).
    """
    reach = np.linspace(14.0, 30.0, 129)

    def compute(out: float = 17.0, hottest: float = 24.0) -> dict[str, Any]:
        days = np.array([16.0, 17.0, 18.0, 20.0, hottest])
        best = [float(np.mean(days)), float(np.median(days))]
        numbers = {"days": days, "best": best, "each": [(days[:, None] - reach) ** 2, np.abs(days[:, None] - reach)]}
        numbers |= {"price": [loss(days, 0 * days + out) for loss in (mse, mae)], "kink": out in days}
        numbers |= {"slope": [float(np.sum(grad(days, 0 * days + out))) for grad in (mse_grad, mae_grad)]}
        return numbers | {"floor": [mse(days, 0 * days + best[0]), mae(days, 0 * days + best[1])]}

    def draw(figure: Figure) -> Update:
        days, thin, mean, excess, bottom, dot = (list[Any]() for _ in range(6))
        for axes, name, top in zip(figure.subplots(1, 2), ("squares", "absolute values"), (42, 10.5), strict=True):
            axes.set(xlim=(14, 30), ylim=(-0.06 * top, top), title=name, xlabel="one forecast for all days, in °C")
            days += axes.plot([], [], "^", color=BLUE, markersize=9, label="the five days")
            thin.append([axes.plot(reach, reach, color=BLUE, linewidth=0.8)[0] for _ in range(5)])
            mean += axes.plot(reach, reach, color=INK, linewidth=2.5, label="their mean price")
            excess += axes.plot([], [], "--", color=RED, linewidth=1.5)
            bottom += axes.plot([], [], "D", color=GREEN, markersize=9, label="the bottom")
            dot += axes.plot([], [], "o", color=RED, markersize=9, label="her forecast")
        figure.axes[0].set_ylabel("what it costs")
        figure.legend(handles=[days[0], mean[0], bottom[0], dot[0]], loc="outside upper center", ncols=4)

        def update(n: SimpleNamespace) -> None:
            for i, (price, best, floor) in enumerate(zip(n.price, n.best, n.floor, strict=True)):
                days[i].set_data(n.days, np.zeros(5))
                for line, prices in zip(thin[i], n.each[i], strict=True):
                    line.set_ydata(prices)
                mean[i].set_ydata(n.each[i].mean(axis=0))
                excess[i].set_data([best, n.out, n.out], [floor, floor, price])
                bottom[i].set_data([best], [floor])
                dot[i].set_data([n.out], [price])

        return update

    def read(n: SimpleNamespace) -> str:
        steep = "no slope here" if n.kink else f"slope {fixed(n.slope[1], 1)}"
        return (
            f"out = {n.out:.1f} °C, hottest day {n.hottest:.1f} °C. Squares: mean price {n.price[0]:.2f}, "
            f"slope {fixed(n.slope[0], 1)}. Absolute values: {n.price[1]:.2f}, {steep}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Two pictures, by squares and by absolute values, each with a thin curve for the price of each of five "
        "days, a bold one for their mean, and a dot at the forecast",
        size=(9.0, 4.2),
        out=slider(16.0, 24.0, 0.5, label="forecast out", unit="°C"),
        hottest=slider(24.0, 29.0, 0.5, label="hottest day", unit="°C"),
    )
    floor = panel.predict(
        "What is the lowest mean price, by squares, that one forecast for all five days can reach?",
        guess=(0, 20),
        near=0.5,
        hold=["mean", "excess", "bottom"],
        then="No forecast is right for all five. The best one, 19 °C, pays 9, 4, 1, 1 and 25, and 8 is their mean.",
        out=19.0,
        hottest=24.0,
        answer=lambda n: n.floor[0],
    )
    floor.reply(0, "That would take a forecast that is right for five different days at once.")
    floor.reply(19, "That may be the best forecast; here we ask for its price.")
    floor.reply(2.5, "So far off is a day on average, but here each distance is squared and no root is taken.")
    place = panel.predict(
        "The hottest day reads 29 °C instead of 24. Where is the bottom now, by squares?",
        guess=(16, 30),
        unit="°C",
        near=0.25,
        off=("too cold", "too warm"),
        then="One day in five has moved, so the mean follows a fifth of the way. Drag the hottest day and see.",
        hottest=29.0,
        answer=lambda n: n.best[0],
    )
    place.reply(18, "That is the day in the middle, and it is the mean that we need.")
    place.reply(19, "There it was before.")
    place.reply(24, "That would be following the day all the way.")
    return panel
