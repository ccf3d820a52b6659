"""The family of toy.cjs in Python: SGD finds the mean of noise."""

import os
import random

from theoremcheck import Assumption, Constant, Dial, Family, LogUniform, Observation, Together, Uniform, seed_of, serve

MISTAKE = os.environ.get("TOY", "")


class Described:
    name = "toy"
    problems = {"eta": LogUniform(0.05, 0.2), "s": Uniform(0.5, 1), "bias": Constant(0), "frozen": Constant(0)}
    assumptions = {
        "unbiased": Assumption(
            "samples have the mean that is sought", "E x = w*", ["bias"], Dial("their mean is off", {"bias": "severity"})
        )
    }
    dials = {"frozen": Dial("no step is taken", {"frozen": "severity"})}
    purposes = ("start", "samples")
    observations = {"error": Observation("distance to the mean", low=0)}


def step(w, problem, uniform):
    x = problem["bias"] + problem["s"] * 12**0.5 * (uniform - 0.5)
    return w if problem["frozen"] else w + problem["eta"] * (x - w)


class Mean(Described, Family):
    def __init__(self, problem, keys):
        print("a print is no answer")
        self.problem, self.keys = problem, keys
        self.w = 5 + 5 * random.Random(keys["start"]).random()

    def train_step(self):
        if MISTAKE == "random":
            self.w = step(self.w, self.problem, random.random())
        elif MISTAKE == "numpy":
            import numpy

            self.w = step(self.w, self.problem, float(numpy.random.uniform()))
        elif MISTAKE == "raises":
            raise RuntimeError("out of memory")
        elif MISTAKE == "purpose":
            self.keys["batches"]
        else:
            self.w = step(self.w, self.problem, random.Random(self.keys.at("samples", self.step)).random())
        return float("nan") if MISTAKE == "diverges" else self.w

    def measure(self, observation, prompts, key):
        return abs(self.w)


class Means(Described, Together):
    """The same, several at once."""

    together = 16

    def __init__(self, problems, keys):
        with open("companies.txt", "a") as file:
            file.write(f"{len(problems)}\n")
        self.problems, self.keys = problems, keys
        self.w = [5 + 5 * random.Random(one["start"]).random() for one in keys]

    def train_step(self):
        drawn = [random.Random(seed_of(one["samples"], self.step)).random() for one in self.keys]
        self.w = [step(*one) for one in zip(self.w, self.problems, drawn)]
        return self.w

    def measure(self, observation, which, prompts, keys):
        return [abs(self.w[index]) for index in which]

    def parameters(self, which):
        return {"w": self.w[which]}

    def load(self, which, parameters):
        self.w[which] = parameters["w"][0]


if __name__ == "__main__":
    serve(Means if os.environ.get("TOGETHER") else Mean)
