"""The tamper-evident log: acts a second, leaves a second, a million stored leaves to a root, the full verification."""

import secrets
import threading
import time
from uuid import UUID

import click

from benchmarks import ground
from benchmarks.measuring import Report

ACT_SECONDS = 5.0
LEAVES = 1_000_000
WAITING = 200_000


@click.command()
@click.option("--writers", "writer_counts", default="1,4,16", show_default=True, help="Numbers of parallel writers.")
@click.option("--verify/--no-verify", default=True, show_default=True, help="Run the full verification with rows.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(writer_counts: str, verify: bool, append: bool) -> None:
    """Measure every part of the log."""
    ground.prepare()
    report = Report("log")
    best = max(commits(report, int(count)) for count in writer_counts.split(","))
    report.add("best of them", f"{best:.0f} acts/s", "≥ 1,000/s", best >= 1000)
    integrate(report)
    root_of_a_million(report)
    if verify:
        full_verification(report)
    report.note("an act: one row changed, its commitment, the audit entry with promise, in a transaction of its own")
    report.show(append=append)


def commits(report: Report, writers: int) -> float:
    """Single-row acts as fast as so many writers can commit them; each on a record of its own."""
    from django.db import connection

    users = ground.user_ids(writers)
    stop = time.perf_counter() + ACT_SECONDS
    done = [0] * writers

    def write(place: int, user: UUID) -> None:
        from saraptama.foundation.accounts.enums import Language
        from saraptama.foundation.accounts.services import choose_language
        from saraptama.kernel.actor import ActorKind, ActorRef

        actor = ActorRef(id=user, kind=ActorKind.PERSON)
        try:
            while time.perf_counter() < stop:
                for language in (Language.KK, Language.RU):
                    choose_language(actor, user_id=user, language=language)
                    done[place] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(place, user)) for place, user in enumerate(users)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = sum(done) / (time.perf_counter() - begun)
    report.add(f"acts by the ORM, {writers} writer{'s' if writers > 1 else ''} in one process", f"{rate:.0f}/s")
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
