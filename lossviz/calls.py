"""How PyTorch and TensorFlow are asked for each loss, as a learner would write it.

For each loss of `lossviz.losses`, by framework, the calls that compute it as one number. A call
is shown to the learner and evaluated as it stands, so what is shown is what was computed. It
may use ``torch``, ``nn`` and ``F`` (torch.nn.functional), or ``tf`` and ``keras``, and the
loss's own parameters by name.
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
        "torch": ["-(p * torch.log(p)).sum()"],
        "tensorflow": ["-tf.reduce_sum(p * tf.math.log(p))"],
    },
    "softmax_cross_entropy": {
        "torch": ["F.cross_entropy(z, y)", "nn.CrossEntropyLoss()(z, y)"],
        "tensorflow": [
            "tf.reduce_mean(keras.losses.categorical_crossentropy(y, z, from_logits=True))",
            "keras.losses.CategoricalCrossentropy(from_logits=True)(y, z)",
        ],
    },
    "sigmoid_cross_entropy": {
        "torch": ["F.binary_cross_entropy_with_logits(z, y)", "nn.BCEWithLogitsLoss()(z, y)"],
        "tensorflow": ["tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, z))"],
    },
    "hinge": {
        "torch": ["F.relu(1 - y * f).mean()"],
        "tensorflow": ["tf.reduce_mean(keras.losses.hinge(y, f))", "keras.losses.Hinge()(y, f)"],
    },
    "logistic": {
        "torch": ["F.soft_margin_loss(f, y)", "nn.SoftMarginLoss()(f, y)"],
        "tensorflow": [
            "tf.reduce_mean(tf.math.softplus(-y * f))",
            "keras.losses.BinaryCrossentropy(from_logits=True)((y + 1) / 2, f)",
        ],
    },
    "squared_margin": {
        "torch": ["F.mse_loss(f, y)"],
        "tensorflow": ["keras.losses.MeanSquaredError()(y, f)"],
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
