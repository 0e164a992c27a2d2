"""The statutory clock: over one history, over a million at once, and over every open examination of the database.

The open examinations are dated again, stored and recorded as `apply_calendar` does it, in a transaction that is rolled
back: the database is left as it was.
"""

import time
from datetime import date
from typing import Any

import click

from benchmarks import ground
from benchmarks.measuring import Report

AS_OF = date(2026, 9, 1)
FIRST, LAST = date(2020, 1, 6).toordinal(), date(2026, 8, 1).toordinal()


@click.command()
@click.option("--histories", default=1_000_000, show_default=True, help="Generated histories of the array path.")
@click.option("--alone", default=5_000, show_default=True, help="Histories reckoned one by one.")
@click.option("--at-most", default=0, show_default=True, help="Re-date only so many open examinations; 0: all.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(histories: int, alone: int, at_most: int, append: bool) -> None:
    """Terms a second by arrays and one by one; every open examination re-dated."""
    ground.prepare(republic=False)
    report = Report(f"clock: {histories:,} histories".replace(",", " "))
    measure_arrays(report, histories)
    measure_alone(report, alone)
    measure_redating(report, at_most)
    report.show(append=append)


def counted_by() -> Any:
    """The norms and the calendar of today."""
    from saraptama.casework.examinations.rules import Norms
    from saraptama.foundation.reference import selectors as reference

    found = reference.norms_on(AS_OF)
    return Norms.from_values(found.version, found.values), reference.calendar()


def generated(count: int) -> Any:
    """Histories of every category: half of them with a suspension, a tenth with two, a tenth with an extension."""
    import numpy as np

    from saraptama.casework.examinations.rules import many

    dice = np.random.default_rng(71)
    t0 = dice.integers(FIRST, LAST, count)
    stops = np.sort(np.concatenate((dice.choice(count, count // 2), dice.choice(count, count // 10))))
    start = t0[stops] + dice.integers(1, 20, len(stops))
    is_open = dice.random(len(stops)) < 0.1
    resumed = np.where(is_open, many.NONE, start + dice.integers(1, 25, len(stops)))
    granted = dice.choice(count, count // 10)
    return many.Histories(
        t0=t0,
        complexity=dice.integers(0, len(many.COMPLEXITIES), count).astype(np.int8),
        finished=np.where(dice.random(count) < 0.5, many.NONE, t0 + dice.integers(5, 60, count)),
        suspensions=many.Suspensions(
            stops, dice.integers(0, len(many.GROUNDS), len(stops)).astype(np.int8), start, start, resumed
        ),
        extensions=many.Extensions(granted, dice.integers(1, 30, len(granted))),
    )


def measure_arrays(report: Report, count: int) -> None:
    """Dates of all histories at once, on one core; the best of three rounds."""
    from saraptama.casework.examinations.rules import many

    norms, calendar = counted_by()
    told, days = generated(count), many.ArrayCalendar(calendar)
    seconds = min(_timed(lambda: many.reckon_many(told, norms, days, AS_OF)) for _ in range(3))
    rate = count / seconds
    report.add("terms over arrays, one core", f"{rate / 1e6:.2f} million/s", "≥ 1 million/s", rate >= 1e6)


def measure_alone(report: Report, count: int) -> None:
    """The same kind of histories through `term`, with every step explained."""
    from saraptama.casework.examinations.rules import term

    norms, calendar = counted_by()
    histories = list(_as_facts(count))
    seconds = _timed(lambda: [term(facts, norms, calendar, AS_OF) for facts in histories])
    report.add("terms one by one, with their steps", f"{count / seconds:,.0f}/s".replace(",", " "))


def _as_facts(count: int) -> Any:
    from saraptama.casework.examinations.rules import facts, many

    told = generated(count)
    stops = told.suspensions
    found: list[list[Any]] = []
    for t0, place, finished in zip(told.t0.tolist(), told.complexity.tolist(), told.finished.tolist(), strict=True):
        start, complexity = date.fromordinal(t0), many.COMPLEXITIES[place]
        known: list[Any] = [facts.OrderAccepted(start), facts.ObjectsComplete(start)]
        known += [facts.ComplexitySet(start, complexity)] if complexity else []
        if finished != many.NONE:
            known.append(facts.Finished(date.fromordinal(finished), facts.Result.CONCLUSION))
        found.append(known)
    columns = (stops.owner, stops.ground, stops.start, stops.resumed)
    for key, (owner, ground_, on, until) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        found[owner].append(facts.Suspended(date.fromordinal(on), many.GROUNDS[ground_], str(key), str(key)))
        if until != many.NONE:
            found[owner].append(facts.Resumed(date.fromordinal(until), str(key)))
    for owner, days in zip(told.extensions.owner.tolist(), told.extensions.days.tolist(), strict=True):
        found[owner].append(facts.Extended(date.fromordinal(int(told.t0[owner])), days))
    return found


def measure_redating(report: Report, at_most: int) -> None:
    """A day is moved, and the calendar applied to the open examinations: read, reckoned, stored, recorded."""
    from django.db import transaction

    from saraptama.casework.examinations import selectors, services
    from saraptama.demo import settle

    with transaction.atomic():
        version = _moved_day(settle.builder())
        running = selectors.visible_to(_keeper()).unfinished().filter(t0__isnull=False)
        if at_most:
            _pin_the_rest(running, at_most, version)
        begun = time.perf_counter()
        correction = services.apply_calendar(_keeper(), version=version, ground="benchmark")
        seconds = time.perf_counter() - begun
        transaction.set_rollback(True)
    count = f"{correction.counted:,}".replace(",", " ")
    report.add(f"{count} open examinations re-dated and stored", f"{seconds:.2f} s", "< 5 s", seconds < 5)
    report.note(f"{correction.moved} of them are due on another day; rolled back afterwards")


def _pin_the_rest(running: Any, at_most: int, version: int) -> None:
    left = running.order_by("pk").values("pk")[:at_most]
    running.exclude(pk__in=left).update(calendar_version=str(version))


def _keeper() -> Any:
    from saraptama.casework.examinations.rights import REDATE, VIEW
    from saraptama.journey.service_actor import service_actor

    return service_actor(VIEW, REDATE)


def _moved_day(actor: Any) -> int:
    """A working day within the windows of today's petitions becomes a day off."""
    from saraptama.foundation.reference import selectors as reference
    from saraptama.foundation.reference.services import edit_calendar_day
    from saraptama.foundation.reference.types import Names
    from saraptama.kernel import clock

    day = reference.calendar().next_working_after(clock.today())
    title = Names("Демалыс", "Выходной", "Day off")
    return edit_calendar_day(actor, day=day, kind="MOVED_OFF", title=title, act="benchmark", source="benchmark")


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
