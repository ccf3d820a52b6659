"""What a peer is asked to do: one request per line of standard input, one line of JSON back on standard output.

step         weights after one step from the initial ones on the given batch, as base64 of little-endian float32
sample       mean and variance, over prompts of its own, of numbers that depend on the law of prompts
time NAME    seconds of processor time that one round of NAME takes, and how many steps of one training are in it
"""

import base64
import json
import sys
import time

import numpy as np


def described(folder):
    """The case of `described.ts`: numbers, and arrays by name."""
    with open(f"{folder}/case.json") as file:
        case = json.load(file)
    floats = np.fromfile(f"{folder}/arrays.bin", dtype="<f4")
    arrays = {}
    for name, (at, shape) in case["arrays"].items():
        arrays[name] = floats[at : at + int(np.prod(shape))].reshape(shape)
    return case, arrays


def statistics(x, y, xq, label, direction):
    """Numbers per prompt [n] whose means are those of the law: lengths, and how demonstrations bear on the query."""
    agreement = ((x @ xq[:, :, None])[:, :, 0] * (y @ direction)).mean(1) * label
    values = [(x**2).sum(2).mean(1), (y**2).sum(2).mean(1), (xq**2).sum(1), agreement]
    return [{"mean": float(v.mean()), "variance": float(v.var() / len(v))} for v in values]


def serve(version, step, sample, rounds):
    """Answers requests until standard input ends. A round of `rounds[name]` returns how many steps it took."""
    print(json.dumps({"ready": version}), flush=True)
    for line in sys.stdin:
        request, *names = line.split()
        if request == "step":
            weights = {k: np.ascontiguousarray(v, "<f4").tobytes() for k, v in step().items()}
            answer = {k: base64.b64encode(v).decode() for k, v in weights.items()}
        elif request == "sample":
            answer = statistics(*sample())
        else:
            start = time.process_time()
            units = rounds[names[0]]()
            answer = {"seconds": time.process_time() - start, "units": units}
        print(json.dumps(answer), flush=True)
