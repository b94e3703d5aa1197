"""The exercise of the page that starts the series."""

from .check import Exercise


def turn(slope):
    return -0.1 * slope


EXERCISES = {
    "turn": Exercise(
        "Write turn(slope): by how much to turn the dial. A tenth of the slope, so that the price falls.",
        turn,
        {
            "That turns the dial uphill. Where the slope is positive, the price rises to the right.": lambda slope: (
                0.1 * slope
            ),
            "That is the whole slope. A tenth of it is asked for.": lambda slope: -slope,
            "That is ten times the slope, where a tenth is asked for.": lambda slope: -10 * slope,
            "A tenth of the slope is asked for, and that is a tenth whatever the slope.": lambda slope: (
                -0.1 * (slope > 0) + 0.1 * (slope < 0)
            ),
        },
        cases=[(14.0,), (-27.0,), (0.0,), (0.4,)],
        praise="Downhill, and slower where the ground is flatter.",
        reason="Where the slope is positive the price rises to the right, so the dial must go left. The minus does "
        "that, and on the other side of the valley, where the slope is negative, it turns the dial right.",
    )
}
