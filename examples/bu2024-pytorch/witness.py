"""Two engines on the same start and the same batches: python3 witness.py FILE.npz, with theoremcheck.py's `model.py` of this example.

The file has weights before the first step and after every step as theoremcheck's own engine took it, the batches, and for every
entry of every step how far two correct implementations in 32 bits may differ (model/reference/rounding.ts). Prints as JSON: the
largest share of that bound that a step from their weights uses, the largest deviation of such a step, and the largest deviation
of weights, attention and answers along the whole way from the start, on which nothing is corrected.
"""

import json
import os
import sys
import zipfile

import numpy
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "theorems", "bu2024"))
from model import NAMES, answer, attention, sgd_step

run = numpy.load(sys.argv[1])
problem = json.load(zipfile.ZipFile(sys.argv[1]).open("problem.json"))


def array(name):
    return torch.from_numpy(run[name])[None]


def batch(t):
    made = {name: array(f"{name}_{t}") for name in ("x", "y", "xq", "label")}
    size, length = made["x"].shape[1:3]
    return {**made, "present": torch.ones(1, 1, length, dtype=torch.bool), "share": torch.full((1, size), 1 / size)}


def step(weights, t):
    decay, rate = torch.tensor([problem["lambda"]]), torch.tensor([problem["eta"]])
    return sgd_step(weights, array("r"), batch(t), decay, rate)[0]


def weights_at(t):
    return {name: array(f"{name}_{t}") for name in NAMES}


def answers(weights, made):
    s = attention(weights, made["x"], made["xq"], made["present"])
    return s, answer(weights, array("r"), (s[:, :, None] @ made["y"]).squeeze(2))


def apart(one, other):
    return (one - other).abs().max().item()


share = deviation = along = outcome = 0.0
own = weights_at(0)
for t in range(1, problem["steps"] + 1):
    theirs = weights_at(t)
    taken = step(weights_at(t - 1), t)
    own = step(own, t)
    for name in NAMES:
        share = max(share, ((taken[name] - theirs[name]).abs() / array(f"bound_{name}_{t}")).max().item())
        deviation = max(deviation, apart(taken[name], theirs[name]))
        along = max(along, apart(own[name], theirs[name]))
    for one, other in zip(answers(own, batch(t)), answers(theirs, batch(t))):
        outcome = max(outcome, apart(one, other))
print(json.dumps({"share": share, "deviation": deviation, "along": along, "answers": outcome}))
