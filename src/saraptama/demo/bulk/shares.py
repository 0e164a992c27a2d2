"""How the flow is made up: the shares of domain.md §8, and our own weights where nothing is published."""

import random
from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

INSTITUTES = {
    "I75": 14, "I71": 11, "I79": 7, "I35": 7, "I31": 6, "I63": 6, "I33": 5, "I15": 5, "I55": 5, "I61": 5, "I11": 4.5,
    "I39": 4.5, "I10": 4, "I23": 4, "I27": 4, "I43": 4, "I47": 4, "I59": 3, "I62": 2,
}  # fmt: skip
"""How busy an institute is, roughly by the people of its region."""

TYPES = {
    "23": 14, "24": 25, "25": 6, "26": 5,
    "15": 7.2, "8": 6, "1": 5.4, "10": 6.4, "9": 4, "11": 4.2, "17": 4, "5": 2.6, "6": 1.6, "7": 2, "12": 1.6,
    "13": 1.6, "16": 0.7, "3": 0.6, "2": 0.3, "4": 0.3, "14": 0.2, "18": 0.8, "19": 0.2, "20": 0.1, "21": 0.4,
    "22": 0.1, "27": 0.5, "PSY": 1.3, "NAR": 0.4,
}  # fmt: skip
"""Medical types 23-26 are half of the flow."""

MEDICAL_TYPES = frozenset({"23", "24", "25", "26", "PSY", "NAR"})
"""Types whose cases are under medical secrecy."""

BODY_KINDS = {"03": 55, "01": 22, "02": 6, "06": 5, "04": 4, "05": 4, "09": 4}
CATEGORIES_OF_BODY: Mapping[str, Mapping[str, float]] = {
    "01": {"CIV": 17, "ADM": 2.5, "CRIM": 2.5},
    "03": {"CRIM": 52.5, "ADM": 2.5},
}
"""Only courts have civil cases; together with the other bodies' this gives CRIM 78, CIV 17, ADM 5."""

KINDS = {"PRIMARY": 93, "ADDITIONAL": 3, "REPEATED": 4}
COMPOSITIONS = {"SOLE": 88, "COMMISSION": 8, "COMPLEX": 4}
"""Of examinations; an order of a complex examination opens two."""
COMPLEXITIES = {"SIMPLE": 45, "MEDIUM": 35, "HIGH": 17, "SPECIAL": 3}
RETURNED, IMPOSSIBLE = 0.04, 0.04
SUSPENDED, EXTENDED, OVERDUE = 0.12, 0.06, 0.02
"""Of examinations. The returned ones are among the suspended: their ground was not removed (R6)."""

CHANNELS = {"API": 34, "PORTAL": 26, "PAPER": 40}
KAZAKH_PROCEEDINGS = 0.38

SEASON = (0.92, 0.98, 0.94, 1.04, 1.0, 1.05, 0.98, 0.96, 1.04, 1.06, 1.08, 0.95)
"""How the months differ."""


class Wheel(Generic[T]):
    """Draws by weight."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.values = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng: random.Random) -> T:
        """One value."""
        return self.values[min(bisect(self._sums, rng.random() * self._sums[-1]), len(self.values) - 1)]


def complex_orders() -> dict[str, float]:
    """The compositions as shares of orders, so that of examinations they are as published."""
    pair = COMPOSITIONS["COMPLEX"] / 2
    return {"SOLE": COMPOSITIONS["SOLE"], "COMMISSION": COMPOSITIONS["COMMISSION"], "COMPLEX": pair}
