"""The one-layer model in JAX: `jit` of a `lax.scan` over steps, `vmap` over R trainings; sampling is part of the scan.

The generator is the default one, threefry: `unsafe_rbg` took four times as long for normals on the core it was tried on.
"""

import os
import sys

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax, random
from jax.nn import log_sigmoid, one_hot, relu, softmax

from peer import described, serve

case, arrays = described(sys.argv[1])
tables = {name: jnp.asarray(value) for name, value in arrays.items()}
TRAINED = [name for name in ("WQ", "WK", "WV", "WO") if name in tables]
B, L = case["B"], case["L"]


def below(key, shape, n):
    """Uniform on 0 … n − 1. `random.randint` draws twice, to be exact in the last bit."""
    return (n * random.uniform(key, shape)).astype(int)


def concept_prompts(key, n):
    """n prompts of bu2024: words [n, L, dX], label vectors [n, L, dY], query [n, dX], label [n]."""
    K1, K2, p, sigma = case["K1"], case["K2"], case["p"], case["sigma"]
    keys = random.split(key, 6)
    concept = below(keys[0], (n, 1), K1)
    plus = below(keys[1], (n, L + 1), 2)
    chance = random.uniform(keys[2], (n, L + 1, K1)) + one_hot(concept, K1)
    further = jnp.stack([chance < p / 2, (chance >= p / 2) & (chance < p)], -1).reshape(n, L + 1, 2 * K1)
    carried = one_hot(2 * concept + plus, 2 * K1) + further
    irrelevant = random.uniform(keys[3], (n, L + 1, K2)) < case["pNu"]
    words = jnp.concatenate([carried, irrelevant.astype(carried.dtype)], -1) @ tables["words"]
    words += sigma * random.normal(keys[4], words.shape)
    labels = carried[:, :L] @ tables["labels"]
    labels += sigma * random.normal(keys[5], labels.shape)
    return words[:, :L], labels, words[:, L], 2.0 * plus[:, L] - 1


def pattern_prompts(key, n):
    """n prompts of li2024: tokens [n, L, d] (twice: attention mixes what scores read), query [n, d], label [n]."""
    M1, M2 = case["relevant"], case["irrelevant"]
    keys = random.split(key, 6)
    pair = tables["tasks"].astype(int)[below(keys[0], (n,), len(tables["tasks"]))]
    plus = below(keys[1], (n, L + 1), 2)
    other = below(keys[2], (n, L + 1), M1 - 2)
    other = other + (other >= pair.min(1, keepdims=True))
    other = other + (other >= pair.max(1, keepdims=True))
    own = jnp.take_along_axis(pair, 1 - plus, 1)
    relevant = (random.uniform(keys[3], (n, L + 1)) < case["alpha"]).at[:, L].set(True)
    kappa = random.uniform(keys[4], (n, L + 1, 1), minval=-case["K"], maxval=case["K"])
    sign = 2.0 * plus - 1
    label = sign.at[:, L].set(0)[..., None]
    irrelevant = kappa * one_hot(below(keys[5], (n, L + 1), M2), M2)
    tokens = jnp.concatenate([one_hot(jnp.where(relevant, own, other), M1), irrelevant, label], -1) @ tables["features"]
    return tokens[:, :L], tokens[:, :L], tokens[:, L], sign[:, L]


prompts = concept_prompts if case["kind"] == "concepts" else pattern_prompts


def mean_loss(w, x, y, xq, label):
    v = xq @ w["WQ"].T @ w["WK"]
    s = softmax(jnp.einsum("bld,bd->bl", x, v))
    mixed = jnp.einsum("bl,bld->bd", s, y)
    value = mixed @ w["WV"].T if "WV" in w else mixed
    margin = label * (relu(value @ w["WO"].T) @ tables["r"])
    losses = -log_sigmoid(margin) if case["loss"] == "logistic" else relu(1 - margin)
    return losses.mean()


def update(w, batch):
    gradients = jax.grad(mean_loss)(w, *batch)
    return jax.tree.map(lambda value, g: value - case["eta"] * (g + case["lambda"] * value), w, gradients)


def train(key, w):
    def advance(w, t):
        return update(w, prompts(random.fold_in(key, t), B)), None

    return lax.scan(advance, w, jnp.arange(case["scannedSteps"]))[0]


initial = {name: tables[name] for name in TRAINED}
trained = jax.jit(jax.vmap(train, in_axes=(0, None)))
once = jax.jit(update)


def scanned(R):
    jax.block_until_ready(trained(random.split(random.key(7), R), initial))
    return R * case["scannedSteps"]


def step():
    return {k: np.asarray(v) for k, v in once(initial, [tables[name] for name in ("x", "y", "xq", "label")]).items()}


def sample():
    drawn = jax.jit(lambda key: prompts(key, case["sampled"]))(random.key(9))
    return [np.asarray(part, float) for part in drawn] + [arrays["direction"].astype(float)]


serve(f"JAX {jax.__version__}", step, sample, {"alone": lambda: scanned(1), "scan": lambda: scanned(case["replicates"])})
