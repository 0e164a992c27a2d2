"""Days as numbers (`date.toordinal`), and steps over working days: fast enough for millions of cases."""

from datetime import date

from saraptama.kernel.calendar import WorkingCalendar

NEVER = 10**7
"""A day that does not come."""


class WorkingDays:
    """Working days of a calendar between two days."""

    def __init__(self, calendar: WorkingCalendar, first: int, last: int) -> None:
        first = max(first, calendar.first.toordinal())
        last = min(last, calendar.last.toordinal())
        self.all = [day for day in range(first, last + 1) if calendar.is_working(date.fromordinal(day))]
        self._first = first
        self._at_or_after: list[int] = []
        index = 0
        for day in range(first, last + 1):
            while index < len(self.all) and self.all[index] < day:
                index += 1
            self._at_or_after.append(index)

    def later(self, day: int, count: int) -> int:
        """So many working days after the day; none: the day itself, or the next working day."""
        index = self._at_or_after[day - self._first]
        if count and self.all[index] != day:
            index -= 1
        return self.all[index + count]

    def on_or_before(self, day: int) -> int:
        """The last working day not later than the day."""
        index = self._at_or_after[day - self._first]
        return self.all[index] if self.all[index] == day else self.all[index - 1]

    def between(self, first: int, last: int) -> int:
        """How many steps lead from the first to the last, both working days."""
        return self._at_or_after[last - self._first] - self._at_or_after[first - self._first]


_TEXTS: dict[int, str] = {}


def day_text(day: int) -> str:
    """The day in ISO form."""
    found = _TEXTS.get(day)
    if found is None:
        found = _TEXTS[day] = date.fromordinal(day).isoformat()
    return found


def moment_text(day: int, place: int) -> str:
    """A moment of the day: what happens later on it has a higher place."""
    minutes = 9 * 60 + place * 23 % 540
    return f"{day_text(day)} {minutes // 60:02d}:{minutes % 60:02d}:00+05"
