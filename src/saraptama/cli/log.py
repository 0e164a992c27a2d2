"""`saraptama log`: the log's state, its verification, and its public key."""

import json
import sys
import time
from dataclasses import asdict

import click


@click.group()
def log() -> None:
    """The tamper-evident log of acts."""
    from saraptama.cli.environment import set_up_django

    set_up_django()


@log.command()
@click.option("--rows", is_flag=True, help="Also recompute every entry and every audited row.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def verify(rows: bool, as_json: bool) -> None:
    """Recompute the log; exit 1 and name what does not hold."""
    from saraptama.foundation.audit.verification import verify_log

    begun = time.monotonic()
    outcome = verify_log(rows=rows)
    seconds = round(time.monotonic() - begun, 3)
    if as_json:
        click.echo(json.dumps({**asdict(outcome), "holds": outcome.holds, "seconds": seconds}, ensure_ascii=False))
    else:
        click.echo(f"{outcome.tree_size} leaves, root {outcome.root}, {outcome.pending} waiting, {seconds} s")
        if outcome.rows is not None:
            click.echo(f"{outcome.rows} rows compared with their commitments")
        for finding in outcome.findings:
            click.echo(f"WRONG {finding.check}: {finding.where}: {finding.what}")
        click.echo("The log holds." if outcome.holds else f"{len(outcome.findings)} findings: the log does not hold.")
    sys.exit(0 if outcome.holds else 1)


@log.command()
def key() -> None:
    """Print the log's public key (C2SP verifier key)."""
    from saraptama.foundation.audit.selectors import log_verifier_key

    click.echo(log_verifier_key())


@log.command()
def checkpoint() -> None:
    """Print the newest signed checkpoint."""
    from saraptama.foundation.audit.selectors import latest_checkpoint

    newest = latest_checkpoint()
    click.echo(newest.note if newest else "The log is empty.", nl=newest is None)
