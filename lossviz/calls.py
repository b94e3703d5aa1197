"""How PyTorch and TensorFlow are asked for each loss, as a learner would write it.

For each loss of `lossviz.losses`, by framework, the calls that compute it as one number. A call
is shown to the learner and evaluated as it stands, so what is shown is what was computed. It
may use ``torch``, ``nn`` and ``F`` (torch.nn.functional), or ``tf`` and ``keras``, and the
loss's own parameters by name. `CALLS_IN_BITS` has the calls for ``unit="bits"``.
"""

CALLS: dict[str, dict[str, list[str]]] = {
    "mse": {
        "torch": ["F.mse_loss(out, y)", "nn.MSELoss()(out, y)"],
        "tensorflow": ["tf.reduce_mean(keras.losses.MSE(y, out))", "keras.losses.MeanSquaredError()(y, out)"],
    },
    "sum_squared_error": {
        "torch": ['F.mse_loss(out, y, reduction="sum")', 'nn.MSELoss(reduction="sum")(out, y)'],
        "tensorflow": ["tf.reduce_sum(tf.square(y - out))"],
    },
    "l2_norm": {
        "torch": ["torch.linalg.vector_norm(y - out)"],
        "tensorflow": ["tf.norm(y - out)"],
    },
    "entropy": {
        "torch": ["-(p * torch.log(p)).sum()", "-torch.xlogy(p, p).sum()", "torch.special.entr(p).sum()"],
        "tensorflow": ["-tf.reduce_sum(p * tf.math.log(p))", "-tf.reduce_sum(tf.math.xlogy(p, p))"],
    },
    "cross_entropy": {
        # xlogy is p log q with 0 log 0 = 0. Keras has categorical_crossentropy(p, q), which divides q by its
        # sum first: the same value, but its gradient on q is 1 more in every entry.
        "torch": ["-torch.xlogy(p, q).sum()"],
        "tensorflow": ["-tf.reduce_sum(tf.math.xlogy(p, q))"],
    },
    "kl_divergence": {
        "torch": ['F.kl_div(torch.log(q), p, reduction="sum")', 'nn.KLDivLoss(reduction="sum")(torch.log(q), p)'],
        "tensorflow": ["keras.losses.KLD(p, q)", 'keras.losses.KLDivergence(reduction="sum")(p[None], q[None])'],
    },
    "binary_cross_entropy": {
        "torch": ["F.binary_cross_entropy(p, y)", "nn.BCELoss()(p, y)"],
        "tensorflow": [
            "tf.reduce_mean(keras.losses.binary_crossentropy(y, p))",
            "keras.losses.BinaryCrossentropy()(y, p)",
        ],
    },
    "softmax_cross_entropy": {
        "torch": ["F.cross_entropy(z, y)", "nn.CrossEntropyLoss()(z, y)"],
        "tensorflow": [
            "tf.reduce_mean(keras.losses.categorical_crossentropy(y, z, from_logits=True))",
            "keras.losses.CategoricalCrossentropy(from_logits=True)(y, z)",
        ],
    },
    "softmax_mse": {
        "torch": ["F.mse_loss(torch.softmax(z, -1), y)", "nn.MSELoss()(torch.softmax(z, -1), y)"],
        "tensorflow": [
            "tf.reduce_mean(keras.losses.MSE(y, tf.nn.softmax(z)))",
            "keras.losses.MeanSquaredError()(y, tf.nn.softmax(z))",
        ],
    },
    "sigmoid_cross_entropy": {
        "torch": ["F.binary_cross_entropy_with_logits(z, y)", "nn.BCEWithLogitsLoss()(z, y)"],
        "tensorflow": ["tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, z))"],
    },
    "sigmoid_mse": {
        "torch": ["F.mse_loss(torch.sigmoid(z), y)"],
        "tensorflow": ["tf.reduce_mean(keras.losses.MSE(y, tf.sigmoid(z)))"],
    },
    "hinge": {
        "torch": ["F.relu(1 - y * z).mean()", "F.margin_ranking_loss(z, torch.zeros_like(z), y, margin=1.0)"],
        "tensorflow": ["tf.reduce_mean(keras.losses.hinge(y, z))", "keras.losses.Hinge()(y, z)"],
    },
    "logistic": {
        "torch": ["F.soft_margin_loss(z, y)", "nn.SoftMarginLoss()(z, y)"],
        "tensorflow": [
            "tf.reduce_mean(tf.math.softplus(-y * z))",
            "keras.losses.BinaryCrossentropy(from_logits=True)((y + 1) / 2, z)",
        ],
    },
    "squared_margin": {
        "torch": ["F.mse_loss(z, y)"],
        "tensorflow": ["keras.losses.MeanSquaredError()(y, z)"],
    },
    "mae": {
        "torch": ["F.l1_loss(out, y)", "nn.L1Loss()(out, y)"],
        "tensorflow": ["tf.reduce_mean(keras.losses.MAE(y, out))", "keras.losses.MeanAbsoluteError()(y, out)"],
    },
    "huber": {
        "torch": ["F.huber_loss(out, y, delta=delta)", "nn.HuberLoss(delta=delta)(out, y)"],
        "tensorflow": [
            "tf.reduce_mean(keras.losses.huber(y, out, delta=delta))",
            "keras.losses.Huber(delta=delta)(y, out)",
        ],
    },
}

CALLS_IN_BITS: dict[str, dict[str, list[str]]] = {
    "entropy": {
        "torch": ["-(p * torch.log2(p)).sum()"],
        "tensorflow": ["-tf.reduce_sum(p * tf.math.log(p) / tf.math.log(2.0))"],
    },
}
