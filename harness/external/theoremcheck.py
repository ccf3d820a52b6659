"""Families of theoremcheck in Python: a class with `train_step` and `measure`, and `serve`.

One file without dependencies, for Python 3.9 and newer. theoremcheck puts it on the path of the programs it starts, so that a
family imports it without any installation:

    import random
    from theoremcheck import Constant, Dial, Family, LogUniform, Observation, serve

    class Mean(Family):
        \"\"\"SGD finds the mean of noise.\"\"\"
        name = "mean"
        problems = {"eta": LogUniform(0.05, 0.2), "frozen": Constant(0)}
        dials = {"frozen": Dial("no step is taken", {"frozen": "severity"})}
        purposes = ("samples",)
        observations = {"error": Observation("distance to the mean", low=0)}

        def __init__(self, problem, keys):
            self.problem, self.keys, self.w = problem, keys, 5.0

        def train_step(self):
            sample = random.Random(self.keys.at("samples", self.step)).gauss(0, 1)
            if not self.problem["frozen"]:
                self.w += self.problem["eta"] * (sample - self.w)

        def measure(self, observation, prompts, key):
            return abs(self.w)

    if __name__ == "__main__":
        serve(Mean)

The harness draws problems and keys; every random number of a training has to come from its keys. Whatever is printed goes to
standard error, which the harness shows when something fails. docs/protocol.md describes the lines that are exchanged.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import platform
import queue
import random
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from typing import Any, Callable, ClassVar, Dict, Hashable, List, Mapping, Optional, Sequence, Tuple, Type, Union

__all__ = [
    "Assumption",
    "Constant",
    "Count",
    "Dial",
    "EvenCount",
    "Family",
    "Keys",
    "LogUniform",
    "Observation",
    "Range",
    "Together",
    "Uniform",
    "serve",
]

VERSION = 1
"""Of the lines that are exchanged with the harness."""

Problem = Mapping[str, float]
"""A number for every symbol."""


@dataclass(frozen=True)
class Range:
    """How a symbol of a problem is drawn: one of `Count`, `EvenCount`, `Uniform`, `LogUniform`, `Constant`."""

    law: str
    low: float
    high: float

    def wire(self) -> Dict[str, Any]:
        """As the protocol writes it."""
        return {"law": self.law, "from": self.low, "to": self.high}


def Count(low: int, high: int) -> Range:
    """An integer from `low` to `high`, both included, uniform."""
    return Range("count", low, high)


def EvenCount(low: int, high: int) -> Range:
    """An even integer from `low` to `high`, both included, uniform."""
    return Range("even count", low, high)


def Uniform(low: float, high: float) -> Range:
    """A number between `low` and `high`, uniform."""
    return Range("uniform", low, high)


def LogUniform(low: float, high: float) -> Range:
    """A number between `low` > 0 and `high`, its logarithm uniform: for scales."""
    return Range("log-uniform", low, high)


def Constant(value: float) -> Range:
    """The same in every problem of the region; dials may move it."""
    return Range("constant", value, value)


@dataclass(frozen=True)
class Dial:
    """What changes problems: symbol → a formula in the problem's symbols and in `severity`."""

    doc: str
    set: Mapping[str, str]

    def wire(self) -> Dict[str, Any]:
        """As the protocol writes it."""
        return {"doc": self.doc, "set": dict(self.set)}


@dataclass(frozen=True)
class Assumption:
    """An assumption of a paper: the symbols that it restricts, and a dial that violates it (1 = badly)."""

    doc: str
    paper: str
    symbols: Sequence[str]
    dial: Dial

    def wire(self) -> Dict[str, Any]:
        """As the protocol writes it."""
        return {"doc": self.doc, "paper": self.paper, "symbols": list(self.symbols), "dial": self.dial.wire()}


@dataclass(frozen=True)
class Observation:
    """A number that is measured: what it is, the values that it can take, and how closely it repeats."""

    doc: str
    low: float = -math.inf
    high: float = math.inf
    prompted: bool = False
    """Whether it averages over fresh prompts: `measure` is then told how many."""
    repeat_bound: float = 0.0
    """How far it may differ when the same trial is trained again, for engines that are not exact."""
    witness_bound: float = 0.0
    """How far it may differ between two engines."""

    def wire(self) -> Dict[str, Any]:
        """As the protocol writes it."""
        return {
            "doc": self.doc,
            "range": [_number(self.low), _number(self.high)],
            "prompted": self.prompted,
            "repeatBound": self.repeat_bound,
            "witnessBound": self.witness_bound,
        }


class Keys(Mapping[str, int]):
    """The keys of one trial: for every purpose an integer of 63 bits, which torch, numpy and jax take, independent of all others."""

    def __init__(self, keys: Mapping[str, int]) -> None:
        self._keys = dict(keys)

    def __getitem__(self, purpose: str) -> int:
        try:
            return self._keys[purpose]
        except KeyError:
            known = ", ".join(self._keys)
            raise KeyError(f"expected a purpose among {known}, got {purpose}: name it in `purposes`") from None

    def __iter__(self) -> Any:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, purpose: str, step: int) -> int:
        """A seed of its own for every step: a training that is loaded at a step then sees the batches of that step."""
        return seed_of(self[purpose], step)


def seed_of(key: int, *numbers: int) -> int:
    """A seed of 63 bits, which torch, numpy and jax take, for a key and some numbers."""
    text = ",".join(str(number) for number in (key, *numbers))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


class _Described:
    """What a family says of itself; see `Family`."""

    name: ClassVar[str]
    """Short, without spaces and slashes."""
    problems: ClassVar[Mapping[str, Range]] = {}
    """Symbol → how it is drawn. May be left out where externalFamily() states the problems."""
    purposes: ClassVar[Sequence[str]]
    """What random numbers are for: a key is drawn for each."""
    observations: ClassVar[Mapping[str, Observation]]
    """What `measure` can be asked for."""
    assumptions: ClassVar[Mapping[str, Assumption]] = {}
    dials: ClassVar[Mapping[str, Dial]] = {}
    """Interventions, which controls turn: frozen layers, shuffled labels."""
    corners: ClassVar[Optional[Mapping[str, Problem]]] = None
    """Corner problems; four of the ends of the ranges unless told."""
    reference: ClassVar[Optional[Problem]] = None
    """The middle of every range unless told."""
    engine: ClassVar[str] = "python"
    """What trains, as it is printed and written in tokens: `torch`, `jax`."""
    exact: ClassVar[bool] = True
    """Whether the same trial gives the same bits in every process; if not, observations have a `repeat_bound`."""
    together: ClassVar[int] = 1
    stride: ClassVar[int] = 8
    """Steps that are taken before the harness hears of it: as many as surely take less than a few seconds."""

    step: int = 0
    """Steps taken so far; kept by `serve`."""


class Family(_Described):
    """A family whose instances are single trainings.

    A subclass has the class attributes above, an initialiser that takes a problem and its keys, `train_step` and `measure`.
    """

    def __init__(self, problem: Problem, keys: Keys) -> None:
        raise NotImplementedError

    def train_step(self) -> Any:
        """Takes a step. May return the loss: one that is not finite ends the training, which then counts as a violation."""
        raise NotImplementedError

    def measure(self, observation: str, prompts: int, key: int) -> float:
        """The value of an observation now. `key` seeds fresh prompts, and whatever else is drawn to measure."""
        raise NotImplementedError

    def parameters(self) -> Mapping[str, Any]:
        """All arrays that the next step reads, by name: those of all attributes unless overridden."""
        return {name: array for name, array in _arrays(vars(self))}

    def load(self, parameters: Mapping[str, List[float]]) -> None:
        """Takes over such arrays, each as a flat list."""
        for name, array in _arrays(vars(self)):
            _assign(self, name, array, parameters[name])


class Together(_Described):
    """A family whose instances are several trainings at once, of problems of one `shape`: for stacked tensors.

    `together` is how many the harness asks for at once. Trainings that are done may drop out while others go on; what their
    losses are does not matter any more.
    """

    together: ClassVar[int] = 32

    def __init__(self, problems: Sequence[Problem], keys: Sequence[Keys]) -> None:
        raise NotImplementedError

    @staticmethod
    def shape(problem: Problem) -> Hashable:
        """Problems for which this is the same may share an instance; all may unless overridden."""
        return ()

    def train_step(self) -> Any:
        """Takes a step with each. May return their losses, in the order of the problems."""
        raise NotImplementedError

    def measure(self, observation: str, which: Sequence[int], prompts: int, keys: Sequence[int]) -> Sequence[float]:
        """The value of an observation for the trainings `which`, each with a key of its own."""
        raise NotImplementedError

    def parameters(self, which: int) -> Mapping[str, Any]:
        """All arrays that the next step of one training reads."""
        raise NotImplementedError("parameters: expected a method of the family, got none")

    def load(self, which: int, parameters: Mapping[str, List[float]]) -> None:
        """Takes over such arrays, each as a flat list."""
        raise NotImplementedError("load: expected a method of the family, got none")


def serve(family: Union[Type[Family], Type[Together]]) -> None:
    """Answers the harness until its input ends. Call it last, under `if __name__ == "__main__"`."""
    # Standard output belongs to the protocol: what a training prints, in whatever language, goes to standard error.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the harness, which lets trainings finish
    server = _Server(family)
    for line in _lines():
        out.write(server.answer(line) + "\n")
        out.flush()


def _lines() -> Any:
    """Requests, read by a thread of its own: once the harness is gone the program ends, whatever it is doing."""
    lines: "queue.SimpleQueue[Optional[str]]" = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put(None)
        time.sleep(5)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return iter(lines.get, None)


@dataclass
class _Place:
    """One training: an instance, and which of its trainings it is."""

    instance: Any
    index: int
    diverged: Optional[Tuple[int, str]] = None


@dataclass
class _Instance:
    """A family's object, and what the server keeps for it."""

    it: Any
    size: int
    together: bool
    memory: "_Memory"
    alive: Dict[int, int] = field(default_factory=dict)
    """Number of the training → which it is."""


class _Server:
    """Trainings by their numbers, and an answer to every request."""

    def __init__(self, family: Union[Type[Family], Type[Together]]) -> None:
        self.family: Any = family
        self.places: Dict[int, _Place] = {}
        self.globals = _Globals()

    def answer(self, line: str) -> str:
        """The answer to a line, as a line."""
        request = json.loads(line)
        op = request["op"]
        try:
            handler: Callable[[Mapping[str, Any]], Mapping[str, Any]] = getattr(self, f"on_{op}")
            return json.dumps({"id": request["id"], op: handler(request)}, allow_nan=False)
        except Exception as error:  # whatever a training throws is said in one sentence, and in full to standard error
            traceback.print_exc()
            return json.dumps({"id": request["id"], "error": _sentence(error, self.family)})

    def on_describe(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        return _description(self.family)

    def on_start(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        groups: Dict[Hashable, List[Mapping[str, Any]]] = {}
        for one in request["trainings"]:
            shape = self.family.shape(one["problem"]) if issubclass(self.family, Together) else one["training"]
            groups.setdefault(shape, []).append(one)
        for group in groups.values():
            self.start(group)
        return {}

    def start(self, group: Sequence[Mapping[str, Any]]) -> None:
        problems = [one["problem"] for one in group]
        keys = [Keys({purpose: int(key) >> 1 for purpose, key in one["keys"].items()}) for one in group]
        together = issubclass(self.family, Together)
        memory = _Memory()
        made = self.family.__new__(self.family)
        made.step = 0
        arguments = (problems, keys) if together else (problems[0], keys[0])
        self.globals.guarded(memory, "__init__", lambda: made.__init__(*arguments))
        instance = _Instance(made, len(group), together, memory)
        memory.remember(made)
        for index, one in enumerate(group):
            instance.alive[one["training"]] = index
            self.places[one["training"]] = _Place(instance, index)

    def on_advance(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        numbers: List[int] = request["trainings"]
        for instance in self.instances(numbers):
            self.advance(instance, request["to"])
        found = [(number, self.places[number].diverged) for number in numbers]
        return {"diverged": [{"training": n, "step": d[0], "what": d[1]} for n, d in found if d is not None]}

    def advance(self, instance: _Instance, to: int) -> None:
        while instance.it.step < to and instance.alive:
            losses = self.globals.guarded(instance.memory, "train_step", instance.it.train_step)
            instance.it.step += 1
            if losses is not None:
                self.look(instance, _flat(losses)[0])
        instance.memory.remember(instance.it)

    def look(self, instance: _Instance, losses: List[float]) -> None:
        """Trainings whose loss is not finite end here."""
        if len(losses) != instance.size:
            raise ValueError(f"train_step: expected {instance.size} losses, got {len(losses)}")
        for number, index in list(instance.alive.items()):
            if not math.isfinite(losses[index]):
                self.places[number].diverged = (instance.it.step, f"loss is {_number(losses[index])}")
                del instance.alive[number]

    def on_observe(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        values: Dict[int, float] = {}
        asked: List[Mapping[str, Any]] = request["trainings"]
        for instance in self.instances([one["training"] for one in asked]):
            mine = [one for one in asked if self.places[one["training"]].instance is instance]
            found = self.observe(instance, request["observation"], mine)
            values.update({one["training"]: value for one, value in zip(mine, found)})
        return {"values": [_number(values[one["training"]]) for one in asked]}

    def observe(self, instance: _Instance, name: str, asked: Sequence[Mapping[str, Any]]) -> Sequence[float]:
        keys = [int(one["key"]) >> 1 for one in asked]
        prompts = asked[0]["prompts"]
        if instance.together:
            which = [self.places[one["training"]].index for one in asked]
            found = self.globals.guarded(
                instance.memory, "measure", lambda: instance.it.measure(name, which, prompts, keys)
            )
            values = _flat(found)[0]
        else:
            found = self.globals.guarded(instance.memory, "measure", lambda: instance.it.measure(name, prompts, keys[0]))
            values = _flat(found)[0]
        if len(values) != len(asked):
            raise ValueError(f"measure: expected {len(asked)} values of {name}, got {len(values)}")
        return values

    def on_parameters(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        arrays = self.arrays(self.places[request["training"]])
        made: Dict[str, Any] = {}
        for name, array in arrays.items():
            values, single = _flat(array)
            made[name] = {"type": "f4" if single else "f8", "values": [_number(value) for value in values]}
        return {"arrays": made}

    def arrays(self, place: _Place) -> Mapping[str, Any]:
        instance = place.instance
        return instance.it.parameters(place.index) if instance.together else instance.it.parameters()

    def on_load(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        place = self.places[request["training"]]
        instance: _Instance = place.instance
        arrays = {name: [float(value) for value in array["values"]] for name, array in request["arrays"].items()}
        if instance.together:
            if len(instance.alive) > 1:
                raise ValueError("load: expected a training that shares its instance with no other, got several")
            instance.it.load(place.index, arrays)
        else:
            instance.it.load(arrays)
        instance.it.step = request["step"]
        instance.memory.recall(instance.it)
        place.diverged = None
        instance.alive[request["training"]] = place.index
        return {}

    def on_digest(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        arrays = self.arrays(self.places[request["training"]])
        digest = hashlib.sha256()
        for name in sorted(arrays):
            digest.update(json.dumps([name, [_number(value) for value in _flat(arrays[name])[0]]]).encode())
        return {"digest": digest.hexdigest()}

    def on_end(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        for number in request["trainings"]:
            place = self.places.pop(number)
            place.instance.alive.pop(number, None)
        return {}

    def instances(self, numbers: Sequence[int]) -> List[_Instance]:
        found: Dict[int, _Instance] = {}
        for number in numbers:
            instance = self.places[number].instance
            found[id(instance)] = instance
        return list(found.values())


def _description(family: Any) -> Dict[str, Any]:
    problems = {symbol: law.wire() for symbol, law in family.problems.items()}
    described: Dict[str, Any] = {
        "version": VERSION,
        "name": family.name,
        "fingerprint": _fingerprint(),
        "engines": {family.engine: f"{family.engine} {_version(family.engine)}".strip()},
        "exact": family.exact,
        "together": family.together,
        "stride": family.stride,
        "purposes": list(family.purposes),
        "assumptions": {name: assumption.wire() for name, assumption in family.assumptions.items()},
        "dials": {name: dial.wire() for name, dial in family.dials.items()},
        "observations": {name: observation.wire() for name, observation in family.observations.items()},
    }
    if problems:
        described["problems"] = problems
        described["corners"] = dict(family.corners) if family.corners is not None else _corners(family.problems)
    if family.reference is not None:
        described["reference"] = dict(family.reference)
    return described


def _corners(problems: Mapping[str, Range]) -> Dict[str, Dict[str, float]]:
    """All low, all high, and the two in which low and high alternate."""
    ends = {"low": lambda i: 0, "high": lambda i: 1, "even low": lambda i: i % 2, "odd low": lambda i: (i + 1) % 2}
    laws = list(problems.items())
    drawn = [symbol for symbol, law in laws if law.low != law.high]

    def end(symbol: str, law: Range, side: Callable[[int], int]) -> float:
        return law.high if symbol in drawn and side(drawn.index(symbol)) == 1 else law.low

    return {name: {symbol: end(symbol, law, side) for symbol, law in laws} for name, side in ends.items()}


def _version(module: str) -> str:
    found = getattr(sys.modules.get(module), "__version__", "")
    return found if isinstance(found, str) else ""


def _fingerprint() -> str:
    """Versions of Python and of all packages that are loaded: numbers may depend on them."""
    own = getattr(sys, "stdlib_module_names", ())
    names = sorted(name for name in list(sys.modules) if "." not in name and name not in own and _version(name) != "")
    versions = [f"{name} {_version(name)}" for name in names]
    return ", ".join([f"Python {platform.python_version()}", platform.machine(), *versions])


def _sentence(error: Exception, family: Any) -> str:
    """What went wrong, and the last place of the family's own that it came through."""
    own = os.path.abspath(sys.modules[family.__module__].__file__ or "")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if os.path.abspath(frame.filename) == own]
    place = f" ({os.path.basename(own)}:{frames[-1].lineno}, in {frames[-1].name})" if frames else ""
    said = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    kind = "" if said.startswith(("train_step:", "measure:", "__init__:", "load:", "expected")) else type(error).__name__
    return ": ".join(part for part in (kind, " ".join(said.split())) if part) + place


def _number(value: float) -> Union[float, str]:
    """A number as the protocol writes it: JSON has no NaN and no infinities."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")


def _flat(array: Any) -> Tuple[List[float], bool]:
    """The numbers of an array, a tensor, a list or a number, row-major, and whether they have 32 bits or fewer."""
    kind = str(getattr(array, "dtype", ""))
    if hasattr(array, "detach"):
        array = array.detach().cpu()
        kind = str(array.dtype)
        if kind == "torch.bfloat16":
            array = array.float()
    if hasattr(array, "reshape") and hasattr(array, "tolist"):
        return [float(value) for value in array.reshape(-1).tolist()], kind.endswith(("32", "16", "float8"))
    if isinstance(array, (list, tuple)):
        return [number for one in array for number in _flat(one)[0]], False
    return [float(array)], False


def _arrays(attributes: Mapping[str, Any]) -> List[Tuple[str, Any]]:
    """All that holds numbers among attributes: arrays, tensors, modules, optimizers, floating-point numbers."""
    found: List[Tuple[str, Any]] = []
    for name, value in attributes.items():
        if hasattr(value, "state_dict") and hasattr(value, "load_state_dict"):
            found.extend(_entries(name, value.state_dict()))
        elif isinstance(value, float) or _is_array(value):
            found.append((name, value))
        elif isinstance(value, (list, tuple, dict)):
            found.extend(_entries(name, value))
    return found


def _entries(name: str, holder: Any) -> List[Tuple[str, Any]]:
    items = holder.items() if isinstance(holder, Mapping) else enumerate(holder)
    found: List[Tuple[str, Any]] = []
    for key, value in items:
        if _is_array(value):
            found.append((f"{name}.{key}", value))
        elif isinstance(value, (list, tuple, dict)) and key != "param_groups":
            found.extend(_entries(f"{name}.{key}", value))
    return found


def _is_array(value: Any) -> bool:
    return hasattr(value, "dtype") and hasattr(value, "reshape") and "float" in str(value.dtype)


def _assign(owner: Any, name: str, array: Any, values: List[float]) -> None:
    """Puts numbers where `_arrays` found them: in place where that is possible."""
    if isinstance(array, float):
        setattr(owner, name, values[0])
    elif hasattr(array, "copy_"):
        import torch  # type: ignore[import-not-found]

        with torch.no_grad():
            array.copy_(torch.tensor(values, dtype=array.dtype).reshape(array.shape))
    elif hasattr(array, "flags"):
        import numpy  # type: ignore[import-not-found]

        array[...] = numpy.asarray(values, dtype=array.dtype).reshape(array.shape)
    else:
        _replace(owner, name, array, values)


def _replace(owner: Any, name: str, array: Any, values: List[float]) -> None:
    """Arrays that cannot be changed, as those of jax: by new ones."""
    import numpy  # type: ignore[import-not-found]

    made = numpy.asarray(values, dtype=array.dtype).reshape(array.shape)
    made = sys.modules["jax.numpy"].asarray(made) if "jax.numpy" in sys.modules else made
    path = name.split(".")
    if len(path) == 1:
        setattr(owner, name, made)
        return
    holder = getattr(owner, path[0])
    for key in path[1:-1]:
        holder = holder[int(key) if isinstance(holder, (list, tuple)) else key]
    holder[int(path[-1]) if isinstance(holder, list) else path[-1]] = made


class _Memory:
    """The random generators of one training, as they stood at steps where the harness may come back to it."""

    kept = 8

    def __init__(self) -> None:
        self.globals: Dict[str, Any] = {}
        self.seeded: set[str] = set()
        self.steps: Dict[int, Any] = {}

    def remember(self, it: Any) -> None:
        """Keeps the generators of the step that the training stands at."""
        own = {name: state for name, value in vars(it).items() for state in [_state_of(value)] if state is not None}
        self.steps[it.step] = (own, dict(self.globals))
        for step in sorted(self.steps)[1 : -self.kept]:
            del self.steps[step]

    def recall(self, it: Any) -> None:
        """Puts them back, for a training that was loaded at a step that it has been at."""
        own, shared = self.steps.get(it.step, ({}, self.globals))
        for name, state in own.items():
            _set_state(getattr(it, name), state)
        self.globals = dict(shared)


def _state_of(value: Any) -> Any:
    if isinstance(value, random.Random):
        return value.getstate()
    if hasattr(value, "bit_generator"):
        return value.bit_generator.state
    if hasattr(value, "manual_seed") and hasattr(value, "get_state"):
        return value.get_state()
    return None


def _set_state(value: Any, state: Any) -> None:
    if isinstance(value, random.Random):
        value.setstate(state)
    elif hasattr(value, "bit_generator"):
        value.bit_generator.state = state
    else:
        value.set_state(state)


class _Globals:
    """The global generators of `random`, numpy and torch. A training has them to itself once it has seeded them.

    Draws from one that no key of the trial has seeded are refused: such a training could not be repeated, and is not independent
    of those before it.
    """

    cures = {
        "random": "random.Random(keys[…])",
        "numpy": "numpy.random.default_rng(keys[…])",
        "torch": "torch.Generator().manual_seed(keys[…]), or torch.manual_seed(keys[…])",
    }
    sentinel = 20_240_229

    def __init__(self) -> None:
        self.seeding: set[str] = set()
        self.watched: set[str] = set()

    def guarded(self, memory: _Memory, what: str, call: Callable[[], Any]) -> Any:
        """Calls code of the family with the generators of its own training."""
        names = [name for name in self.cures if name in sys.modules]
        for name in names:
            self.watch(name)
            self.restore(name, memory.globals.get(name))
        before = {name: self.state(name) for name in names}
        self.seeding.clear()
        result = call()
        for name in names:
            after = self.state(name)
            if self.same(before[name], after):
                continue
            if name in self.seeding or (name == "torch" and sys.modules["torch"].initial_seed() != self.sentinel):
                memory.seeded.add(name)
            if name not in memory.seeded:
                raise ValueError(
                    f"{what}: expected random numbers from the keys of the trial, got draws from the global generator of "
                    f"{name}, which nothing seeded (take {self.cures[name]})"
                )
            memory.globals[name] = after
        return result

    def watch(self, name: str) -> None:
        """Notes who seeds: of torch its generator tells."""
        if name in self.watched or name == "torch":
            return
        self.watched.add(name)
        module = random if name == "random" else sys.modules["numpy"].random
        original = module.seed

        def seed(*arguments: Any, **options: Any) -> Any:
            if arguments or options:
                self.seeding.add(name)
            return original(*arguments, **options)

        module.seed = seed

    def restore(self, name: str, state: Any) -> None:
        if name == "random":
            random.setstate(state) if state is not None else random.seed(self.sentinel)
        elif name == "numpy":
            module = sys.modules["numpy"].random
            module.set_state(state) if state is not None else module.seed(self.sentinel)
        else:
            torch = sys.modules["torch"]
            torch.manual_seed(self.sentinel) if state is None else torch.set_rng_state(state)

    def state(self, name: str) -> Any:
        if name == "random":
            return random.getstate()
        if name == "numpy":
            return sys.modules["numpy"].random.get_state()
        return sys.modules["torch"].get_rng_state()

    @staticmethod
    def same(before: Any, after: Any) -> bool:
        if isinstance(before, tuple):
            return len(before) == len(after) and all(_Globals.same(a, b) for a, b in zip(before, after))
        return bool((before == after).all()) if hasattr(before, "all") else bool(before == after)
