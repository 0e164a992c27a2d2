"""Work units: how much work an expert has in hands, weighed by complexity. Pure.

The weights are reference data (dictionary `complexity`, attribute `work_units`), so that they can be confirmed or
changed with a day from which they hold. An examination whose complexity is not set yet weighs as a medium one.
"""

from collections.abc import Mapping

from saraptama.casework.examinations.enums import Complexity
from saraptama.casework.examinations.types import Load

UNWEIGHED = 1
"""What a category without a weight counts."""


def work_units(load: Load, weights: Mapping[Complexity, int]) -> int:
    """The work units of a load."""
    counted = {
        Complexity.SIMPLE: load.simple,
        Complexity.MEDIUM: load.medium + load.unset,
        Complexity.HIGH: load.high,
        Complexity.SPECIAL: load.special,
    }
    return sum(count * weights.get(category, UNWEIGHED) for category, count in counted.items())


def free_places(load: Load, capacity: int | None) -> int | None:
    """How many examinations more the expert takes; None where no number is set, 0 when it is reached or passed."""
    return None if capacity is None else max(0, capacity - load.total)
