"""Fills the database with cases: a few thousand for the demonstration, millions for the benchmarks.

Audited, every chunk is one act that commits to each of its rows, so that `log verify --rows` holds. Otherwise one act
says what was loaded, and the rows themselves stand outside the log.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.apps import apps
from django.db import connection, transaction

from saraptama.casework.examinations.rules import Norms
from saraptama.demo.bulk.cases import Cases
from saraptama.demo.bulk.course import Clock, Fate
from saraptama.demo.bulk.days import WorkingDays
from saraptama.demo.bulk.drawing import Drawing
from saraptama.demo.bulk.paper import Counters
from saraptama.demo.bulk.plan import Planned, plan, shares_of
from saraptama.demo.bulk.studies import Studies
from saraptama.demo.bulk.tables import CASES, Batch
from saraptama.demo.bulk.world import Institute, institutes
from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id

SEED = 71
ROWS_OF_AN_ACT = 2000
ORDERS_OF_A_CHUNK = 4000
_LONGEST_COURSE = 400
_UNTIL = -1
"""Yesterday is the last day of the generated past: nothing in it lies in the future of any clock."""

Progress = Callable[[str, int, int], None]
"""Told what is being built, how much of it is there, and out of how much."""


@dataclass
class Generated:
    """What was written."""

    orders: int = 0
    examinations: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        """Count the rows of a batch."""
        for table, count in batch.counts().items():
            self.rows[table] = self.rows.get(table, 0) + count


@dataclass(frozen=True)
class Request:
    """What to generate: how many examinations, registered between two days, by which seed."""

    examinations: int
    first: int
    until: int
    seed: int
    audited: bool


def request(*, examinations: int, months: int, seed: int, audited: bool, today: date | None = None) -> Request:
    """The period ends yesterday and is so many months long."""
    until = (today or clock.today()) + timedelta(days=_UNTIL)
    first = until - timedelta(days=round(months * 30.44))
    return Request(examinations, first.toordinal(), until.toordinal(), seed, audited)


def generate(
    builder: ActorRef,
    *,
    examinations: int = 3000,
    months: int = 6,
    seed: int = SEED,
    audited: bool = True,
    progress: Progress | None = None,
) -> Generated:
    """Generate cases in this process. The institutes' people must be there (`build_republic`)."""
    asked = request(examinations=examinations, months=months, seed=seed, audited=audited)
    places = institutes()
    counts = shares_of(places, examinations)
    return Generator(builder, asked, places, counts, progress).run()


class Generator:
    """Generates the cases of some institutes."""

    def __init__(
        self,
        actor: ActorRef,
        asked: Request,
        places: Sequence[Institute],
        counts: Sequence[int],
        progress: Progress | None = None,
        salt: str = "",
    ) -> None:
        self.actor, self.asked, self.places, self.counts = actor, asked, places, counts
        self.progress = progress or (lambda *_: None)
        self.done = Generated()
        self.rng = random.Random(f"{asked.seed}{salt}")  # noqa: S311 - fiction
        calendar = reference.calendar()
        self.days = WorkingDays(calendar, asked.first - 60, asked.until + _LONGEST_COURSE)
        norms = reference.norms_on(date.fromordinal(asked.until))
        rule = Clock(Norms.from_values(norms.version, norms.values), calendar, asked.until)
        self.batch = Batch(CASES)
        self.counters = numbers_given()
        studies = Studies(self.batch, rule, asked.until, with_history=asked.audited, rng=self.rng)
        fate = Fate(self.rng, self.days, rule)
        drawing = Drawing(fate, self.counters, self.rng, varied=asked.audited)
        self.cases = Cases(self.batch, studies, drawing, self.rng)

    def run(self) -> Generated:
        """Day after day, chunk after chunk."""
        planned = plan(self.counts, self.days, self.asked.first, self.asked.until, self.rng)
        total = sum(order.examinations for order in planned)
        since = 0
        for order in planned:
            self._write(order)
            since += 1
            if len(self.batch) >= ROWS_OF_AN_ACT if self.asked.audited else since >= ORDERS_OF_A_CHUNK:
                self._keep()
                since = 0
                self.progress("examinations", self.done.examinations, total)
        self._keep()
        self.progress("examinations", total, total)
        return self.done

    def _write(self, order: Planned) -> None:
        self.done.examinations += self.cases.write(self.places[order.institute], order.day, order.composition)
        self.done.orders += 1

    @transaction.atomic
    def _keep(self) -> None:
        """Store what has gathered, with the numbers that it used, as one act."""
        if not len(self.batch):
            return
        self.batch.write()
        keep_numbers(self.counters)
        if self.asked.audited:
            record(
                self.actor,
                act="demo.cases_generated",
                wrote=self.batch.written(),
                details={"seed": self.asked.seed, **self.batch.counts()},
            )
        self.done.add(self.batch)
        self.batch.clear()


def numbers_given() -> Counters:
    """The last numbers of every series, from which the generated ones go on."""
    rows = apps.get_model("intake.NumberSeries").objects.values_list("institute_id", "series", "year", "last_number")
    return Counters({(institute.hex, series, year): last for institute, series, year, last in rows})


def keep_numbers(counters: Counters) -> None:
    """Set every series to its last number, so that a live registration goes on without a gap."""
    table = apps.get_model("intake.NumberSeries")._meta.db_table
    rows = [(new_id(), institute, series, year, last) for (institute, series, year), last in counters.last.items()]
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" AS held (id, institute_id, series, year, first_number, last_number)'  # noqa: S608
            " VALUES (%s, %s, %s, %s, 1, %s) ON CONFLICT (institute_id, series, year)"
            " DO UPDATE SET last_number = greatest(held.last_number, EXCLUDED.last_number)",
            rows,
        )
