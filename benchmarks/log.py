"""The tamper-evident log: acts a second, leaves a second, a million stored leaves to a root, the full verification."""

import json
import os
import secrets
import subprocess
import sys
import time

import click

from benchmarks import ground
from benchmarks.measuring import Report

ACT_SECONDS = 5.0
LEAVES = 1_000_000
WAITING = 200_000
KINDS = {"bare": "record alone", "row": "act with one row"}


@click.command()
@click.option("--writers", "writer_counts", default="1,4,16", show_default=True, help="Numbers of parallel writers.")
@click.option("--verify/--no-verify", default=True, show_default=True, help="Run the full verification with rows.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(writer_counts: str, verify: bool, append: bool) -> None:
    """Measure every part of the log."""
    ground.prepare()
    report = Report("log")
    for kind in KINDS:
        best = max(commits(report, kind, int(count)) for count in writer_counts.split(","))
        report.add(f"{KINDS[kind]}: best", f"{best:.0f}/s", "≥ 1,000/s", best >= 1000)
    integrate(report)
    root_of_a_million(report)
    if verify:
        full_verification(report)
    report.note("act with one row: a person chooses a language (row changed, commitment, entry with promise)")
    report.note("each act in a transaction of its own, synchronous commit; the writers' own processor time included")
    report.show(append=append)


def commits(report: Report, kind: str, writers: int) -> float:
    """Acts as fast as so many writers can commit them, in as many processes as there are processors."""
    users = [str(user) for user in ground.user_ids(writers)]
    processes = min(writers, os.cpu_count() or 1)
    tasks = [{"kind": kind, "seconds": ACT_SECONDS, "users": users[place::processes]} for place in range(processes)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.log_writers", json.dumps(task)], stdout=subprocess.PIPE, text=True
        )
        for task in tasks
    ]
    done = sum(int(process.communicate()[0]) for process in running)
    rate = done / ACT_SECONDS
    many = f"{writers} writer{'s' if writers > 1 else ''} in {processes} process{'es' if processes > 1 else ''}"
    report.add(f"{KINDS[kind]}, {many}", f"{rate:.0f}/s")
    return rate


def integrate(report: Report) -> None:
    """Leaves that wait are given their places: copied in as bare entries, then integrated for good."""
    from saraptama.foundation.audit.integrator import catch_up

    catch_up()
    _let_wait(WAITING)
    begun = time.perf_counter()
    placed = catch_up()
    rate = placed / (time.perf_counter() - begun)
    report.add(f"integrator, {placed:,} leaves", f"{rate:,.0f} leaves/s", "≥ 50,000/s", rate >= 50_000)


def _let_wait(count: int) -> None:
    """Entries as `record` makes them, without rows: sealed and promised, so that the verification holds."""
    from django.db import connection, transaction

    from saraptama.foundation.audit import keys
    from saraptama.foundation.audit.leaves import leaf_bytes
    from saraptama.foundation.audit.models import AuditEntry
    from saraptama.kernel import clock
    from saraptama.kernel.actor import SYSTEM
    from saraptama.proof.merkle import leaf_hash
    from saraptama.proof.promise import Promise, sign_promise

    columns = 'id, act, "right", actor_id, actor_kind, subject_table, subject_id, recorded_at, details, details_salt,'
    with transaction.atomic(), connection.cursor() as cursor:
        waiting = []
        with cursor.copy(f"COPY audit_auditentry ({columns} documents, leaf_hash, promise) FROM STDIN") as copy:
            for _ in range(count):
                entry = AuditEntry(act="benchmark.waited", actor_id=SYSTEM.id, actor_kind=SYSTEM.kind.value,
                                   recorded_at=clock.now(), details_salt=secrets.token_bytes(16))  # fmt: skip
                entry.leaf_hash = leaf_hash(leaf_bytes(entry, ()))
                promise = Promise(keys.log_origin(), entry.id, entry.leaf_hash, entry.recorded_at)
                copy.write_row((entry.id, entry.act, "", entry.actor_id, entry.actor_kind, "", "", entry.recorded_at,
                                "{}", entry.details_salt, "{}", entry.leaf_hash,
                                sign_promise(promise, keys.log_key())))  # fmt: skip
                waiting.append((entry.id, entry.leaf_hash))
        with cursor.copy("COPY audit_pendingleaf (entry_id, leaf_hash) FROM STDIN") as copy:
            for row in waiting:
                copy.write_row(row)


def root_of_a_million(report: Report) -> None:
    """The root over a million leaf hashes, as the integrator and the verification compute it."""
    from saraptama.proof.merkle import Frontier

    leaves = [secrets.token_bytes(32) for _ in range(LEAVES)]
    begun = time.perf_counter()
    frontier = Frontier()
    frontier.extend(leaves)
    frontier.root()
    seconds = time.perf_counter() - begun
    report.add(f"{LEAVES:,} stored leaf hashes to the root", f"{seconds:.2f} s", "< 2 s", seconds < 2)


def full_verification(report: Report) -> None:
    """`log verify --rows` over everything there is."""
    from saraptama.foundation.audit.verification import verify_log

    begun = time.perf_counter()
    outcome = verify_log(rows=True)
    seconds = time.perf_counter() - begun
    said = {finding.what for finding in outcome.findings}
    report.add(
        f"full verification of {outcome.tree_size:,} entries and {outcome.rows or 0:,} rows", f"{seconds:.1f} s",
        "reported",
    )  # fmt: skip
    if said:
        report.note(f"the verification said: {'; '.join(sorted(said))} (rows loaded in bulk stand outside the log)")


if __name__ == "__main__":
    main()
