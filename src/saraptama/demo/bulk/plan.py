"""Which institute registers how many orders on which day."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saraptama.demo.bulk.days import WorkingDays
from saraptama.demo.bulk.shares import INSTITUTES, SEASON, Wheel, complex_orders
from saraptama.demo.bulk.world import Institute


@dataclass(frozen=True, slots=True)
class Planned:
    """One order to come."""

    day: int
    institute: int
    composition: str

    @property
    def examinations(self) -> int:
        """A complex order opens two."""
        return 2 if self.composition == "COMPLEX" else 1


def shares_of(institutes: Sequence[Institute], total: int) -> list[int]:
    """How many examinations each institute gets: whole numbers that add up."""
    weights = [INSTITUTES.get(institute.code, 3) for institute in institutes]
    exact = [total * weight / sum(weights) for weight in weights]
    numbers = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: numbers[place] - exact[place])
    for place in by_remainder[: total - sum(numbers)]:
        numbers[place] += 1
    return numbers


def plan(counts: Sequence[int], days: WorkingDays, first: int, last: int, rng: random.Random) -> list[Planned]:
    """So many examinations for each institute, spread over the working days of a period, in the order of days."""
    calendar = Wheel({day: _busyness(day) for day in days.all if first <= day <= last})
    found = [order for place, count in enumerate(counts) for order in _orders(place, count, calendar, rng)]
    found.sort(key=lambda order: order.day)
    return found


def _orders(institute: int, count: int, calendar: Wheel[int], rng: random.Random) -> Iterator[Planned]:
    compositions = Wheel(complex_orders())
    while count > 0:
        composition = compositions.draw(rng) if count > 1 else "SOLE"
        order = Planned(calendar.draw(rng), institute, composition)
        count -= order.examinations
        yield order


def _busyness(day: int) -> float:
    at = date.fromordinal(day)
    return SEASON[at.month - 1] * (1.15, 1.05, 1.0, 0.97, 0.88, 0.5, 0.5)[at.weekday()]
