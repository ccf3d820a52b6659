"""bu2024's model in PyTorch, batched over trials. Its problems are a part of the region of theoremcheck's own family."""

import torch
from model import NAMES, answer, attention, sgd_step
from prompts import D, L, batches, column, deviation, dictionary, generator, means, normals, padded, raw
from theoremcheck import Assumption, Constant, Count, Dial, EvenCount, LogUniform, Observation, Together, Uniform, seed_of, serve

B, M = 32, 64
"""The most prompts of a batch, and the most neurons."""

PROBLEMS = {
    "K1": Count(2, 4),
    "K2": Count(0, 4),
    "d": Count(20, 32),
    "L": EvenCount(4, 8),
    "m": EvenCount(32, 64),
    "B": Count(16, 32),
    "kappaX": Uniform(0, 0.4),
    "kappaY": Uniform(0, 0.4),
    "noise": LogUniform(0.02, 0.1),
    "p": Uniform(0, 0.02),
    "pNu": Uniform(0, 0.25),
    "sigma0": LogUniform(0.7, 1),
    "sigma1": Constant(0.1),
    "step": LogUniform(0.1, 0.2),
    "lambda": Constant(1e-4),
    "slowing": Constant(0),
    "queryFlips": Constant(0),
    "frozenAttention": Constant(0),
    "frozenMlp": Constant(0),
    "ideal": Constant(0),
}


def problem(**changes):
    """The problem of the paper's dynamics, the reference problem of theoremcheck's own family, with changes."""
    base = {"K1": 4, "K2": 4, "d": 40, "L": 8, "m": 50, "B": 32, "kappaX": 0.3, "kappaY": 0.3, "noise": 0.05 / 0.35**0.5}
    base.update({"p": 0, "pNu": 0.25, "sigma0": 1, "step": 0.2})
    made = {symbol: law.low for symbol, law in PROBLEMS.items()}
    made.update(base)
    made.update(changes)
    return made


CLOSE = {"kappaX": 0.4, "kappaY": 0.4, "noise": 0.1, "p": 0.02}
CORNERS = {
    "close signs, small init": problem(**CLOSE, K2=0, d=32, L=4, m=32, B=16, pNu=0, sigma0=0.7),
    "crowded": problem(**CLOSE, d=20, m=32),
    "few concepts, wide": problem(K1=2, d=32, L=4, m=64, B=16, kappaX=0, kappaY=0, noise=0.02, sigma0=0.7),
    "slow steps": problem(**CLOSE, K1=2, K2=0, d=20, m=32, B=16, pNu=0, sigma0=0.7, step=0.1),
}


class Attention(Together):
    name = "bu2024-torch"
    engine = "torch"
    exact = False  # how many trainings share a product decides the order of its sums
    problems = PROBLEMS
    reference = problem()
    corners = CORNERS
    purposes = ("dictionary", "init", "batches")
    assumptions = {
        "lowNoise": Assumption(
            "words and labels carry little Gaussian noise",
            "low noise: σ small against the feature norm",
            ["noise"],
            Dial("noise up to twice the feature", {"noise": "0.1 * 20^severity"}),
        ),
        "sparse": Assumption(
            "a word rarely carries a second concept",
            "sparse coding: few concepts are active in a word",
            ["p", "pNu"],
            Dial("polysemy up to every second concept", {"p": "0.02 + 0.48 * severity"}),
        ),
        "distinctSigns": Assumption(
            "the two signs of a concept are told apart",
            "positive inner product within a concept, 0 ≤ κ < 1",
            ["kappaX", "kappaY"],
            Dial("both signs nearly parallel", {"kappaX": "0.4 + 0.58 * severity", "kappaY": "0.4 + 0.58 * severity"}),
        ),
    }
    dials = {
        "angle": Dial("κ itself", {"kappaX": "severity", "kappaY": "severity"}),
        "slowing": Dial("step η/(1 + v t)", {"slowing": "severity"}),
        "shuffledLabels": Dial("fraction of training labels flipped", {"queryFlips": "severity"}),
        "frozenAttention": Dial("W_Q and W_K keep their initial value", {"frozenAttention": "severity"}),
        "frozenMlp": Dial("W_O keeps its initial value", {"frozenMlp": "severity"}),
        "ideal": Dial("closed-form weights, nothing is trained", {"ideal": "severity"}),
    }
    observations = {
        "error": Observation("0–1 error on fresh prompts", 0, 1, prompted=True, repeat_bound=0.01),
        "correctAttention": Observation(
            "mean attention on demonstrations with the query's sign, fresh prompts", 0, 1, prompted=True, repeat_bound=1e-3
        ),
        "trainingAttention": Observation(
            "the same on prompts of the last training batches", 0, 1, prompted=True, repeat_bound=1e-3
        ),
    }

    def __init__(self, problems, keys):
        self.all, self.keys = problems, keys
        made = [dictionary(one, key["dictionary"]) for one, key in zip(problems, keys)]
        self.features = {name: torch.stack([one[name] for one in made]) for name in made[0]}
        starts = [self.start(i) for i in range(len(problems))]
        self.weights = {name: torch.stack([one[name] for one in starts]) for name in NAMES}
        self.r = torch.stack([padded(signs(int(one["m"])), M) for one in problems])
        self.present = (torch.arange(L) < self.column("L", 1))[:, None]
        self.share = (torch.arange(B) < self.column("B", 1)) / self.column("B", 1)
        idle = 1 - self.column("ideal")
        attend, mlp = idle * (1 - self.column("frozenAttention")), idle * (1 - self.column("frozenMlp"))
        self.moves = {"WQ": attend, "WK": attend, "WO": mlp}

    def column(self, name, dims=0):
        return column(self.all, name, dims)

    def start(self, i):
        """Weights at step 0: σ0 I and Gaussian ones, or closed-form ones that solve the task."""
        one, k1 = self.all[i], int(self.all[i]["K1"])
        d, m = int(one["d"]), int(one["m"])
        b, e = (self.features[name][i, :k1, :d] for name in ("b", "d"))
        if one["ideal"]:
            attend = (16 / (1 - one["kappaX"])) ** 0.5 * b.T @ (b / b.square().sum(1, keepdim=True))
            mlp = torch.sign(signs(m))[:, None] * (e / e.square().sum(1, keepdim=True)).sum(0)
        else:
            attend = one["sigma0"] * torch.eye(d)
            mlp = one["sigma1"] * normals(generator(self.keys[i]["init"]), m, d)
        attend = padded(attend, D, D)
        return {"WQ": attend, "WK": attend.clone(), "WO": padded(mlp, M, D)}

    def drawn(self, which, step):
        """The batches of a step. Nothing but keys and the step decides them."""
        seeds = [seed_of(self.keys[i]["batches"], step) for i in which]
        return batches([self.all[i] for i in which], self.of(which), B, seeds)

    def of(self, which):
        return {name: array[which] for name, array in self.features.items()}

    def train_step(self):
        if all(one["ideal"] for one in self.all):
            return None
        batch = {**self.drawn(range(len(self.all)), self.step), "present": self.present, "share": self.share}
        eta = self.column("step") * self.column("m") / (1 + self.column("slowing") * self.step)
        self.weights, losses = sgd_step(self.weights, self.r, batch, self.column("lambda"), eta, self.moves)
        return losses

    def measure(self, observation, which, prompts, keys):
        of = self.in_training if observation == "trainingAttention" else self.fresh
        # One after the other: several hundred prompts of each are larger than a cache.
        return [of(observation, i, prompts, key) for i, key in zip(which, keys)]

    def fresh(self, observation, i, n, key):
        """On n fresh prompts. Noise of which only sums are read is drawn by the law of these sums."""
        one, weights, source = [self.all[i]], self.one(i), generator(key)
        made, sigma = means(one, self.of([i]), raw(n, [source])), deviation(one, 2)
        there = torch.arange(D) < self.all[i]["d"]
        xq = made["xq"] + sigma * there * normals(source, n, D)
        aimed = xq @ weights["WQ"].transpose(1, 2) @ weights["WK"]
        scores = (made["x"] @ aimed[..., None]).squeeze(-1)
        scores = scores + sigma * aimed.norm(dim=-1, keepdim=True) * normals(source, n, L)
        s = scores.masked_fill(~self.present[[i]], -torch.inf).softmax(-1)
        if observation == "correctAttention":
            return mass(s, made["sign"], made["label"])
        mixed = (s[:, :, None] @ made["y"]).squeeze(2)
        mixed = mixed + sigma * there * s.norm(dim=-1, keepdim=True) * normals(source, n, D)
        return (answer(weights, self.r[[i]], mixed) * made["label"] <= 0).float().mean().item()

    def in_training(self, _, i, n, __):
        """On the prompts of the last batches; before training on the first ones."""
        size = int(self.all[i]["B"])
        last = max(self.step, -(-n // size))
        drawn = [self.drawn([i], step) for step in range(last - -(-n // size), last)]
        x, xq, sign, label = (
            torch.cat([made[name][:, :size] for made in drawn], 1) for name in ("x", "xq", "sign", "true label")
        )
        return mass(attention(self.one(i), x, xq, self.present[[i]]), sign, label)

    def one(self, i):
        """Weights of one training, with a leading dimension of 1."""
        return {name: self.weights[name][[i]] for name in NAMES}

    def parameters(self, which):
        return {name: array[0] for name, array in self.one(which).items()}

    def load(self, which, parameters):
        for name in NAMES:
            self.weights[name] = self.weights[name].clone()
            self.weights[name][which] = torch.tensor(parameters[name]).reshape(self.weights[name][which].shape)


def signs(m):
    """±1/m: the first half is positive."""
    return torch.where(2 * torch.arange(m) < m, 1.0, -1.0) / m


def mass(s, sign, label):
    """Mean attention on demonstrations that share the query's sign."""
    return (s * (sign == label[..., None])).sum(-1).mean().item()


if __name__ == "__main__":
    torch.set_num_threads(1)
    serve(Attention)
