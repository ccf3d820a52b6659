"""Prompts of bu2024: sparse-coding words and labels of one concept per prompt, for many trainings at once.

A concept k has words a_k ± b_k and labels c_k ± d_k. A prompt is about one concept; half of its L demonstrations carry either sign,
the query a random one, which is the prompt's label. A word may carry every other concept (rate p, with a sign that word and label
share) and every irrelevant feature (rate p_nu), and Gaussian noise.

All arrays have the sizes of the largest problem, whatever the others of a group are: N trainings of n prompts, with zeros where a
problem has no such coordinate, concept or feature. Raw numbers are NumPy's, which draws normal ones several times as fast.
"""

import numpy
import torch

K1, K2, L, D = 4, 4, 8, 40
"""The most concepts, irrelevant features, demonstrations and dimensions of a problem."""


def generator(seed):
    return numpy.random.Generator(numpy.random.SFC64(seed))


def normals(source, *shape):
    return torch.from_numpy(source.standard_normal(shape, dtype=numpy.float32))


def frame(rows, d, source):
    """`rows` orthonormal rows of length d, from the law that no rotation changes."""
    q, r = numpy.linalg.qr(source.standard_normal((d, rows)))
    return (q * numpy.sign(numpy.diagonal(r))).T


def dictionary(problem, seed):
    """words, labels [K1, 2, D] by sign −, +; half gaps b, d [K1, D]; irrelevant nu [K2, D]; in corners of zeros."""
    k1, k2, d = (int(problem[name]) for name in ("K1", "K2", "d"))
    source = generator(seed)
    x, y = frame(2 * k1 + k2, d, source), frame(2 * k1, d, source)
    (even_x, odd_x), (even_y, odd_y) = scales(problem["kappaX"]), scales(problem["kappaY"])
    a, b, c, e = even_x * x[:k1], odd_x * x[k1 : 2 * k1], even_y * y[:k1], odd_y * y[k1:]
    made = {"words": numpy.stack((a - b, a + b), 1), "labels": numpy.stack((c - e, c + e), 1)}
    sizes = {"words": (K1, 2, D), "labels": (K1, 2, D), "b": (K1, D), "d": (K1, D), "nu": (K2, D)}
    made.update({"b": b, "d": e, "nu": x[2 * k1 :]})
    return {name: padded(torch.from_numpy(numpy.ascontiguousarray(made[name])).float(), *n) for name, n in sizes.items()}


def scales(kappa):
    """|a_k| and |b_k|: words have norm 1, and those of one concept the inner product κ."""
    return ((1 + kappa) / 2) ** 0.5, ((1 - kappa) / 2) ** 0.5


def padded(array, *sizes):
    """The array in the corner of zeros."""
    made = torch.zeros(*sizes)
    made[tuple(slice(0, n) for n in array.shape)] = array
    return made


def column(problems, name, dims=0):
    """[N, 1, …]: a symbol of every problem."""
    return torch.tensor([float(one[name]) for one in problems]).reshape(-1, *[1] * dims)


def deviation(problems, dims):
    """σ: `noise` is its ratio to |b|, half the distance between the two signs of a word."""
    return column(problems, "noise", dims) * ((1 - column(problems, "kappaX", dims)) / 2).sqrt()


def raw(n, sources):
    """[N, n, …]: the uniform numbers that decide what n prompts are made of."""
    width = 2 + L + (L + 1) * (2 * K1 + K2)
    return torch.stack([torch.from_numpy(source.random((n, width), dtype=numpy.float32)) for source in sources])


def means(problems, features, u):
    """Prompts without noise: x, y [N, n, L, D], xq [N, n, D], label [N, n], sign [N, n, L] (0 where there is no demonstration)."""
    size, n = u.shape[:2]
    concept = (u[..., 0] * column(problems, "K1", 1)).long()
    label = 2.0 * (u[..., 1] < 0.5) - 1
    present = torch.arange(L) < column(problems, "L", 1)
    rank = u[..., 2 : 2 + L].masked_fill(~present[:, None], 2).argsort(-1).argsort(-1)
    sign = torch.where(rank < column(problems, "L", 2) / 2, -1.0, 1.0) * present[:, None]
    rest = u[..., 2 + L :].reshape(size, n, L + 1, 2 * K1 + K2)
    # Every place's signed concepts: its own for certain, others with rate p.
    carried = (rest[..., :K1] < column(problems, "p", 3)) * (2.0 * (rest[..., K1 : 2 * K1] < 0.5) - 1)
    own = torch.cat((sign, label[..., None]), -1)
    carried.scatter_(3, concept[..., None, None].expand(size, n, L + 1, 1), own[..., None])
    irrelevant = (rest[..., 2 * K1 :] < column(problems, "pNu", 3)).float()
    occurs = torch.stack((carried < 0, carried > 0), -1).float().reshape(size, n * (L + 1), 2 * K1)
    words = occurs @ features["words"].reshape(size, 2 * K1, D)
    words = (words + irrelevant.reshape(size, -1, K2) @ features["nu"]).reshape(size, n, L + 1, D)
    labels = (occurs @ features["labels"].reshape(size, 2 * K1, D)).reshape(size, n, L + 1, D)
    return {"x": words[:, :, :L], "xq": words[:, :, L], "y": labels[:, :, :L], "label": label, "sign": sign}


def batches(problems, features, n, seeds):
    """[N, n, …]: prompts with their noise; labels are flipped at the rate that the problem says."""
    sources = [generator(seed) for seed in seeds]
    made = means(problems, features, raw(n, sources))
    there = (torch.arange(D) < column(problems, "d", 1))[:, None, None]
    noise = torch.stack([normals(source, n, 2 * L + 1, D) for source in sources]).mul_(there * deviation(problems, 3))
    made["x"] = made["x"] + noise[:, :, :L]
    made["y"] = made["y"] + noise[:, :, L : 2 * L]
    made["xq"] = made["xq"] + noise[:, :, 2 * L]
    flips = torch.stack([torch.from_numpy(source.random(n, dtype=numpy.float32)) for source in sources])
    flipped = flips < column(problems, "queryFlips", 1)
    return {**made, "true label": made["label"], "label": torch.where(flipped, -made["label"], made["label"])}
