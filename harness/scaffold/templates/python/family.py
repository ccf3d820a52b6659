"""TODO: what is trained, and on what. SGD with a constant step on noisy samples of one number, as it stands."""
import random
from theoremcheck import Assumption, Constant, Dial, Family, LogUniform, Observation, Uniform, serve


class Mean(Family):
    name = "paper2024"
    # The region: how every symbol of a problem is drawn. Constants are there for dials to move.
    problems = {"eta": LogUniform(0.02, 0.1), "s": Uniform(0.5, 1), "bias": Constant(0), "frozen": Constant(0)}
    assumptions = {
        "unbiased": Assumption(
            "samples have the mean that is sought",
            "TODO: the hypothesis of the paper",
            ["bias", "eta", "s"],
            Dial("their mean is off", {"bias": "severity"}),
        )
    }
    dials = {"frozen": Dial("no step is taken", {"frozen": "severity"})}
    # What random numbers are for: a key is drawn for each, and all that is random has to come from them.
    purposes = ("start", "samples")
    observations = {"error": Observation("distance to the mean", low=0)}

    def __init__(self, problem, keys):
        self.problem, self.keys = problem, keys
        self.w = 5 + 5 * random.Random(keys["start"]).random()

    def train_step(self):
        if self.problem["frozen"]:
            return None
        sample = self.problem["bias"] + self.problem["s"] * random.Random(self.keys.at("samples", self.step)).gauss(0, 1)
        self.w += self.problem["eta"] * (sample - self.w)
        return self.w * self.w

    def measure(self, observation, prompts, key):
        return abs(self.w)


if __name__ == "__main__":
    serve(Mean)
