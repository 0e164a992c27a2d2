"""The clock of a service counts each step from the application or from another step, in working days."""

from datetime import date

import pytest

from saraptama.kernel.service_clock import ServiceStep, ServiceStepNotUnderstood, service_days
from tests.kernel.kazakh_calendar import KAZAKHSTAN

QUALIFICATION = (
    ServiceStep("latest application", -3, "test"),
    ServiceStep("registration", 1, "application"),
    ServiceStep("next step", 2, "registration"),
    ServiceStep("whole service", 7, "application"),
)
"""The steps of Order 160 (domain.md, section 7)."""


def test_example_13_of_the_domain_page() -> None:
    """A test on Thursday 26 March 2026: Nauryz lies between it and the latest application."""
    latest = service_days(QUALIFICATION[:1], {"test": date(2026, 3, 26)}, KAZAKHSTAN)["latest application"]
    assert latest == date(2026, 3, 18)
    days = service_days(QUALIFICATION[1:], {"application": latest}, KAZAKHSTAN)
    assert days["registration"] == date(2026, 3, 19)
    assert days["whole service"] == date(2026, 4, 1)


def test_a_step_that_was_done_early_moves_those_counted_from_it() -> None:
    known = {"application": date(2026, 3, 17), "registration": date(2026, 3, 17)}
    assert service_days(QUALIFICATION[1:], known, KAZAKHSTAN)["next step"] == date(2026, 3, 19)


def test_calendar_days_are_counted_when_the_norm_says_so() -> None:
    step = ServiceStep("issue", 15, "application", "calendar")
    assert service_days([step], {"application": date(2026, 3, 17)}, KAZAKHSTAN)["issue"] == date(2026, 4, 1)


@pytest.mark.parametrize("step", [ServiceStep("a", 1, "nothing"), ServiceStep("a", 1, "application", "hours")])
def test_a_step_that_cannot_be_counted_is_refused(step: ServiceStep) -> None:
    with pytest.raises(ServiceStepNotUnderstood):
        service_days([step], {"application": date(2026, 3, 17)}, KAZAKHSTAN)
