"""What the lecture says, as data: each item and each erratum of its digest by id."""

from dataclasses import dataclass
from html import escape

from .checks import one_of
from .report import BAD, with_bar


@dataclass(frozen=True)
class Item:
    """Something the lecture teaches.

    Attributes
    ----------
    lesson : int
        The lesson that teaches the idea.
    what : str
        In a line.
    prints : tuple of float
        The figures its documents show for it; empty where there is none.
    note : str
        What a reader of such a figure has to know.
    """

    lesson: int
    what: str
    prints: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Erratum:
    """A slip of the lecture's.

    Attributes
    ----------
    lesson : int
        The lesson that teaches what holds.
    says : str
        What stands in the lecture.
    holds : str
        What holds.
    """

    lesson: int
    says: str
    holds: str

    def __repr__(self) -> str:
        return f"The lecture: {self.says}\nWhat holds:  {self.holds}"

    def _repr_html_(self) -> str:
        said = f"<b>The lecture</b>: {escape(self.says)}<br><b>What holds</b>: {escape(self.holds)}"
        return with_bar(said, BAD)


ITEMS = {
    "L1.1": Item(1, "class indices one-hot to depth 4, against a random 5×4 output"),
    "L1.2": Item(
        1,
        "three routes to the mean squared error",
        (1.0918376,),
        "three times, for a random output that was not recorded: the routes can be checked, this figure cannot",
    ),
    "L1.3": Item(1, "the L2 norm, and its tie to MSE and to the sum of squares"),
    "L1.4": Item(1, "a framework's function form against its class form"),
    "L1.5": Item(1, "the loss of a linear model, Σ[y − (xw + b)]²"),
    "L1.6": Item(1, "a loss measures how far truth and prediction disagree; residual; one scalar before descent"),
    "L2.1": Item(2, "entropy, −Σ P log P: uncertainty, a measure of surprise"),
    "L2.2": Item(2, "a lottery of four equal outcomes, in bits", (2.0,), "from four terms of −0.5"),
    "L2.3": Item(2, "the lottery [.1, .1, .1, .7]", (1.3567796,)),
    "L2.4": Item(2, "the lottery [.01, .01, .01, .97]", (0.24194068,)),
    "L2.5": Item(2, "the lottery [.001, .001, .001, .999]", (0.0313,), "of figures that sum to 1.002, see X2"),
    "L2.6": Item(2, "bits against nats: log₂ here, the natural logarithm in every loss later"),
    "L3.1": Item(3, "H(p, q) = −Σ p log q = H(p) + D(p‖q), least at q = p"),
    "L3.2": Item(3, "p one-hot: H(p) = 0, so H(p, q) = −log q of the true class"),
    "L3.3": Item(3, "five classes, [1, 0, 0, 0, 0] against [.4, .3, .05, .05, .2]", (0.916,)),
    "L3.4": Item(3, "the same truth against [.98, .01, 0, 0, .01], with exact zeros", (0.02,)),
    "L3.5": Item(3, "binary, one output or two: the same sum"),
    "L3.6": Item(
        3,
        "[0, 1, 0, 0] against [.25, .25, .25, .25], [.1, .1, .8, .1], [.1, .7, .1, .1], [.01, .97, .01, .01]",
        (1.3862944, 2.3978953, 0.35667497, 0.030459179),
    ),
    "L3.7": Item(
        3, "the class form: [0, 1, 0, 0] against [.1, .7, .1, .1]; [0, 1] against [.9, .1]", (0.35667497, 2.3025851)
    ),
    "L3.8": Item(
        3, "binary cross entropy of 1 against 0.1, class form and function form", (2.3025842, 2.3025842), "see X5"
    ),
    "L3.9": Item(3, "scores [44, 10, 22, 5] become probabilities through softmax"),
    "L3.10": Item(3, "binary cross entropy of 0 against 0.5, of shape 1×1×1", (0.6931472,)),
    "L3.11": Item(3, "binary cross entropy of [0, 1×9] against [.2, .8×9], mean", (0.2231,)),
    "L3.12": Item(3, "categorical cross entropy of [0, 1] against [.4, .6]", (0.5108256,)),
    "L4.1": Item(4, "two networks that classify two of three items rightly: what do the losses say?"),
    "L4.2": Item(4, "sigmoid with MSE: the gradient vanishes where the neuron is most wrong"),
    "L4.3": Item(4, "it converges slower"),
    "L4.4": Item(4, "but sometimes MSE serves: meta-learning, for instance"),
    "L4.5": Item(4, "accuracy itself, the 0-1 loss, gives no gradient"),
    "L5.1": Item(5, "logits go straight into the cross entropy; softmax and log are fused inside"),
    "L5.2": Item(5, "logits [−26.27812, 28.63038] and their softmax", (1.4241021e-24, 1.0)),
    "L5.3": Item(5, "cross entropy of [0, 1], from logits and from probabilities", (0.0, 1.192093e-07), "see X7"),
    "L5.4": Item(
        5,
        "cross_entropy(logits) = nll_loss(log(softmax(logits)))",
        (82.4905, 82.4905),
        "for random x and w that were not recorded",
    ),
    "L5.5": Item(5, "a random layer of 784 inputs makes logits this large by itself: their spread is about √784 = 28"),
    "L6.1": Item(6, "the derivative of the squared error of any f_θ", (), "see X4"),
    "L6.2": Item(
        6,
        "MSE on softmax, x 2×4, w 4×3, b 3, y = [2, 0]: dw by rows, then db",
        (
            *(0.01156707, -0.00927749, -0.00228957),
            *(0.03556816, -0.03894382, 0.00337564),
            *(-0.02537526, 0.01924876, 0.00612648),
            *(-0.0074787, 0.00161515, 0.00586352),
            *(-0.01552947, 0.01993286, -0.00440337),
        ),
        "for x and w that were not recorded: what must hold of them can be checked",
    ),
    "L6.3": Item(6, "softmax, the soft version of max: large gets larger, small gets smaller and closer together"),
    "L6.4": Item(6, "the derivative of softmax: p_i(1 − p_j) for i = j, −p_i p_j otherwise"),
    "L6.5": Item(
        6,
        "cross entropy from logits, the same shapes: dw by rows, then db",
        (
            *(-0.38076094, 0.33844548, 0.04231545),
            *(-1.0262716, -0.6730384, 1.69931),
            *(0.20613424, -0.50421923, 0.298085),
            *(0.5800004, -0.22329211, -0.35670823),
            *(-0.3719653, 0.53269935, -0.16073406),
        ),
        "for x and w that were not recorded: what must hold of them can be checked",
    ),
    "L7.1": Item(7, "labels +1 and −1; the margin y·f(x), positive where right; losses that fall as it grows"),
    "L7.2": Item(7, "0-1 loss: every mistake costs the same; discrete, not convex; hence surrogates"),
    "L7.3": Item(7, "hinge loss, Σ max(0, 1 − y·h(x))"),
    "L7.4": Item(7, "log loss (cross entropy) on the same axis"),
    "L7.5": Item(8, "MSE (L2): convex, smooth, sensitive to outliers"),
    "L7.6": Item(
        8, "MAE (L1): resists outliers; not differentiable at 0; its gradient keeps its size near the optimum"
    ),
    "L7.7": Item(8, "Huber: squared inside δ, absolute outside"),
    "L7.8": Item(8, "which to use: MSE where an outlier matters, MAE where it is damaged data, Huber between"),
    "L7.9": Item(8, "several outputs, several losses, one scalar: a mean or a weighted sum"),
}

ERRATA = {
    "X1": Erratum(3, "H(p, q) = Σ p log q.", "a minus sign is missing: H(p, q) = −Σ p log q."),
    "X2": Erratum(
        2,
        "the entropy of [.001, .001, .001, .999] is 0.0313 bits.",
        "these figures sum to 1.002: they are no distribution. As printed the sum gives 0.03134; rescaled to sum to 1 "
        "it is 0.03416; [.001, .001, .001, .997], which may have been meant, has 0.03422 bits.",
    ),
    "X3": Erratum(
        2,
        "“lower entropy → more info”, “higher entropy = less info”.",
        "true of what you know before the draw. Shannon's information is what you learn from the draw, and that is "
        "largest where the entropy is highest.",
    ),
    "X4": Erratum(
        6,
        "∇loss/∇θ = 2 Σ [y − f] · ∇f/∇θ.",
        "∂loss/∂θ = −2 Σ [y − f] · ∂f/∂θ: f has a minus in front of it.",
    ),
    "X5": Erratum(
        5,
        "the binary cross entropy of 1 against 0.1 is 2.3025842.",
        "Keras then clipped the probability to [1e−7, 1 − 1e−7] and added 1e−7 inside both logarithms: "
        "−log(0.1 + 1e−7). Keras 3 only clips, and prints 2.3025851 = −log 0.1.",
    ),
    "X6": Erratum(
        1,
        "categorical_crossentropy([0, 1], logits) with logits of shape (1, 2).",
        "Keras 3 refuses arguments of unequal rank with a ValueError; write [[0, 1]].",
    ),
    "X7": Erratum(
        5,
        "from probabilities the loss is 1.192093e−07, where from logits it is 0.",
        "the probability was clipped to 1 − 1e−7, which float32 rounds to 1 − 2⁻²³. For the other class the damage is "
        "large: 16.1181 = −log 1e−7 where 54.9085 is right.",
    ),
    "X8": Erratum(
        5,
        "under “numerical stability”, two equal figures.",
        "the two routes agree until softmax underflows. In float32 digits are lost from a logit gap of about 87.3 "
        "(gap 100 gives 99.9831), and from 103.98 on the naive route gives inf. In NumPy and PyTorch its gradient is "
        "nan already from 88.73 on, where 1/q overflows. TensorFlow loses loss and gradient together, at a gap "
        "between 86 and 88 that depends on how it was built.",
    ),
    "X9": Erratum(
        4,
        "the table of two networks stands under “why not MSE?”.",
        "MSE does tell A from B, 0.2689 against 0.1133 (summed for each item 0.8067 and 0.34), and so does cross "
        "entropy, 1.3784 and 0.6391. What cannot tell them apart is accuracy. The case against MSE is its gradient.",
    ),
    "X10": Erratum(
        7,
        "the hinge loss, with the labels not stated.",
        "it needs labels of +1 and −1. With a label of 0 every such item costs exactly 1 and teaches nothing.",
    ),
    "X11": Erratum(
        1,
        "loss = Σ[…]² on one slide, the mean on another, as if they were one.",
        "they differ by the factor N·K, and so do their gradients: the same learning rate means a different step.",
    ),
    "X12": Erratum(8, "the losses of several outputs are averaged.", "one choice; Keras adds them up, with weights."),
    "X13": Erratum(
        8,
        "the absolute loss has a discontinuity at y = f(x).",
        "the loss is continuous there; its derivative jumps.",
    ),
    "X14": Erratum(
        7,
        "minimising the loss is maximising the margin.",
        "it rewards larger margins. The hinge stops at 0, so it needs a bound on the weights for the largest one. "
        "Descent on the log loss, which never stops, reaches its direction in the limit, very slowly (Soudry and "
        "others, 2018).",
    ),
    "X15": Erratum(3, "`criteon` is used and never defined.", "it is the class form of categorical cross entropy."),
}


def erratum(id: str) -> Erratum:
    """Return what the lecture says in a place where it slips, and what holds.

    Parameters
    ----------
    id : str
        The erratum's id.

    Returns
    -------
    Erratum
        Shown in two lines at the end of a cell.

    Raises
    ------
    ValueError
        If there is no such erratum.

    Examples
    --------
    >>> erratum("X11").lesson
    1
    """
    one_of(id, ERRATA, f"no erratum {id!r}")
    return ERRATA[id]
