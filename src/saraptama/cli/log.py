"""`saraptama log`: the log's state, its verification, and its public key."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import click

from saraptama.cli.environment import set_up_django


@click.group()
def log() -> None:
    """The tamper-evident log of acts."""


@log.command()
@click.option("--rows", is_flag=True, help="Also recompute every entry and every audited row.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def verify(rows: bool, as_json: bool) -> None:
    """Recompute the log; exit 1 and name what does not hold."""
    set_up_django()
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
    set_up_django()
    from saraptama.foundation.audit.selectors import log_verifier_key

    click.echo(log_verifier_key())


@log.command()
def checkpoint() -> None:
    """Print the newest signed checkpoint."""
    set_up_django()
    from saraptama.foundation.audit.selectors import latest_checkpoint

    newest = latest_checkpoint()
    click.echo(newest.note if newest else "The log is empty.", nl=newest is None)


@log.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the log into FOLDER as files for any static host (C2SP tlog-tiles); a repeat adds what is new."""
    set_up_django()
    from saraptama.foundation.audit.export import export_log

    done = export_log(folder)
    click.echo(f"{done.files} files written: {done.size} leaves, of which {done.size - done.old_size} are new.")


@log.command("check-folder")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--key", help="The log's verifier key, from a source you trust; otherwise the folder's own.")
@click.option(
    "--earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint kept from before: the log must begin with exactly that tree.",
)
def check_folder(folder: Path, key: str | None, earlier: Path | None) -> None:
    """Check an exported log offline, without the service: signature, every leaf, and growth since EARLIER."""
    from saraptama.proof.checkpoint import NoteVerifier, verify_checkpoint
    from saraptama.proof.errors import LogFolderAltered
    from saraptama.proof.log_folder import KEY, LogFolder

    trusted = NoteVerifier.parse(key or (folder / KEY).read_text(encoding="utf-8"))
    published = LogFolder(folder, trusted)
    leaves = published.check_everything()
    if earlier and not published.extends(verify_checkpoint(earlier.read_text(encoding="utf-8"), [trusted])):
        raise LogFolderAltered(where="checkpoint", why="the log does not begin with the earlier tree")
    click.echo(f"{leaves} leaves, root {published.checkpoint.root.hex()}. The copy holds.")
