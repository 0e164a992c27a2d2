"""The reference data that comes with the system: lists, norms, and the calendar read from the package `holidays`."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from saraptama.foundation.reference.enums import CalendarDayKind, Dictionary
from saraptama.foundation.reference.models import CalendarDay
from saraptama.foundation.reference.sheets import LISTS
from saraptama.foundation.reference.types import LANGUAGES
from saraptama.kernel.calendar import DayKind, WorkingCalendar

_DATA = files("saraptama.foundation.reference") / "data"
_MOVED = re.compile(r"Day off \(substituted from (\d\d/\d\d/\d{4})\)")
_OBSERVED, _MOVED_OFF, _MOVED_WORK, _ESTIMATED = "(observed)", "(moved off)", "(moved work)", "(estimated)"


def lists() -> Iterator[tuple[str, bytes]]:
    """The delivered lists by name, each before those that refer to it."""
    for sheet in LISTS:
        yield sheet.name, (_DATA / f"{sheet.name}.tsv").read_bytes()
    for dictionary in Dictionary:
        yield dictionary.value, (_DATA / "terms" / f"{dictionary.value}.tsv").read_bytes()


def norm_sets() -> list[dict[str, Any]]:
    """The delivered versions of the norms."""
    return list(yaml.safe_load((_DATA / "norms.yaml").read_text("utf-8")))


def calendar_years() -> tuple[date, date]:
    """The first and the last day of the delivered calendar."""
    settings = _calendar_settings()
    return date(settings["first_year"], 1, 1), date(settings["last_year"], 12, 31)


def calendar_days() -> list[CalendarDay]:
    """The days of the delivered calendar, not saved, by date."""
    import holidays  # slow to import, and needed only here

    first, last = calendar_years()
    package = holidays.country_holidays("KZ", years=range(first.year, last.year + 1), language="en_US")
    source = f"package holidays {holidays.__version__}"
    days = [_day_off(day, name, source) for day, name in package.items() if first <= day <= last]
    exchanged = {_worked_instead(name): day for day, name in package.items() if _MOVED.fullmatch(name)}
    # The package also lists a day of 2013 here whatever the years asked for, and `day in package` knows none of these.
    worked = [day for day in package.weekend_workdays if first <= day <= last]
    days += [_day(day, CalendarDayKind.MOVED_WORK, _MOVED_WORK, exchanged.get(day), source) for day in worked]
    return sorted(days, key=lambda day: day.date)


def working_calendar() -> WorkingCalendar:
    """The delivered calendar, for whoever reckons without an installation."""
    first, last = calendar_years()
    return WorkingCalendar.from_days("delivered", first, last, {day.date: DayKind(day.kind) for day in calendar_days()})


def _day_off(day: date, name: str, source: str) -> CalendarDay:
    if _MOVED.fullmatch(name):
        return _day(day, CalendarDayKind.MOVED_OFF, _MOVED_OFF, _worked_instead(name), source)
    estimated = name.endswith(_ESTIMATED)
    base = name.removesuffix(_ESTIMATED).strip()
    holiday = _day(day, CalendarDayKind.HOLIDAY, base.removesuffix(_OBSERVED).strip(), None, source)
    holiday.estimated = estimated
    if base.endswith(_OBSERVED):
        for language in LANGUAGES:
            title = _titles()[_OBSERVED][language].format(title=getattr(holiday, f"title_{language}"))
            setattr(holiday, f"title_{language}", title)
    return holiday


def _day(day: date, kind: CalendarDayKind, name: str, other: date | None, source: str) -> CalendarDay:
    other_day = other.strftime("%d.%m.%Y") if other else ""
    titles = {f"title_{language}": text.format(day=other_day) for language, text in _titles()[name].items()}
    return CalendarDay(date=day, kind=kind, **titles, act=_calendar_settings()["acts"][kind.value], source=source)


def _worked_instead(name: str) -> date:
    match = _MOVED.fullmatch(name)
    if match is None:
        raise ValueError(f"not a moved day: {name}")
    return datetime.strptime(match[1], "%m/%d/%Y").date()  # noqa: DTZ007 - a day has no zone


@cache
def _titles() -> dict[str, dict[str, str]]:
    """Titles by the package's English name: it has no Russian ones."""
    _, *lines = (_DATA / "holiday_titles.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    return {name: dict(zip(LANGUAGES, titles, strict=True)) for name, *titles in cells}


@cache
def _calendar_settings() -> dict[str, Any]:
    return dict(yaml.safe_load((_DATA / "calendar.yaml").read_text("utf-8")))
