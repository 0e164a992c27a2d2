"""Every status has one word and one tone, and the tone is never without an icon."""

from datetime import date

import pytest
from django.utils import translation

from saraptama.web.shared.cells import Chip, DueChip
from saraptama.web.shared.statuses import TONES, label_of, status_of
from saraptama.web.shared.tones import Tone


@pytest.mark.parametrize("kind", TONES, ids=lambda kind: kind.__name__)
def test_every_member_of_a_status_has_a_word_and_a_tone(kind: type) -> None:
    for member in kind:  # type: ignore[attr-defined] # an enum
        assert label_of(member)
        assert status_of(member).tone in Tone


def test_a_chip_is_icon_and_word() -> None:
    html = str(Chip("<late>", Tone.OVERDUE))
    assert "exclamation-octagon-fill" in html
    assert "&lt;late&gt;" in html


@pytest.mark.parametrize(
    ("left", "paused", "tone"),
    [
        (11, False, Tone.WORK),
        (5, False, Tone.ATTENTION),
        (0, False, Tone.ATTENTION),
        (-1, False, Tone.OVERDUE),
        (3, True, Tone.WAITING),
    ],
)
def test_the_nearer_the_date_the_louder_the_chip(left: int, paused: bool, tone: Tone) -> None:
    assert DueChip(date(2026, 11, 22), left, paused=paused).tone is tone


def test_a_date_due_today_is_not_overdue() -> None:
    with translation.override("en"):
        assert DueChip(date(2026, 11, 22), 0).distance == "today"
