"""A chip is drawn once for all its likes, and for each language anew."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from saraptama.web.shared.cells import Chip, DueChip, Reason
from saraptama.web.shared.tones import Tone

DAY = date(2026, 11, 27)


def drawn(chip: Chip | DueChip, language: str) -> str:
    with translation.override(language):
        return str(chip)


def test_a_due_date_is_written_in_the_language_of_each_reader() -> None:
    written = {drawn(DueChip(DAY, 3), language) for language in ("kk", "ru", "en", "ru")}
    assert len(written) == 3


def test_a_label_that_waits_for_its_language_is_written_in_each() -> None:
    chip = Chip(_("today"), Tone.WORK)
    assert "сегодня" in drawn(chip, "ru")
    assert "бүгін" in drawn(chip, "kk")


def test_dates_that_differ_in_anything_are_drawn_apart() -> None:
    chips = [DueChip(DAY, 3), DueChip(DAY, 3, paused=True), DueChip(DAY, 3, soon=1), DueChip(DAY, 2), DueChip(None)]
    assert len({drawn(chip, "en") for chip in chips}) == len(chips)


def test_a_date_that_is_explained_tells_its_reasons() -> None:
    assert "Order accepted" in drawn(DueChip(DAY, 3, reasons=[Reason("Order accepted")]), "en")
    assert "Order accepted" not in drawn(DueChip(DAY, 3), "en")
    assert "<details" not in drawn(DueChip(DAY, 3, reasons=[]), "en")


def test_marks_in_a_label_stay_words() -> None:
    assert "&lt;b&gt;" in drawn(Chip("<b>", Tone.DONE), "en")
