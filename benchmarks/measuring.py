"""Percentiles, processor time from /proc, tables on the terminal, and lines in RESULTS.md."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "RESULTS.md"
_TICK = os.sysconf("SC_CLK_TCK")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))] if ordered else float("nan")


@dataclass
class Outcome:
    """One measured thing: what it was, the number, the target, and whether it was met."""

    work: str
    measured: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "yes" if self.met else "no"


@dataclass
class Report:
    """The outcomes of one benchmark, with what must be known to read them."""

    title: str
    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, work: str, measured: str, target: str = "", met: bool | None = None) -> None:
        """One more line."""
        self.outcomes.append(Outcome(work, measured, target, met))

    def note(self, text: str) -> None:
        """A caveat or a circumstance."""
        self.notes.append(text)

    def show(self, *, append: bool) -> None:
        """Print the table; when asked, add it to RESULTS.md as well."""
        table = Table("work", "measured", "target", "met", title=self.title)
        for outcome in self.outcomes:
            table.add_row(outcome.work, outcome.measured, outcome.target, outcome.verdict)
        console = Console(width=140)
        console.print(table)
        for text in [*self.notes, machine()]:
            console.print(f"· {text}", highlight=False)
        if append:
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write(self.as_markdown())

    def as_markdown(self) -> str:
        """The table for RESULTS.md."""
        day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        lines = ["", f"## {self.title} — {day}", "", "| work | measured | target | met |", "|---|---|---|---|"]
        lines += [f"| {o.work} | {o.measured} | {o.target} | {o.verdict} |" for o in self.outcomes]
        lines += ["", *(f"- {text}" for text in [*self.notes, machine()]), ""]
        return "\n".join(lines)


def machine() -> str:
    """What the numbers were taken on, and how busy it was meanwhile."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    return (
        f"{os.cpu_count()} processors ({model}), {memory} GiB, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}; load average {os.getloadavg()[0]:.1f}"
    )


def processor_seconds(pids: Iterable[int]) -> float:
    """User and system time that these processes, and the children they waited for, have used so far."""
    total = 0
    for pid in pids:
        fields = " ".join(_lines(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        if fields:
            total += sum(int(fields[place]) for place in (11, 12, 13, 14))
    return total / _TICK


def database_processes() -> list[int]:
    """The server that this process is connected to, with all its backends; only where it runs on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    fields = " ".join(_lines(f"/proc/{backend}/stat")).rpartition(")")[2].split()
    return children_of(int(fields[1])) if fields else []


def children_of(pid: int) -> list[int]:
    """A process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in " ".join(_lines(task)).split():
            found += children_of(int(child))
    return found


def _lines(path: Path | str) -> list[str]:
    try:
        return Path(path).read_text(errors="replace").splitlines()
    except OSError:
        return []


def fsync_times() -> list[str]:
    """What `pg_test_fsync` of the delivered PostgreSQL says: how fast this disk can promise anything at all."""
    from saraptama.cli.embedded_postgres.account import database_account
    from saraptama.cli.embedded_postgres.binaries import find_binaries

    program = find_binaries(database_account()).program("pg_test_fsync")
    if not program.exists():
        return ["pg_test_fsync is not among the delivered programs"]
    target = Path(os.environ["SARAPTAMA_HOME"]) / "fsync.test"
    done = subprocess.run([str(program), "-s", "1", "-f", str(target)], capture_output=True, text=True, check=False)
    target.unlink(missing_ok=True)
    return [" ".join(line.split()) for line in done.stdout.splitlines() if "ops/sec" in line][:5]
