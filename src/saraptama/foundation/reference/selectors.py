"""Questions to the reference data. Answers are frozen values; names speak the language active now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from saraptama.foundation.reference import calendars, delivered, snapshot
from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.errors import NormsMissing, NotInForce, UnknownReference
from saraptama.foundation.reference.inspection import Unconfirmed, faults, unconfirmed
from saraptama.foundation.reference.lists import (
    ListLine,
    RecordLine,
    all_lists,
    columns_of,
    has_versions,
    records_of,
    title_of,
)
from saraptama.foundation.reference.types import (
    AppointingBody,
    AppointingBodyKind,
    CalendarDay,
    ChecklistItem,
    InForce,
    Names,
    Norms,
    Region,
    Specialty,
    Term,
    TypicalQuestion,
    Unit,
)
from saraptama.kernel import clock
from saraptama.kernel.calendar import WorkingCalendar
from saraptama.kernel.kazakh import stems, words

__all__ = [
    "ListLine",
    "RecordLine",
    "Unconfirmed",
    "all_lists",
    "all_norms",
    "bodies",
    "body",
    "body_by_code",
    "body_kind",
    "body_kinds",
    "calendar",
    "calendar_days",
    "checklist",
    "choices",
    "columns_of",
    "delivered_calendar",
    "delivered_norms",
    "faults",
    "has_versions",
    "held",
    "institute_of",
    "institutes",
    "label",
    "norms",
    "norms_on",
    "open_specialties",
    "records_of",
    "reference_version",
    "region",
    "regions",
    "specialties",
    "specialty",
    "term",
    "terms",
    "title_of",
    "typical_questions",
    "unconfirmed",
    "unit",
    "unit_by_code",
    "units",
]

T = TypeVar("T", bound=InForce)

held = snapshot.held
"""`with selectors.held():` answers many questions from one state of the data, reading its version once."""


def reference_version() -> int:
    """A number that changes whenever any reference data does."""
    return snapshot.current().number


def calendar(version: int | str | None = None) -> WorkingCalendar:
    """The working calendar in use, or a former version by its number."""
    row = calendars.latest_version() if version is None else calendars.version_by_number(int(version))
    return calendars.working_calendar(row)


def calendar_days(year: int | None = None, version: int | None = None) -> list[CalendarDay]:
    """The days that depart from the ordinary week, by date."""
    number = calendars.latest_version().number if version is None else version
    return [
        CalendarDay(
            id=day.id,
            date=day.date,
            kind=day.kind,
            title=Names(day.title_kk, day.title_ru, day.title_en),
            act=day.act,
            estimated=day.estimated,
            source=day.source,
        )
        for day in calendars.days_of(number)
        if year is None or day.date.year == year
    ]


def norms_on(day: date) -> Norms:
    """The norms of the clock in force on a day (a case takes those of its T0)."""
    for norms_ in snapshot.current().norms:
        if norms_.in_force_on(day):
            return norms_
    raise NormsMissing(day=day)


def norms(version: str) -> Norms:
    """The norms of a version: what a case is pinned to."""
    for norms_ in snapshot.current().norms:
        if norms_.version == version:
            return norms_
    raise UnknownReference(list="norms", code=version)


def all_norms() -> list[Norms]:
    """Every version of the norms, oldest first."""
    return list(snapshot.current().norms)


def delivered_norms() -> dict[str, dict[str, Any]]:
    """The norms that come with the system, by version: for whoever reckons without an installation."""
    return {str(norms_["version"]): norms_["values"] for norms_ in delivered.norm_sets()}


def delivered_calendar() -> WorkingCalendar:
    """The working calendar that comes with the system."""
    return delivered.working_calendar()


def regions(on: date | None = None) -> list[Region]:
    """The regions in force on a day (today), by code."""
    return _in_force(snapshot.current().regions.values(), on)


def region(code: str, on: date | None = None) -> Region:
    """A region by the first two digits of KATO."""
    return _pick(snapshot.current().regions.get(code, ()), list_="regions", code=code, on=on)


def units(within: str = "") -> list[Unit]:
    """Every unit, by path; those at and below a path when one is given. Closed ones are among them."""
    return [unit_ for unit_ in snapshot.current().units.values() if not within or unit_.is_within(within)]


def units_below(path: str) -> list[UUID] | None:
    """The keys of a path's unit and of all below it; None where nothing is left out (no path, or that of the Centre).

    A list is narrowed by these keys, not by the paths: the planner knows how many rows each key has.
    """
    if not path:
        return None
    known = snapshot.current().units.values()
    inside = [unit_.id for unit_ in known if unit_.is_within(path)]
    return None if inside and len(inside) == len(known) else inside


def unit(id: UUID) -> Unit:
    """A unit, also one that no longer exists."""
    try:
        return snapshot.current().units[id]
    except KeyError:
        raise UnknownReference(list="units", code=id) from None


def unit_by_code(code: str) -> Unit:
    """A unit by its code: `CENTRE`, `I71`, `I71-CRIM`."""
    try:
        return snapshot.current().units_by_code[code]
    except KeyError:
        raise UnknownReference(list="units", code=code) from None


def institutes(on: date | None = None) -> list[Unit]:
    """The institutes in force on a day (today), in the order of the Kazakh alphabet."""
    day = on or clock.today()
    found = [unit_ for unit_ in units() if unit_.kind == UnitKind.INSTITUTE and unit_.in_force_on(day)]
    return sorted(found, key=lambda unit_: unit_.sort_key_kk)


def institute_of(id: UUID) -> Unit:
    """The institute (or the Centre) to which a unit belongs; of these the unit itself."""
    found = unit(id)
    while found.kind not in (UnitKind.INSTITUTE, UnitKind.CENTRE) and found.parent_id is not None:
        found = unit(found.parent_id)
    return found


def specialties(on: date | None = None) -> list[Specialty]:
    """Types and specialties in force on a day (today), each type before its specialties."""
    return _in_force(snapshot.current().specialties.values(), on)


def open_specialties(on: date | None = None) -> list[Specialty]:
    """The specialties in which examinations can be ordered on a day (today): types are not among them."""
    return [specialty_ for specialty_ in specialties(on) if not specialty_.is_type]


def specialty(code: str, on: date | None = None) -> Specialty:
    """A type or specialty by its cipher; on a given day it must be in force."""
    return _pick(snapshot.current().specialties.get(code, ()), list_="specialties", code=code, on=on)


def body_kinds(on: date | None = None) -> list[AppointingBodyKind]:
    """The kinds of appointing bodies with the names they have on a day (today)."""
    return _in_force(snapshot.current().body_kinds.values(), on)


def body_kind(code: str, on: date | None = None) -> AppointingBodyKind:
    """A kind of appointing body with the name it has on a day."""
    return _pick(snapshot.current().body_kinds.get(code, ()), list_="body_kinds", code=code, on=on)


def body(id: UUID) -> AppointingBody:
    """An appointing body, also one that no longer exists."""
    try:
        return snapshot.current().bodies[id]
    except KeyError:
        raise UnknownReference(list="bodies", code=id) from None


def body_by_code(code: str) -> AppointingBody:
    """An appointing body by its code (`71-03-1`)."""
    try:
        return snapshot.current().bodies_by_code[code]
    except KeyError:
        raise UnknownReference(list="bodies", code=code) from None


def bodies(
    kind: str | None = None, region: str | None = None, q: str | None = None, on: date | None = None
) -> list[AppointingBody]:
    """Appointing bodies in force on a day (today), in the order of the Kazakh alphabet.

    `q` finds by words of the name in any of the languages and in any form of the word.
    """
    day = on or clock.today()
    return [
        found
        for found in snapshot.current().bodies.values()
        if found.in_force_on(day)
        and (not kind or found.kind_code == kind)
        and (not region or found.region_code == region)
        and (not q or _speaks_of(found.name, q))
    ]


def checklist(on: date | None = None) -> list[ChecklistItem]:
    """What an order must contain on a day (today), in the order of CPC art. 272."""
    day = on or clock.today()
    return [item for item in snapshot.current().checklist if item.in_force_on(day)]


def typical_questions(specialty_code: str, on: date | None = None) -> list[TypicalQuestion]:
    """Questions often put in a specialty on a day (today); where it has none of its own, those of its type."""
    day, known = on or clock.today(), snapshot.current().typical_questions
    versions = snapshot.current().specialties.get(specialty_code, ())
    codes = [specialty_code, *dict.fromkeys(version.type_code for version in versions)]
    for code in codes:
        if found := [question for question in known.get(code, ()) if question.in_force_on(day)]:
            return found
    return []


def every_typical_question(on: date | None = None) -> list[TypicalQuestion]:
    """Every question often put on a day (today), by code."""
    day = on or clock.today()
    known = (question for listed in snapshot.current().typical_questions.values() for question in listed)
    return sorted((question for question in known if question.in_force_on(day)), key=lambda one: one.code)


def terms(dictionary: str, on: date | None = None) -> list[Term]:
    """The codes of a dictionary in force on a day (today), in the dictionary's own order."""
    day = on or clock.today()
    return [term_ for term_ in snapshot.current().by_dictionary.get(str(dictionary), ()) if term_.in_force_on(day)]


def term(dictionary: str, code: str, on: date | None = None) -> Term:
    """A code of a dictionary; on a given day it must be in force, otherwise its latest version answers."""
    versions = snapshot.current().terms.get((str(dictionary), str(code)), ())
    return _pick(versions, list_=str(dictionary), code=str(code), on=on)


def label(dictionary: str, code: str, language: str | None = None, on: date | None = None) -> str:
    """The label of a code in a language (the one active now). Without a day, a code out of use keeps its last label."""
    return term(dictionary, code, on).label.in_language(language)


def choices(dictionary: str, on: date | None = None) -> list[tuple[str, str]]:
    """Codes and labels for a form's list, in the language active now."""
    return [(term_.code, str(term_.label)) for term_ in terms(dictionary, on)]


def _pick(versions: Sequence[T], *, list_: str, code: str, on: date | None) -> T:
    """The version in force on the day. Without a day: today's, or else the latest there was."""
    if not versions:
        raise UnknownReference(list=list_, code=code)
    day = on or clock.today()
    for version in versions:
        if version.in_force_on(day):
            return version
    if on is not None:
        raise NotInForce(list=list_, code=code, day=on)
    return max(versions, key=lambda version: version.valid_from or date.min)


def _in_force(versions: Iterable[Sequence[T]], on: date | None) -> list[T]:
    day = on or clock.today()
    return [version for group in versions for version in group if version.in_force_on(day)]


def _speaks_of(name: Names, question: str) -> bool:
    """Whether every word of the question occurs in the name, whole, in another form, or as a beginning."""
    written = words(f"{name.kk} {name.ru} {name.en}")
    known = {stem for word in written for stem in stems(word)}
    return all(
        not known.isdisjoint(stems(word)) or any(other.startswith(word) for other in written)
        for word in words(question)
    )
