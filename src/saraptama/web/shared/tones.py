"""The five colours of a status. Each carries the same meaning on every page and never stands without icon and word."""

from enum import StrEnum


class Tone(StrEnum):
    """What a colour means (ui.md: neutral waiting, blue in work, amber attention, red overdue, green done)."""

    WAITING = "waiting"
    WORK = "work"
    ATTENTION = "attention"
    OVERDUE = "overdue"
    DONE = "done"

    @property
    def icon(self) -> str:
        """The sign that repeats the colour for those who do not see it."""
        return _ICONS[self]


_ICONS = {
    Tone.WAITING: "hourglass-split",
    Tone.WORK: "play-circle-fill",
    Tone.ATTENTION: "exclamation-triangle-fill",
    Tone.OVERDUE: "exclamation-octagon-fill",
    Tone.DONE: "check-circle-fill",
}
