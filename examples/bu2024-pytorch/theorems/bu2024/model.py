"""One layer of softmax attention with a ReLU MLP, many trainings at once: N models side by side, padded with zeros.

f = rᵀ ReLU(W_O Σ_l s_l y_l), s = softmax_l((W_K x_l)ᵀ (W_Q x_q)); loss: the mean of log(1 + exp(−z f)) over the prompts of a batch
plus (λ/2)·|trained weights|²; SGD. A padded coordinate, demonstration, neuron or prompt contributes nothing, so that every
training takes the steps that it takes alone, up to rounding.
"""

import torch

NAMES = ("WQ", "WK", "WO")


def attention(weights, x, xq, present):
    """[N, B, L]: softmax over the demonstrations that are there. x [N, B, L, D], xq [N, B, D], present [N, 1, L]."""
    aimed = xq @ weights["WQ"].transpose(1, 2) @ weights["WK"]
    scores = (x @ aimed[..., None]).squeeze(-1)
    return scores.masked_fill(~present, -torch.inf).softmax(-1)


def answer(weights, r, mixed):
    """[N, B]: the model's output for mixed label vectors [N, B, D]; r [N, M]."""
    return (torch.relu(mixed @ weights["WO"].transpose(1, 2)) @ r[..., None]).squeeze(-1)


def loss(weights, r, batch, decay):
    """[N]: mean logistic loss and weight decay of each training."""
    s = attention(weights, batch["x"], batch["xq"], batch["present"])
    f = answer(weights, r, (s[:, :, None] @ batch["y"]).squeeze(2))
    logistic = torch.nn.functional.softplus(-batch["label"] * f)
    squares = sum(weights[name].square().sum((1, 2)) for name in NAMES)
    return (batch["share"] * logistic).sum(1) + decay / 2 * squares


def sgd_step(weights, r, batch, decay, rate, frozen=()):
    """Weights after one step, and the losses before it. `rate` [N] is the step size; `frozen`: name → [N], 0 where nothing moves."""
    live = {name: weights[name].detach().requires_grad_() for name in NAMES}
    losses = loss(live, r, batch, decay)
    gradients = torch.autograd.grad(losses.sum(), [live[name] for name in NAMES])
    moved = {}
    for name, gradient in zip(NAMES, gradients):
        step = rate * dict(frozen).get(name, 1)
        moved[name] = weights[name] - step[:, None, None] * gradient
    return moved, losses.detach()
