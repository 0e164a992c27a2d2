"""`saraptama reference`: load the delivered data, take lists out as files and bring them back, look for gaps."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from saraptama.cli.environment import set_up_django


@click.group()
def reference() -> None:
    """Load classifiers, calendars and norms."""


@reference.command()
def load() -> None:
    """Load the data that this release is delivered with. Loading twice changes nothing."""
    set_up_django()
    from saraptama.foundation.reference import services

    done = services.load_seed()
    for one in done:
        if one.added or one.changed:
            click.echo(f"{one.name}: {one.added} added, {one.changed} changed")
        if one.kept:
            click.echo(f"{one.name}: left as edited here: {', '.join(one.kept)}")
    if not any(one.added or one.changed for one in done):
        click.echo("Everything was there already.")


@reference.command()
@click.argument("name")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="File to write; standard output without.")
def export(name: str, to: Path | None) -> None:
    """Write the list NAME (units, bodies, exam_kind …) as tab-separated UTF-8."""
    set_up_django()
    from saraptama.foundation.reference import services

    content = services.export_tsv(name)
    if to is None:
        sys.stdout.buffer.write(content)
    else:
        to.write_bytes(content)


@reference.command("import")
@click.argument("name")
@click.argument("file", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def import_(name: str, file: BinaryIO, *, dry_run: bool) -> None:
    """Import FILE into the list NAME: wholly, or not at all when a line is wrong."""
    set_up_django()
    from saraptama.foundation.reference import policies, services

    act = services.preview_tsv if dry_run else services.import_tsv
    preview = act(policies.LOADER, name, file)
    for problem in preview.problems:
        click.echo(f"line {problem.line}: {problem.text()}", err=True)
    if preview.problems:
        sys.exit(1)
    click.echo(f"{name}: {len(preview.added)} added, {len(preview.changed)} changed, {preview.unchanged} unchanged")
    if preview.absent:
        click.echo(f"not in the file, left as they are: {', '.join(preview.absent)}")


@reference.command()
def check() -> None:
    """Say what is missing (exit code 1) and how much still rests on assumption."""
    set_up_django()
    from saraptama.foundation.reference import selectors

    faults = selectors.faults()
    for fault in faults:
        click.echo(fault, err=True)
    for one in selectors.unconfirmed():
        click.echo(f"{one.list_name}: {one.rows} of {one.of} rows are not confirmed by their owner")
    if faults:
        sys.exit(1)
