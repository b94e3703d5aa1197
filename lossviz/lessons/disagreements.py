"""The appendix: calls of PyTorch and Keras that look alike and do not agree, in a table computed live."""

import warnings
from dataclasses import dataclass
from html import escape
from typing import Any

from ..comparison import FRAMEWORKS
from ..frameworks import load


@dataclass(frozen=True)
class Trap:
    """Two calls that a learner takes for the same, and what to write instead.

    Attributes
    ----------
    topic : str
    torch, keras : str
        The calls, evaluated as they stand.
    why : str
        Why they differ.
    safe : str
        What to do.
    """

    topic: str
    torch: str
    keras: str
    why: str
    safe: str


TRAPS = [
    Trap(
        "the true class has probability 0",
        "F.binary_cross_entropy(T([0.]), T([1.]))",
        "losses.binary_crossentropy([1.], [0.])",
        "PyTorch holds the log at −100 or above; Keras clips the probability to 1e−7, and −log 1e−7 = 16.1181. "
        "The loss is infinite.",
        "Hand over logits.",
    ),
    Trap(
        "a sigmoid before the loss, logit −50",
        "F.binary_cross_entropy(torch.sigmoid(T([-50.])), T([1.]))",
        "losses.binary_crossentropy([1.], tf.sigmoid([-50.]))",
        "The loss is 50. Keras clips the probability, e^−50, to 1e−7.",
        "binary_cross_entropy_with_logits; in Keras from_logits=True.",
    ),
    Trap(
        "probabilities handed over",
        "F.cross_entropy(T([[.1, .7, .2]]), T([1]))",
        "losses.categorical_crossentropy([[0., 1., 0.]], [[.1, .7, .2]])",
        "PyTorch's cross_entropy takes logits only, and puts a softmax over them. Keras takes probabilities.",
        "Logits to both; in Keras with from_logits=True.",
    ),
    Trap(
        "logits handed over",
        "F.cross_entropy(T([[1., 3., 2.]]), T([1]))",
        "losses.categorical_crossentropy([[0., 1., 0.]], [[1., 3., 2.]])",
        "Keras takes them for probabilities and divides by their sum: −log(3/6).",
        "from_logits=True in Keras.",
    ),
    Trap(
        "a row that sums to 0.4",
        "F.nll_loss(torch.log(T([[.1, .2, .1]])), T([1]))",
        "losses.categorical_crossentropy([[0., 1., 0.]], [[.1, .2, .1]])",
        "Keras rescales the row to a sum of 1 without a word; PyTorch takes it as it is.",
        "Check the sum, or hand over logits.",
    ),
    Trap(
        "order of the arguments",
        "F.binary_cross_entropy(T([1.]), T([.1]))",
        "losses.binary_crossentropy([1.], [.1])",
        "PyTorch takes (prediction, truth), Keras (truth, prediction). Both accept either; 2.30259 was meant.",
        "Name them: input=, target=; y_true=, y_pred=.",
    ),
    Trap(
        "shapes (3, 1) and (3,)",
        "F.mse_loss(T([[1.], [2.], [3.]]), T([1., 2., 3.]))",
        "losses.MeanSquaredError()(C([1., 2., 3.]), C([[1.], [2.], [3.]]))",
        "PyTorch compares every item with every other, nine pairs, and warns. Keras drops the axis of length 1.",
        "Make the shapes equal.",
    ),
    Trap(
        "what is averaged",
        "F.mse_loss(T([[2., 0.], [0., 1.]]), T([[.5, .5], [.9, .1]]))",
        "losses.MSE(C([[.5, .5], [.9, .1]]), C([[2., 0.], [0., 1.]]))",
        "PyTorch's functions return one mean over everything, Keras' functions one for each item.",
        "The class form in both, or reduce yourself.",
    ),
    Trap(
        "KL divergence",
        "F.kl_div(torch.log(T([[.25, .75], [.5, .5]])), T([[.5, .5], [.9, .1]]))",
        "losses.KLDivergence()(C([[.5, .5], [.9, .1]]), C([[.25, .75], [.5, .5]]))",
        "PyTorch's default divides by N·K, not by the number of items N, and wants log q.",
        'reduction="batchmean" in PyTorch.',
    ),
    Trap(
        "weights 1 and 3 on two items",
        "F.cross_entropy(T([[2., 0.], [0., 1.]]), T([0, 1]), weight=T([1., 3.]))",
        "losses.CategoricalCrossentropy(from_logits=True)"
        "(C([[1., 0.], [0., 1.]]), C([[2., 0.], [0., 1.]]), sample_weight=C([1., 3.]))",
        "PyTorch divides by the sum of the weights, 4; Keras by the number of items, 2.",
        "Divide yourself: no reduction, then a mean.",
    ),
    Trap(
        "Huber with a threshold of 2",
        "F.smooth_l1_loss(T([3.]), T([0.]), beta=2.)",
        "losses.Huber(delta=2.)(C([0.]), C([3.]))",
        "Smooth L1 is Huber divided by its threshold. At the default of 1 they agree, which hides it.",
        "F.huber_loss(..., delta=2.)",
    ),
]


@dataclass(frozen=True)
class Disagreements:
    """What `disagreements` found: for each of `TRAPS`, what PyTorch and what Keras returns.

    Attributes
    ----------
    results : list of (str, str)
        PyTorch's and Keras' answer to each trap: figures, the name of an error, or why there is none.
    """

    results: list[tuple[str, str]]

    def __repr__(self) -> str:
        lines = []
        for trap, (torch, keras) in zip(TRAPS, self.results, strict=True):
            lines += [trap.topic, f"  {trap.torch} → {torch}", f"  {trap.keras} → {keras}"]
            lines += [f"  {trap.why}", f"  Safe: {trap.safe}"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        def cell(text: str, tag: str = "td") -> str:
            return f'<{tag} style="text-align: left; vertical-align: top">{text}</{tag}>'

        head = "".join(cell(name, "th") for name in ("what", "PyTorch", "Keras", "why, and what is safe"))
        rows = []
        for trap, (torch, keras) in zip(TRAPS, self.results, strict=True):
            calls = [
                cell(f"<code>{escape(call)}</code><br>→ <b>{escape(result)}</b>")
                for call, result in ((trap.torch, torch), (trap.keras, keras))
            ]
            reason = cell(f"{escape(trap.why)}<br><b>Safe:</b> {escape(trap.safe)}")
            rows.append(f"<tr>{cell(escape(trap.topic))}{''.join(calls)}{reason}</tr>")
        widths = "".join(f'<col style="width: {width}%">' for width in (12, 28, 30, 30))
        style = "table-layout: fixed; width: 100%; overflow-wrap: anywhere"
        body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
        return f'<table style="{style}"><colgroup>{widths}</colgroup>{body}</table>'


def disagreements() -> Disagreements:
    """Ask PyTorch and Keras for the same loss in eleven ways that look alike, and see what each returns.

    Frameworks load on first use. In place of a missing one's answers stands that it is missing.

    Returns
    -------
    Disagreements
        Shown as a table at the end of a cell. ``T`` in it is ``torch.tensor``, ``C`` is ``tf.constant``.

    Examples
    --------
    >>> len(disagreements().results)
    11
    """
    answers = {}
    for framework in FRAMEWORKS:
        module = load(framework)
        calls = [trap.torch if framework == "torch" else trap.keras for trap in TRAPS]
        if isinstance(module, str):
            answers[framework] = [module] * len(calls)
            continue
        if framework == "torch":
            names = {"torch": module, "F": module.nn.functional, "T": module.tensor}
        else:
            names = {"tf": module, "losses": module.keras.losses, "C": module.constant}
        answers[framework] = [_answer(call, names) for call in calls]
    return Disagreements(list(zip(answers["torch"], answers["tensorflow"], strict=True)))


def _answer(call: str, names: dict[str, Any]) -> str:
    """Evaluate a call; return its figures, or the name of the error it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = eval(call, dict(names)).numpy()
        except Exception as error:  # What a framework raises differs from version to version.
            return type(error).__name__
    figures = ", ".join(f"{float(v) + 0.0:.6g}" for v in value.ravel())
    return (f"[{figures}]" if value.ndim else figures).replace("-", "−")
