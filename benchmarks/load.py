"""Loads the cases that the other benchmarks ask about."""

import time

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks import ground
from benchmarks.measuring import Report


@click.command()
@click.option("--examinations", default=1_000_000, show_default=True)
@click.option("--months", default=None, type=int, help="Over how many months; as many as the country's flow needs.")
@click.option("--processes", default=2, show_default=True)
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(examinations: int, months: int | None, processes: int, append: bool) -> None:
    """Load generated examinations by the published distributions."""
    ground.prepare()
    from saraptama.demo import settle
    from saraptama.demo.bulk.loading import load

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())  # fmt: skip
    begun = time.perf_counter()
    with Progress(*columns) as bar:
        tasks = {name: bar.add_task(name, total=None) for name in ("examinations", "indexes")}
        done = load(
            settle.builder(),
            examinations=examinations,
            months=months or max(6, round(examinations / 34_077)),
            processes=processes,
            progress=lambda name, at, total: bar.update(tasks[name], completed=at, total=total),
        )
    seconds = time.perf_counter() - begun
    report = Report(f"bulk load of {done.examinations:,} examinations")
    report.add("whole load with indexes and statistics", f"{seconds:.0f} s")
    report.add("examinations", f"{done.examinations / seconds:,.0f}/s")
    report.add("rows", f"{sum(done.rows.values()):,} ({sum(done.rows.values()) / seconds:,.0f}/s)")
    report.add("database", size_of(done.examinations))
    report.show(append=append)


def size_of(examinations: int) -> str:
    """How large the database is, and how much of that an examination takes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = int(cursor.fetchone()[0])
    return f"{size / 2**30:.1f} GiB, {size // max(1, examinations):,} bytes an examination"


if __name__ == "__main__":
    main()
