"""One forecast for one day and for five: squares multiplied out, the middle day by sorting."""

import statistics

from tests.content import content, curve, label, near, place, reads, word, xy


@content({"out": 17.0}, {"out": 25.5}, {"out": 20.0})
def one_guess(art, still, n, text, out):
    price, slope = (20 - out) ** 2, -2 * (20 - out)
    near([n.price, n.slope], [price, slope])
    (truth,) = still[0]
    curve(art.prices, lambda at: (at - 20) ** 2, 13, 27)
    near(xy(truth)[:, 0], 20)
    near(place(art.steep), [out + (0.6 if out > 20 else -0.6), price - 1])
    reads(word(art.steep), slope)
    near(xy(art.miss), [[out, price], [out, 0], [20, 0]])
    near(xy(art.tangent), [[out - 1, price - slope], [out + 1, price + slope]])
    near(xy(art.dot), [[out, price]])
    reads(text, "residual", out, 20 - out, price, slope)


@content({"out": 17.0, "hottest": 24.0}, {"out": 22.5, "hottest": 29.0}, {"out": 16.5, "hottest": 26.5})
def five_days(art, still, n, text, out, hottest):
    days, told = [16, 17, 18, 20, hottest], []
    for i, (costs, middle) in enumerate([(lambda r: r**2, statistics.mean), (abs, statistics.median)]):

        def mean(at, costs=costs):
            return sum(costs(day - at) for day in days) / 5

        best = middle(days)
        slope = (mean(out + 1e-4) - mean(out - 1e-4)) / 2e-4
        near([n.price[i], n.best[i], n.floor[i]], [mean(out), best, mean(best)])
        for day, line, each in zip(days, art.thin[i], n.each[i], strict=True):
            curve(line, lambda at, day=day, costs=costs: costs(day - at), 14, 30)
            near(each, xy(line)[:, 1])
        curve(art.mean[i], mean, 14, 30)
        near(xy(art.days[i]), [[day, 0] for day in days])
        near(xy(art.excess[i]), [[best, mean(best)], [out, mean(best)], [out, mean(out)]])
        near(xy(art.bottom[i]), [[best, mean(best)]])
        near(xy(art.dot[i]), [[out, mean(out)]])
        told += [mean(out)] if i and out in days else [mean(out), slope]
        near(n.slope[i], slope)  # At a kink, between those of both sides.
    near(n.days, days)
    assert n.kink == (out in days)
    shown = [label(a[0]) for a in (art.days, art.mean, art.bottom, art.dot)]
    assert shown == ["the five days", "their mean price", "the bottom", "her forecast"]
    reads(text, "no slope here" if out in days else "Absolute", out, hottest, *told)
