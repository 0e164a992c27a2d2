"""The lights over the real rules: green, amber from 80 % of the term's own days, red after the last, else grey."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from saraptama.casework.examinations.enums import Complexity, Result, SuspensionGround
from saraptama.casework.examinations.rules import term
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Fact,
    Finished,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.casework.examinations.types import Term
from saraptama.web.examination_page.clock_lights import delivery_light, share_used, term_light
from saraptama.web.shared.traffic_light import Light
from tests.casework.examinations.clock_data import NORMS
from tests.kernel.kazakh_calendar import KAZAKHSTAN

T0 = date(2025, 1, 13)
BEGUN: tuple[Fact, ...] = (OrderAccepted(T0), ObjectsComplete(T0), ComplexitySet(T0, Complexity.SIMPLE))
"""Ten days, to 23.01.2025."""


def on(day: int, *more: Fact, facts: Sequence[Fact] = BEGUN) -> Term:
    """The term so many days after it began."""
    return term([*facts, *more], NORMS, KAZAKHSTAN, T0 + timedelta(days=day))


def later(days: int) -> date:
    return T0 + timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "light"),
    [(0, Light.GREEN), (7, Light.GREEN), (8, Light.AMBER), (10, Light.AMBER), (11, Light.RED), (40, Light.RED)],
)
def test_a_running_term_goes_from_green_over_amber_to_red(day: int, light: Light) -> None:
    assert term_light(on(day)).light is light


def test_standstills_do_not_use_up_the_term() -> None:
    pause = (Suspended(later(2), SuspensionGround.SICK, "a"), Resumed(later(12), "a"))
    reckoned = on(14, *pause)
    assert share_used(reckoned) == 40
    assert term_light(reckoned).light is Light.GREEN


def test_a_clock_that_does_not_run_is_grey_and_says_why() -> None:
    stopped = on(4, Suspended(later(2), SuspensionGround.PETITION, "a"))
    assert term_light(stopped).light is Light.GREY
    waiting = on(4, facts=(OrderAccepted(T0),))
    ended = on(9, Finished(later(9), Result.CONCLUSION))
    late = on(12, Finished(later(12), Result.CONCLUSION))
    lights = [term_light(reckoned) for reckoned in (stopped, waiting, ended, late)]
    assert {light.light for light in lights} == {Light.GREY}
    assert len({light.text for light in lights}) == 4


@pytest.mark.parametrize(
    ("day", "delivered", "light"),
    [
        (9, None, Light.GREEN),
        (11, None, Light.GREEN),
        (12, None, Light.AMBER),
        (13, None, Light.RED),
        (30, 12, Light.GREEN),
        (30, 13, Light.RED),
    ],
)
def test_delivery_is_a_clock_of_its_own_of_three_days(day: int, delivered: int | None, light: Light) -> None:
    reckoned = on(day, Finished(later(9), Result.CONCLUSION))
    assert reckoned.delivery_due == later(12)
    found = delivery_light(reckoned, None if delivered is None else later(delivered))
    assert found is not None
    assert found.light is light


def test_before_the_end_of_production_no_delivery_is_due() -> None:
    assert delivery_light(on(3), None) is None
