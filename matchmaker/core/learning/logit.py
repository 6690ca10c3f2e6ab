"""The learner: a conditional logit over signals, held near the weights that are shipped.

For each question the candidates compete (McFadden 1974): the chance of one is e^score over the sum of all.
The loss of a question is that of any right answer at all, which is what somebody who reads ten suggestions
cares about. The loss of each right answer for itself gave .02 less hit@10 on the past of two networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import FloatArray

LEAST = 0.1

Numbers = npt.NDArray[np.int64]

STRENGTH = 10.0
"""How strongly the shipped weights hold; 3 to 30 made little difference on the past of two networks."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question: what each signal would contribute with weight 1, for right and for wrong answers.

    `standing` is how many wrong answers each of those drawn stands for.
    """

    right: FloatArray
    wrong: FloatArray
    standing: float = 1.0


class Examples:
    """Many questions in two arrays, for speed."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.right = np.concatenate([one.right for one in examples])
        self.wrong = np.concatenate([one.wrong for one in examples])
        sizes = [len(one.right) for one in examples]
        self.of_right: Numbers = np.repeat(np.arange(len(examples)), sizes)
        self.of_wrong: Numbers = np.repeat(np.arange(len(examples)), [len(one.wrong) for one in examples])
        self.first_right = np.searchsorted(self.of_right, np.arange(len(examples)))
        self.first_wrong = np.searchsorted(self.of_wrong, np.arange(len(examples)))
        self.log_standing = np.log([one.standing for one in examples])[self.of_wrong]

    def loss(self, weights: FloatArray) -> tuple[float, FloatArray]:
        """The loss of these weights, and its gradient."""
        right, wrong = self.right @ weights, self.wrong @ weights + self.log_standing
        # In logarithms throughout, so that no score is too high or too far below another one.
        chosen = np.logaddexp.reduceat(right, self.first_right)
        whole = np.logaddexp(chosen, np.logaddexp.reduceat(wrong, self.first_wrong))
        slope = np.exp(right - whole[self.of_right]) - np.exp(right - chosen[self.of_right])
        gradient = slope @ self.right + np.exp(wrong - whole[self.of_wrong]) @ self.wrong
        return float((whole - chosen).sum()), gradient


def fit(examples: Sequence[Example], shipped: FloatArray, *, strength: float = STRENGTH) -> FloatArray:
    """The weights that fit the examples best and stay near the shipped ones; without examples those.

    None falls below `LEAST` of what is shipped: a signal that is switched off could give no reason any more.
    What is shipped as zero stays zero: it says the same as another signal.
    """
    # Loaded when it is needed: it takes a sixth of the time in which a command starts.
    from scipy.optimize import minimize

    usable = [one for one in examples if len(one.right) and len(one.wrong)]
    if not usable:
        return shipped.copy()
    together = Examples(usable)

    def aim(weights: FloatArray) -> tuple[float, FloatArray]:
        loss, gradient = together.loss(weights)
        apart = weights - shipped
        return loss + strength * float(apart @ apart), gradient + 2 * strength * apart

    bounds = [(LEAST * weight, None if weight else 0.0) for weight in shipped.tolist()]
    found = minimize(aim, shipped, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(found.x, float)
