"""The one-layer model in PyTorch: eager, one training after the other, and R trainings batched along a leading axis."""

import sys

import numpy as np
import torch
from torch.nn.functional import logsigmoid

from peer import described, serve

torch.set_num_threads(1)
torch.manual_seed(7)
case, arrays = described(sys.argv[1])
tables = {name: torch.from_numpy(value.copy()) for name, value in arrays.items()}
TRAINED = [name for name in ("WQ", "WK", "WV", "WO") if name in tables]
B, L = case["B"], case["L"]


def one_hot(rows, width):
    return torch.zeros(*rows.shape, width).scatter_(-1, rows[..., None], 1.0)


def table(coefficients, features, sigma):
    """Sums of features, with noise on every coordinate: one product that adds to the noise in place."""
    flat = coefficients.reshape(-1, features.shape[0])
    noise = torch.randn(flat.shape[0], features.shape[1])
    return noise.addmm_(flat, features, beta=sigma).reshape(*coefficients.shape[:-1], features.shape[1])


def concept_prompts(n):
    """n prompts of bu2024: words [n, L, dX], label vectors [n, L, dY], query [n, dX], label [n]."""
    K1, K2, p, sigma = case["K1"], case["K2"], case["p"], case["sigma"]
    concept = torch.randint(K1, (n, 1))
    plus = torch.randint(2, (n, L + 1))
    own = one_hot(2 * concept + plus, 2 * K1)
    chance = torch.rand(n, L + 1, K1).masked_fill_(one_hot(concept, K1).bool(), 1.0)
    further = torch.stack([chance < p / 2, (chance >= p / 2) & (chance < p)], -1).reshape(n, L + 1, 2 * K1)
    carried = own + further
    irrelevant = (torch.rand(n, L + 1, K2) < case["pNu"]).float()
    words = table(torch.cat([carried, irrelevant], -1), tables["words"], sigma)
    labels = table(carried[:, :L], tables["labels"], sigma)
    return words[:, :L], labels, words[:, L], 2.0 * plus[:, L] - 1


def pattern_prompts(n):
    """n prompts of li2024: tokens [n, L, d] (twice: attention mixes what scores read), query [n, d], label [n]."""
    M1, M2 = case["relevant"], case["irrelevant"]
    pair = tables["tasks"].long()[torch.randint(len(tables["tasks"]), (n,))]
    plus = torch.randint(2, (n, L + 1))
    other = torch.randint(M1 - 2, (n, L + 1))
    low, high = pair.amin(1, keepdim=True), pair.amax(1, keepdim=True)
    other = other + (other >= low)
    other = other + (other >= high)
    own = torch.gather(pair, 1, 1 - plus)
    relevant = torch.rand(n, L + 1) < case["alpha"]
    relevant[:, L] = True
    kappa = case["K"] * (2 * torch.rand(n, L + 1, 1) - 1)
    sign = 2.0 * plus - 1
    label = sign.clone()
    label[:, L] = 0
    parts = [one_hot(torch.where(relevant, own, other), M1), kappa * one_hot(torch.randint(M2, (n, L + 1)), M2)]
    tokens = torch.cat([*parts, label[..., None]], -1) @ tables["features"]
    return tokens[:, :L], tokens[:, :L], tokens[:, L], sign[:, L]


prompts = concept_prompts if case["kind"] == "concepts" else pattern_prompts


def mean_loss(w, x, y, xq, label):
    """Summed over trainings where weights and prompts have a leading axis for them."""
    v = xq @ w["WQ"].mT @ w["WK"]
    s = torch.softmax((x @ v[..., None])[..., 0], -1)
    mixed = (s[..., None, :] @ y)[..., 0, :]
    value = mixed @ w["WV"].mT if "WV" in w else mixed
    f = (torch.relu(value @ w["WO"].mT) @ tables["r"][:, None])[..., 0]
    margin = label * f
    losses = -logsigmoid(margin) if case["loss"] == "logistic" else torch.relu(1 - margin)
    return losses.sum() / B


def update(w, batch):
    trained = [w[name] for name in TRAINED]
    gradients = torch.autograd.grad(mean_loss(w, *batch), trained)
    with torch.no_grad():
        if case["lambda"] > 0:
            torch._foreach_mul_(trained, 1 - case["eta"] * case["lambda"])
        torch._foreach_add_(trained, gradients, alpha=-case["eta"])


def initial(*leading):
    return {name: tables[name].expand(*leading, *tables[name].shape).clone().requires_grad_() for name in TRAINED}


def steps(leading, count):
    w = initial(*leading)
    for _ in range(count):
        with torch.no_grad():
            batch = [part.reshape(*leading, B, *part.shape[1:]) for part in prompts(int(np.prod(leading)) * B)]
        update(w, batch)
    return count * int(np.prod(leading))


def step():
    w = initial()
    update(w, [tables[name] for name in ("x", "y", "xq", "label")])
    return {name: value.detach().numpy() for name, value in w.items()}


def sample():
    return [part.double().numpy() for part in prompts(case["sampled"])] + [arrays["direction"].astype(float)]


serve(
    f"PyTorch {torch.__version__.split('+')[0]}",
    step,
    sample,
    {
        "eager": lambda: steps((), case["eagerSteps"]),
        "batched": lambda: steps((case["replicates"],), case["batchedSteps"]),
    },
)
