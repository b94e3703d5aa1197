"""Exercises of lesson 2."""

import numpy as np

from .check import Exercise


def entropy(p):
    possible = p[p > 0]
    return -np.sum(possible * np.log2(possible))


def my_questions():
    return [1, 2, 3, 3]


def merged(p, i, j):
    both = p[i] + p[j]
    share = np.array([p[i], p[j]]) / both
    return -both * np.sum(share * np.log2(share))


def plain_terms(p):
    """Return ``p log2 p`` as NumPy has it, which is nan for p = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return p * np.log2(p)


def yes_or_no(a):
    """Return what an answer is worth that is yes with chance a."""
    return entropy(np.array([a, 1 - a]))


EXERCISES = {
    "entropy": Exercise(
        "Write entropy(p): the mean surprise of a row of chances, in bits. A chance of 0 adds nothing.",
        entropy,
        {
            "The zeros come out right only where nan is replaced in each term; once it is in the sum, all is lost.": (
                lambda p: np.nan_to_num(-np.sum(plain_terms(p)))
            ),
            "You took the mean over the outcomes. The chances are the weights already, so add the terms up.": (
                lambda p: -np.mean(np.nan_to_num(plain_terms(p)))
            ),
            "You added the surprises up as if each outcome came every day. Multiply each by its chance.": (
                lambda p: -np.sum(np.log2(p[p > 0]))
            ),
            "You gave all surprises the same weight. One that comes often must count more: multiply by its chance.": (
                lambda p: -np.mean(np.log2(p[p > 0]))
            ),
            "That is the surprise of the likeliest outcome alone. Take the mean over all of them.": (
                lambda p: -np.log2(np.max(p))
            ),
            "That is log₂ K, the largest entropy of K outcomes, which only equal chances have.": (
                lambda p: np.log2(np.size(p))
            ),
            "You charge 1 − p. Its mean is an arch too, but such prices do not add: charge −log₂ p.": (
                lambda p: np.sum(p * (1 - p))
            ),
            "That is the entropy of p[0] against all the rest. Each outcome has a surprise of its own.": (
                lambda p: yes_or_no(p[0])
            ),
        },
        cases=[
            (np.array([0.25, 0.75]),),
            (np.array([0.5, 0.125, 0.25, 0.125]),),
            (np.array([0.1, 0.1, 0.1, 0.7]),),
            (np.array([0.5, 0.0, 0.5, 0.0]),),
        ],
        praise="The mean surprise, and what never comes is left out of it.",
        reason="An outcome that never comes adds nothing, so only the others are kept. Each of their surprises, "
        "−log₂ p, counts as often as it comes, p, and these shares are added up.",
        loop=False,
    ),
    "my_questions": Exercise(
        "Write down four whole numbers: how many questions you spend on the outcomes of chance 0.4, 0.3, 0.2 and 0.1.",
        my_questions,
        {
            "The mean is 2 questions. The outcome that comes most often deserves a shorter way.": lambda: [2, 2, 2, 2],
            "The mean is 2 questions. The last outcome takes one question more than it needs.": lambda: [1, 2, 3, 4],
            "The mean is 2.4 questions. To round each surprise up is less than one too many, but not yet the best.": (
                lambda: [2, 2, 3, 4]
            ),
            "The mean is 2.6 questions. Who comes most often, and who should get the shortest way?": (
                lambda: [3, 3, 2, 1]
            ),
            "Two outcomes at most can do with one question: four half sticks do not fit into one.": (
                lambda: [1, 1, 1, 1]
            ),
        },
        cases=[()],
        praise="The mean is 1.9 questions, where the entropy is 1.846.",
        reason="The two rarest outcomes are told apart last, so they share the longest way. Taken as one they have the "
        "chance 0.3, which is again among the two rarest, and so on up to the first question.",
        holds={
            "Questions are asked whole or not at all: write whole numbers.": lambda asked: bool(
                np.all(np.asarray(asked, float) % 1 == 0)
            ),
            "The pieces on the stick must not be longer than 1 together; yours are {}.": (
                lambda asked: max(1.0, float(np.sum(0.5 ** np.asarray(asked, float))))
            ),
            "Fewer will do; with yours the mean is {} questions.": lambda asked: np.dot(asked, [0.4, 0.3, 0.2, 0.1]),
        },
    ),
    "merged": Exercise(
        "Write merged(p, i, j): how many bits a day are lost when outcomes i and j are no longer told apart.",
        merged,
        {
            "That is what the answer is worth when it is asked for. On what share of the days is that?": (
                lambda p, i, j: yes_or_no(p[i] / (p[i] + p[j]))
            ),
            "That is how often it matters. What is the answer worth then?": lambda p, i, j: p[i] + p[j],
            "That is what is left after merging, not what is lost.": (
                lambda p, i, j: entropy(np.append(np.delete(p, [i, j]), p[i] + p[j]))
            ),
            "That is what the two outcomes added before. Merged they still surprise, only less.": (
                lambda p, i, j: entropy(p) - entropy(np.delete(p, [i, j]))
            ),
            "That is what the merged outcome adds, which is not lost.": (
                lambda p, i, j: -(p[i] + p[j]) * np.log2(p[i] + p[j])
            ),
            "That is the surprise of the merged outcome. How many bits are gone?": lambda p, i, j: (
                -np.log2(p[i] + p[j])
            ),
            "Those are the surprises of two single days. How often does each come, and what is left after merging?": (
                lambda p, i, j: -np.log2(p[i] * p[j])
            ),
            "That is the entropy before merging. Some of it is left afterwards.": lambda p, i, j: entropy(p),
            "That is the share of i alone. The question is one between i and j, so no adds to its worth as yes does.": (
                lambda p, i, j: -p[i] * np.log2(p[i] / (p[i] + p[j]))
            ),
            "That is the worth of asking whether it is one of the two. The question that falls away comes after it.": (
                lambda p, i, j: yes_or_no(p[i] + p[j])
            ),
            "The shares are those of the whole day. Among the days with i or j they are larger.": (
                lambda p, i, j: (p[i] + p[j]) * (entropy(p) - entropy(np.delete(p, [i, j])))
            ),
        },
        cases=[
            (np.array([0.5, 0.25, 0.25]), 1, 2),
            (np.array([0.7, 0.2, 0.1]), 1, 2),
            (np.array([0.0, 0.375, 0.25, 0.125, 0.25]), 1, 3),
        ],
        praise="It is the fill of the box that nobody asks any more.",
        reason="The question which of the two it was is asked only on the days with one of them, and its answer is "
        "worth the entropy of their shares. All other questions stay.",
    ),
}
