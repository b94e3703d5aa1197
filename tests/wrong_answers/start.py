"""Answers to the exercise of the page that starts the series."""

RIGHT = {
    "turn": [
        "return -slope / 10",
        "return slope * -0.1",
        "rate = 0.1\nreturn 0 - rate * slope",
        "return -(slope / 10)",
        "if slope > 0:\n    return -0.1 * slope\nreturn 0.1 * abs(slope)",
        "return np.float32(-0.1 * slope)",
    ]
}

WRONG = {
    "turn": [
        ("return 0.1 * slope", "uphill"),
        ("return slope / 10", "uphill"),
        ("return slope * 0.1", "uphill"),
        ("return -slope", "the whole slope"),
        ("return 0 - slope", "the whole slope"),
        ("return -10 * slope", "ten times"),
        ("return slope * -10", "ten times"),
        ("return -0.1 if slope > 0 else 0.1 if slope < 0 else 0.0", "whatever the slope"),
        ("return -0.1 * np.sign(slope)", "whatever the slope"),
        ("return -0.1", "does not use slope"),
        ("return 0.1", "does not use slope"),
        ("return 0", "does not use slope"),
        ("-0.1 * slope", "return missing"),
        ("by = -0.1 * slope", "return missing"),
        ("print(-0.1 * slope)", "prints its answer"),
        ("return slope", "the answer is -1.4; yours is 14"),
        ("return -0.1 * abs(slope)", "the answer is 2.7; yours is -2.7"),
        ("return 0.1 * abs(slope)", "the answer is -1.4; yours is 1.4"),
        ("return -0.01 * slope", "divided by 10"),
        ("return -slope / 100", "divided by 10"),
        ("return 10 * slope", "yours is 140"),
        ("return slope - 0.1", "yours is 13.9"),
        ("return slope - 0.1 * slope", "yours is 12.6"),
        ("return -0.1 * slope ** 2", "the answer is -1.4; yours is -19.6"),
        ("return -0.1 / slope", "the answer is -1.4; yours is -0.007143"),
        ("return -1 / slope", "the answer is -1.4; yours is -0.07143"),
        ("return -0.2 * slope", "2 times what is asked"),
        ("return -0,1 * slope", "returns a tuple"),
        ("return [-0.1 * slope]", "one number is wanted"),
        ("return '-0.1 * slope'", "returns the text"),
        ("return round(-0.1 * slope)", "rounded to whole"),
        ("return int(-0.1 * slope)", "without its decimals"),
        ("return -slope // 10", "rounded down"),
        ("return -0.1 * Slope", "Slope is neither"),
        ("slope -= 0.1\nreturn slope", "yours is 13.9"),
        ("return max(-0.1 * slope, 0)", "the answer is -1.4; yours is 0"),
        ("def turn(dial, slope):\n    return dial - 0.1 * slope", "called with 1 argument"),
    ]
}
