"""SGD on linear models with more inputs than examples, in JAX: many trainings as one vmapped step."""

import jax
import jax.numpy as jnp
import numpy
from theoremcheck import Assumption, Constant, Count, Dial, Observation, Together, serve

N, D, COMPANY = 12, 64, 32
"""The most examples and inputs of a problem, and how many trainings a step takes at once: arrays always have these sizes."""


def drawn(key, n, d):
    """Gaussian inputs [N, D] and random labels ±1 [N], zeros where a problem has none."""
    rows, columns = jnp.arange(N) < n, jnp.arange(D) < d
    x = jax.random.normal(jax.random.fold_in(key, 0), (N, D)) * (rows[:, None] & columns)
    return x, jax.random.rademacher(jax.random.fold_in(key, 1), (N,), jnp.float32) * rows


def step(w, x, y, n, key, t, moves):
    """One example, drawn uniformly; the step size is what fits that example: η = 1/|x|²."""
    i = jax.random.randint(jax.random.fold_in(key, t), (), 0, n)
    return w - moves * (x[i] @ w - y[i]) / (x[i] @ x[i]) * x[i]


draw_all = jax.jit(jax.vmap(drawn))
step_all = jax.jit(jax.vmap(step, in_axes=(0, 0, 0, 0, 0, None, 0)))
normal_all = jax.jit(jax.vmap(lambda key: jax.random.normal(jax.random.fold_in(key, 2), (D,))))


class MinimumNorm(Together):
    name = "minimum-norm"
    engine = "jax"
    exact = False
    together = COMPANY
    problems = {"n": Count(4, 12), "d": Count(48, 64), "offset": Constant(0), "exact": Constant(0)}
    purposes = ("data", "examples")
    assumptions = {
        "zeroStart": Assumption(
            "training starts at zero",
            "w_0 lies in the span of the data",
            ["offset"],
            Dial("a random start, in norms of the solution", {"offset": "severity"}),
        )
    }
    dials = {"exact": Dial("starts at the solution and stays there", {"exact": "severity"})}
    observations = {
        "distance": Observation("|w − w*|/|w*|, w* the solution of least norm", low=0, repeat_bound=1e-4),
        "residual": Observation("|X w − y|/|y|", low=0, repeat_bound=1e-4),
    }

    def __init__(self, problems, keys):
        whole = lambda values: [values[min(i, len(values) - 1)] for i in range(COMPANY)]
        column = lambda name: jnp.array(whole([one[name] for one in problems]))
        seeds = lambda purpose: jnp.stack(whole([jax.random.PRNGKey(one[purpose]) for one in keys]))
        self.n, d = column("n").astype(int), column("d").astype(int)
        self.moves = 1.0 - column("exact")
        self.x, self.y = draw_all(seeds("data"), self.n, d)
        self.examples = seeds("examples")
        self.solutions = numpy.stack([
            numpy.linalg.lstsq(numpy.float64(x), numpy.float64(y), rcond=1e-6)[0] for x, y in zip(self.x, self.y)
        ])
        norms = numpy.linalg.norm(self.solutions, axis=1)
        inside = jnp.arange(D) < d[:, None]
        away = normal_all(seeds("data")) * inside / jnp.sqrt(d)[:, None]
        self.w = (column("offset") * norms)[:, None] * away + column("exact")[:, None] * self.solutions
        self.w = self.w.astype(jnp.float32)
        self.size = len(problems)

    def train_step(self):
        self.w = step_all(self.w, self.x, self.y, self.n, self.examples, self.step, self.moves)

    def measure(self, observation, which, prompts, keys):
        w, x, y = (numpy.float64(array)[list(which)] for array in (self.w, self.x, self.y))
        of = self.solutions[list(which)]
        if observation == "distance":
            return list(numpy.linalg.norm(w - of, axis=1) / numpy.linalg.norm(of, axis=1))
        return list(numpy.linalg.norm((x @ w[:, :, None])[..., 0] - y, axis=1) / numpy.linalg.norm(y, axis=1))

    def parameters(self, which):
        return {"w": self.w[which]}

    def load(self, which, parameters):
        self.w = self.w.at[which].set(jnp.array(parameters["w"], jnp.float32))


if __name__ == "__main__":
    serve(MinimumNorm)
