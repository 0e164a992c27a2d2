"""The statutory clock as a picture: running and paused stretches to scale, with the same facts as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext

from saraptama.kernel import clock

Text = str | Promise


class StretchKind(StrEnum):
    """Whether the clock ran."""

    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"
    DELIVERY = "delivery"
    """The result is ready and on its way to the appointing body: another clock, of its own days."""


@dataclass(frozen=True)
class Stretch:
    """Days from `start` to `end` during which the clock ran or stood still."""

    start: date
    end: date
    kind: StretchKind
    says: Text = ""

    @property
    def days(self) -> int:
        """Calendar days; the first one is not counted, as in the reckoning."""
        return (self.end - self.start).days


@dataclass(frozen=True)
class Happening:
    """A dated fact above the line."""

    on: date
    says: Text


@dataclass(frozen=True)
class Bar:
    """A stretch in per cent of the width."""

    x: str
    width: str
    kind: StretchKind
    says: Text


@dataclass(frozen=True)
class Mark:
    """A numbered dot; dots that would touch climb to a higher lane."""

    x: str
    y: int
    number: int


@dataclass(frozen=True)
class Line:
    """Today, the due date, the cap, or the day by which the result is delivered."""

    x: str
    anchor: str
    on: date


LANE_HEIGHT = 26
LANES = 4
"""More dots than this over one place would make the picture taller than it is clear: the fifth covers the first."""
DOT_ROOM = 7.5
"""Per cent of the width that one dot needs on a telephone."""


@dataclass(frozen=True)
class Timeline:
    """What happened to a term. `{% timeline %}` draws it."""

    title: Text
    happenings: Sequence[Happening]
    stretches: Sequence[Stretch]
    today: date | None
    """None once everything has ended: the picture then ends with it."""
    due: date | None = None
    cap: date | None = None
    delivery: date | None = None
    """The last day for handing the result over."""
    key: str = ""
    """Names the rows of the table, so that other parts of the page can lead to a stretch."""

    @cached_property
    def span(self) -> tuple[date, int]:
        """The first day shown, and how many days are shown."""
        days = [h.on for h in self.happenings] + [d for s in self.stretches for d in (s.start, s.end)]
        days += [day for day in (self.today, self.due, self.cap, self.delivery) if day]
        return min(days), max((max(days) - min(days)).days, 1)

    def place(self, day: date) -> float:
        """A day as per cent of the width, with a margin for the dots at both ends."""
        first, length = self.span
        return 1.5 + 97 * (day - first).days / length

    @property
    def bars(self) -> list[Bar]:
        return [
            Bar(_percent(self.place(s.start)), _percent(self.place(s.end) - self.place(s.start)), s.kind, s.says)
            for s in self.stretches
        ]

    @cached_property
    def marks(self) -> list[Mark]:
        marks: list[Mark] = []
        last_in_lane: list[float] = []
        for number, happening in enumerate(self.sorted_happenings, start=1):
            place = self.place(happening.on)
            free = next((i for i, last in enumerate(last_in_lane) if place - last >= DOT_ROOM), len(last_in_lane))
            lane = free % LANES
            last_in_lane[lane : lane + 1] = [place]
            marks.append(Mark(_percent(place), lane, number))
        lanes = max((mark.y for mark in marks), default=0)
        return [Mark(m.x, 14 + (lanes - m.y) * LANE_HEIGHT, m.number) for m in marks]

    @cached_property
    def sorted_happenings(self) -> list[Happening]:
        return sorted(self.happenings, key=lambda happening: happening.on)

    @cached_property
    def bar_top(self) -> int:
        """Where the band of days begins: below the highest pile of dots."""
        return max((mark.y for mark in self.marks), default=0) + 20

    @property
    def height(self) -> int:
        return self.bar_top + (94 if self.delivery else 76)

    @property
    def today_word(self) -> str:
        """Of a past day it is not said that it is today."""
        return gettext("today") if self.today == clock.today() else gettext("on the day")

    @property
    def today_line(self) -> Line | None:
        return self._line(self.today) if self.today else None

    @property
    def due_line(self) -> Line | None:
        return self._line(self.due) if self.due else None

    @property
    def cap_line(self) -> Line | None:
        return self._line(self.cap) if self.cap else None

    @property
    def delivery_line(self) -> Line | None:
        return self._line(self.delivery) if self.delivery else None

    def _line(self, day: date) -> Line:
        place = self.place(day)
        anchor = "start" if place < 15 else "end" if place > 85 else "middle"
        return Line(_percent(place), anchor, day)


def _percent(value: float) -> str:
    return f"{value:.3f}%"
