"""Day arithmetic that never fails: an answer that no calendar holds is None and a defect."""

from datetime import date, timedelta

from saraptama.casework.examinations.enums import DefectCode
from saraptama.casework.examinations.rules.norms import CALENDAR, Quantity
from saraptama.casework.examinations.types import Defect
from saraptama.kernel.calendar import OutsideCalendar, WorkingCalendar


class Days:
    """A calendar together with the defects met while asking it."""

    def __init__(self, calendar: WorkingCalendar, defects: list[Defect]) -> None:
        self.calendar = calendar
        self.defects = defects

    def plus(self, day: date | None, days: int) -> date | None:
        """So many calendar days later."""
        if day is None:
            return None
        try:
            return day + timedelta(days=days)
        except OverflowError:
            self._outside(day)
            return None

    def after(self, day: date | None, quantity: Quantity) -> date | None:
        """The last day of a period that follows the day, in the period's own unit."""
        if day is None or quantity.unit == CALENDAR:
            return self.plus(day, quantity.value)
        return self.working_after(day, quantity.value)

    def working_after(self, day: date, count: int) -> date | None:
        """So many working days later, or earlier when negative."""
        try:
            return self.calendar.add_working_days(day, count)
        except OutsideCalendar:
            self._outside(day)
            return None

    def shift(self, day: date | None, start: date, end: date, unit: str) -> date | None:
        """The day moved by what lies in (start, end], counted in the unit of the norm."""
        if day is None or unit == CALENDAR:
            return self.plus(day, (end - start).days)
        try:
            return self.calendar.add_working_days(day, self.calendar.working_days_between(start, end))
        except OutsideCalendar:
            self._outside(day)
            return None

    def last_working(self, day: date | None) -> date | None:
        """The day, or the last working day before it."""
        if day is None:
            return None
        try:
            return self.calendar.last_working_on_or_before(day)
        except OutsideCalendar:
            self._outside(day)
            return None

    def rolled_forward(self, day: date | None) -> date | None:
        """The day, or the first working day after it."""
        if day is None:
            return None
        try:
            return self.calendar.first_working_on_or_after(day)
        except OutsideCalendar:
            self._outside(day)
            return None

    def _outside(self, day: date) -> None:
        defect = Defect(DefectCode.OUTSIDE_CALENDAR, day)
        if defect not in self.defects:
            self.defects.append(defect)
