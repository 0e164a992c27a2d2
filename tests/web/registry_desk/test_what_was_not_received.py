"""A conclusion that nobody has received stands on the records office's screen after a quarter of an hour (F5)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from saraptama.casework.intake.selectors import registration_number_of
from saraptama.kernel import clock
from tests.journey.conftest import Played, played
from tests.web.examination_page.sitting import Desk

__all__ = ["played"]

TITLE = "without a receipt for more than a quarter of an hour"


@pytest.mark.parametrize(
    ("step", "minutes", "stands"),
    [("sealed_and_sent", 16, True), ("sealed_and_sent", 10, False), ("receipt", 16, False)],
)
@pytest.mark.django_db(transaction=True)
def test_a_conclusion_without_a_receipt(played: Played, step: str, minutes: int, stands: bool) -> None:
    story = played(step)
    number = registration_number_of(story.order_id)
    desk = Desk("aigerim")
    with clock.held_at(clock.now() + timedelta(minutes=minutes)):
        page = desk.reads(reverse("registry_dispatches"))
    assert (TITLE in page) is stands
    assert number in page
