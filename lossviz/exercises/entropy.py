"""Exercises of lesson 2."""

from functools import partial

import numpy as np

from .check import Exercise


def entropy(p):
    possible = p[p > 0]
    return -np.sum(possible * np.log2(possible))


def my_questions():
    return [2, 2, 2, 3, 3]


def terms(p):
    """Return ``-p log2 p`` of the outcomes that can come."""
    return -p[p > 0] * np.log2(p[p > 0])


def blurred(small, p):
    """Return an entropy with a small number added in the logarithm."""
    return -np.sum(p * np.log2(p + small))


def yes_or_no(a):
    """Return what an answer is worth that is yes with chance a."""
    return entropy(np.array([a, 1 - a]))


MY_CHANCES = [0.35, 0.25, 0.2, 0.15, 0.05]

EXERCISES = {
    "entropy": Exercise(
        "Write entropy(p): the mean surprise of a row of chances, in bits. A chance of 0 adds nothing.",
        entropy,
        {
            "0 times the log of 0 is nan, and one nan spoils the sum. Leave the chances of 0 out.": (
                lambda p: np.nan if 0 in p else entropy(p)
            ),
            "As soon as one chance is 0, your whole answer is 0. Only that one term is: leave it out before you add.": (
                lambda p: 0.0 if 0 in p else entropy(p)
            ),
            "You took the mean over the outcomes. The chances are the weights already, so add the terms up.": (
                lambda p: entropy(p) / p.size
            ),
            "You took the mean over the outcomes that can come. The chances are the weights already, so add up.": (
                lambda p: np.mean(terms(p))
            ),
            "You added the surprises up as if each outcome came every day. Multiply each by its chance.": (
                lambda p: -np.sum(np.log2(p[p > 0]))
            ),
            "You gave all surprises the same weight. One that comes often must count more: multiply by its chance.": (
                lambda p: -np.mean(np.log2(p[p > 0]))
            ),
            "The chance stands there twice: p² in the place of p.": lambda p: np.sum(p[p > 0] * terms(p)),
            "You divided by the logarithm. Multiply by it.": lambda p: -np.sum(p[p > 0] / np.log2(p[p > 0])),
            "That is the surprise of the likeliest outcome alone. Take the mean over all of them.": (
                lambda p: -np.log2(np.max(p))
            ),
            "That is log₂ K, the largest entropy of K outcomes, which only equal chances have.": (
                lambda p: np.log2(np.size(p))
            ),
            "That is log₂ of the number of outcomes that can come, which is right only if all are alike.": (
                lambda p: np.log2(np.sum(p > 0))
            ),
            "That is log₂ K − H, what was known before. H itself is wanted.": lambda p: np.log2(p.size) - entropy(p),
            "You charge 1 − p. Its mean is an arch too, but such prices do not add: charge −log₂ p.": (
                lambda p: np.sum(p * (1 - p))
            ),
            "You charge 1 − p, and as if each outcome came every day. Charge −log₂ p, and multiply by p.": (
                lambda p: np.sum(1 - p)
            ),
            "The logarithm of 1 − p belongs to what did not come. What came has the surprise −log₂ p.": (
                lambda p: -np.sum(p * np.log2(1 - p))
            ),
            "The logarithm of 1 − p belongs to what did not come, and the sign is lost too: charge −log₂ p.": (
                lambda p: np.sum(p * np.log2(1 - p))
            ),
            "That is the entropy of p[0] against all the rest. Each outcome has a surprise of its own.": (
                lambda p: yes_or_no(p[0])
            ),
            "That is what the first outcome adds. Does your return stand inside the loop, so that it leaves at once?": (
                lambda p: terms(p)[0]
            ),
            "That is what the last outcome adds. Does your loop write = where it should add, with += or −=?": (
                lambda p: terms(p)[-1]
            ),
            "Only the first two outcomes are added up. There may be more.": lambda p: np.sum(terms(p)[:2]),
            "That is one of the terms, the largest. Add all of them up.": lambda p: np.max(terms(p)),
            "That is one of the terms, the smallest. Add all of them up.": lambda p: np.min(terms(p)),
            "np.cumsum adds up step by step and keeps each step. np.sum gives the one number.": (
                lambda p: np.cumsum(terms(p))
            ),
            "Your answer is always 0. If you add up the chances first, that is the log of 1: take the logs before.": (
                lambda p: 0.0
            ),
            "That is the log of the mean chance. The mean of the logs is wanted, so the log comes first.": (
                lambda p: -np.log2(np.sum(p * p))
            ),
            "That is 2 to the power of the entropy. Leave the power out.": lambda p: 2 ** entropy(p),
            "You rounded the surprises up, as the recipe does. The surprises themselves are wanted.": (
                lambda p: np.sum(p[p > 0] * np.ceil(-np.log2(p[p > 0])))
            ),
            "That is the logarithm to base 10. Bits want base 2: np.log2.": lambda p: np.sum(terms(p)) * np.log10(2),
            "You multiplied the natural logarithm by log 2. To get bits, divide it by log 2.": (
                lambda p: entropy(p) * np.log(2) ** 2
            ),
            **{
                f"{small:g} in the logarithm is too much where chances are small. Leave those of 0 out.": (
                    partial(blurred, small)
                )
                for small in (0.01, 0.001)
            },
            "The chances of 0 were raised to 0.01, and now they add something. Leave them out.": (
                lambda p: entropy(np.maximum(p, 0.01))
            ),
        },
        cases=[
            (np.array([0.25, 0.75]),),
            (np.array([0.5, 0.125, 0.25, 0.125]),),
            (np.array([0.1, 0.1, 0.1, 0.7]),),
            (np.array([0.5, 0.0, 0.5, 0.0]),),
            (np.array([0.005, 0.25, 0.0, 0.745]),),
        ],
        praise="The mean surprise, and what never comes is left out of it.",
        reason="An outcome that never comes adds nothing, so only the others are kept. Each of their surprises, "
        "−log₂ p, counts as often as it comes, p, and these shares are added up.",
        loop=False,
    ),
    "my_questions": Exercise(
        "Write down five whole numbers: how many questions you spend on the outcomes of chance 0.35, 0.25, 0.2, 0.15 "
        "and 0.05.",
        my_questions,
        {
            "The mean is 2.25 questions. Asking about one outcome after the other pays only if the first is likely.": (
                lambda: [1, 2, 3, 4, 4]
            ),
            "The mean is 2.3 questions. The first outcome has half of the stick, and its chance is only 0.35.": (
                lambda: [1, 3, 3, 3, 3]
            ),
            "The mean is 2.5 questions. You rounded each surprise up, so part of the stick is nobody's. Hand it out.": (
                lambda: [2, 2, 3, 3, 5]
            ),
            "The mean is 3 questions. Three would do for eight outcomes, and you have five.": lambda: [3, 3, 3, 3, 3],
            "The last outcome takes one question more than it needs: its piece may be as long as the one before.": (
                lambda: [2, 2, 2, 3, 4]
            ),
            "Those are the chances. How many questions lead to each outcome?": lambda: MY_CHANCES,
            "Those are the lengths of pieces. ¼ of the stick takes 2 questions, and ⅛ takes 3.": (
                lambda: [0.25, 0.25, 0.25, 0.125, 0.125]
            ),
            "You wrote 1 over the length of each piece. Count how often the stick is halved: 8 is three halvings.": (
                lambda: [4, 4, 4, 8, 8]
            ),
            "Those are the surprises, and questions are asked whole or not at all. To round them is a start.": (
                lambda: (-np.log2(MY_CHANCES)).tolist()
            ),
            "Those are per cent. How many questions lead to each outcome?": lambda: [35, 25, 20, 15, 5],
        },
        cases=[()],
        praise="The mean is 2.2 questions, where the entropy is 2.121.",
        reason="The two rarest outcomes are told apart last, so they share the longest way. Taken as one they have the "
        "chance 0.2, and then the two rarest are told apart again, and so on up to the first question.",
        holds={
            "Write numbers, without quotes.": lambda asked: np.asarray(asked).dtype.kind in "biuf",
            "Questions are asked whole or not at all: write whole numbers.": lambda asked: bool(
                np.all(np.asarray(asked, float) % 1 == 0)
            ),
            "Those look like the answers themselves, as 0 and 10. Write how many questions each takes.": (
                lambda asked: max(asked) < 10
            ),
            "An outcome is known after one question at the earliest: count from 1.": lambda asked: min(asked) >= 1,
            "The pieces on the stick must not be longer than 1 together; yours are {}.": (
                lambda asked: max(1.0, float(np.sum(0.5 ** np.asarray(asked, float))))
            ),
            "An outcome takes more questions than a rarer one. Let these two change places.": (
                lambda asked: bool(np.all(np.diff(asked) >= 0))
            ),
            "Your pieces cover only {} of the stick. One of them can be longer, which takes fewer questions.": (
                lambda asked: float(np.sum(0.5 ** np.asarray(asked, float)))
            ),
            "Fewer will do; with yours the mean is {} questions.": lambda asked: np.dot(asked, MY_CHANCES),
        },
    ),
}
