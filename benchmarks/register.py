"""Registering orders: over the API at a constant rate, and by 100 writers at once without a gap.

The web server is the service's own (`saraptama serve`), with the log's integrator beside it; the load generator shares
the same processors. Orders go to all institutes in turn.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from benchmarks import ground
from benchmarks.measuring import Report, children_of, database_processes, fsync_times, percentile, processor_seconds

SAMPLE = Path(__file__).parents[1] / "samples" / "orders" / "01-handwriting-ru.json"
WRITERS, ORDERS_OF_A_WRITER, SPARE_CONNECTIONS = 100, 5, 5


@click.command()
@click.option("--rate", default=150.0, show_default=True, help="Orders a second.")
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--warm-up", default=5.0, show_default=True, help="Seconds at the same rate that are not counted.")
@click.option("--worker/--no-worker", default=False, show_default=True, help="Run the background worker as well.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(rate: float, seconds: float, warm_up: float, worker: bool, append: bool) -> None:
    """Register orders over the API on schedule, then by many writers at once."""
    ground.prepare()
    report = Report(f"register: {rate:.0f} orders/s for {seconds:.0f} s, open loop")
    with served(worker=worker) as (port, pids):
        measure_api(report, port, pids, rate=rate, seconds=seconds, warm_up=warm_up)
    measure_writers(report)
    for line in fsync_times():
        report.note(f"pg_test_fsync: {line}")
    report.note("background worker " + ("running" if worker else "not running: its jobs wait in the queue"))
    report.show(append=append)


@contextmanager
def served(*, worker: bool) -> Iterator[tuple[int, list[int]]]:
    """The web server on a free port with the integrator beside it; yields the port and the processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    names = [["serve", f"--port={port}"], ["integrator"], *([["worker"]] if worker else [])]
    # A session of their own: Ctrl-C ends the measurement, which then ends them.
    running = [
        subprocess.Popen([sys.executable, "-m", "saraptama.cli", *name], stdout=subprocess.DEVNULL) for name in names
    ]
    try:
        wait_until_it_answers(port)
        yield port, [process.pid for process in running]
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def wait_until_it_answers(port: int) -> None:
    """Until the server takes requests."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/log/key", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def document() -> dict[str, Any]:
    """The sample order, dated yesterday so that it is never from the future."""
    from saraptama.kernel import clock

    order: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    order["ordered_on"] = (clock.today() - timedelta(days=1)).isoformat()
    return order


def measure_api(report: Report, port: int, pids: list[int], *, rate: float, seconds: float, warm_up: float) -> None:
    """One run of the load generator, and the processor time that it cost the server and the database."""
    task = {
        "host": "127.0.0.1", "port": port, "path": "/api/v1/orders", "token": ground.access_token(),
        "body": document(), "institutes": ground.institute_codes(),
        "rate": rate, "seconds": seconds, "warm_up": warm_up,
    }  # fmt: skip
    server = [child for pid in pids for child in children_of(pid)]
    database = database_processes()
    before = processor_seconds(server), processor_seconds(database)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load_generator"], input=json.dumps(task), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    database = sorted({*database, *database_processes()})
    used = processor_seconds(server) - before[0], processor_seconds(database) - before[1]
    outcome = json.loads(done.stdout)
    latencies = [value * 1000 for value in outcome["latencies"]]
    good = outcome["statuses"].get("201", 0)
    p99 = percentile(latencies, 0.99)
    sent = int(rate * (seconds + warm_up))
    report.add("orders registered", f"{good / outcome['seconds']:.1f}/s of {rate:.0f}/s", f"{rate:.0f}/s",
               good == len(latencies) and good / outcome["seconds"] > 0.97 * rate)  # fmt: skip
    report.add("answer, median", f"{percentile(latencies, 0.5):.1f} ms")
    report.add("answer, p95", f"{percentile(latencies, 0.95):.1f} ms")
    report.add("answer, p99", f"{p99:.1f} ms", "< 100 ms", p99 < 100)
    report.add("slowest answer", f"{max(latencies):.0f} ms")
    report.add("other than 201", str({k: v for k, v in outcome["statuses"].items() if k != "201"} or "none"))
    report.add("processor time, web and integrator", f"{used[0] / sent * 1000:.2f} ms an order")
    report.add("processor time, database", f"{used[1] / sent * 1000:.2f} ms an order")
    measure_merge_delay(report)


def measure_merge_delay(report: Report) -> None:
    """How many acts wait for their place in the log right after the load, and for how long the oldest has waited."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(max(extract(epoch FROM now() - e.recorded_at)), 0)"
            " FROM audit_pendingleaf p JOIN audit_auditentry e ON e.id = p.entry_id"
        )
        waiting, oldest = cursor.fetchone()
    report.add("merge delay of the log after the load", f"{waiting} acts wait, {float(oldest):.1f} s", "≤ 5 s",
               float(oldest) <= 5)  # fmt: skip


def measure_writers(report: Report) -> None:
    """100 threads (or as many as the server has connections for) register at once in one institute, without a gap."""
    from saraptama.foundation.accounts.services import actor_for_login

    actor = actor_for_login("e-case")
    failures: list[str] = []
    numbers: list[int] = []
    writers = min(WRITERS, _free_connections() - SPARE_CONNECTIONS)
    threads = [threading.Thread(target=_register_some, args=(actor, numbers, failures)) for _ in range(writers)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    expected = list(range(min(numbers), min(numbers) + writers * ORDERS_OF_A_WRITER)) if numbers else []
    whole = sorted(numbers) == expected and not failures
    report.add(f"{writers} parallel writers in one institute", f"{len(numbers) / seconds:.0f}/s, "
               f"{'no gap' if whole else 'GAPS OR FAILURES'}", "no gap", whole)  # fmt: skip
    if failures:
        report.note(f"failed writers: {failures[:3]}")


def _free_connections() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
            " - current_setting('reserved_connections')::int - (SELECT count(*) FROM pg_stat_activity)::int"
        )
        return int(cursor.fetchone()[0])


def _register_some(actor: Any, numbers: list[int], failures: list[str]) -> None:
    from django.db import connection

    from saraptama.casework.intake.enums import Channel
    from saraptama.integrations.order_documents.document import OrderDocument
    from saraptama.integrations.order_documents.submission import to_submission
    from saraptama.journey.register_order import register_from_outside

    try:
        for _ in range(ORDERS_OF_A_WRITER):
            answer = register_from_outside(
                actor,
                submission=to_submission(OrderDocument.model_validate(document())),
                channel=Channel.API,
                idempotency_key=os.urandom(16).hex(),
                source_system="benchmark",
            )
            numbers.append(int(answer.registration_number.rpartition("-")[2]))
    except Exception as error:
        failures.append(repr(error))
    finally:
        connection.close()


if __name__ == "__main__":
    main()
