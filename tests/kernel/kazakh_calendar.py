"""The calendar of Kazakhstan for 2024–2026 from the package `holidays`, with the days moved by resolution."""

from datetime import date

import holidays

from saraptama.kernel.calendar import DayKind, WorkingCalendar

_YEARS = range(2024, 2027)
_listed = holidays.country_holidays("KZ", years=_YEARS)

KAZAKHSTAN = WorkingCalendar.from_days(
    "test-kz",
    date(2024, 1, 1),
    date(2026, 12, 31),
    dict.fromkeys(_listed, DayKind.HOLIDAY)
    | {day: DayKind.MOVED_WORK for day in _listed.weekend_workdays if day.year in _YEARS},
)
