"""The `saraptama` command. Nothing here may import Django: `verify` runs on machines that have none."""

import sys

import click

from saraptama.cli.lazy_group import LazyCommand, LazyGroup
from saraptama.kernel.errors import Refusal

REFUSED = 2
"""Exit code of a start that was refused: starting again without mending something is useless."""

COMMANDS = {
    "bench": LazyCommand("saraptama.cli.bench:bench", "Measure this machine against the targets."),
    "check": LazyCommand("saraptama.cli.django_commands:check", "Check the settings and the database."),
    "db": LazyCommand("saraptama.cli.database:db", "Start, stop and inspect the embedded database."),
    "demo": LazyCommand("saraptama.cli.demo:demo", "Run the demonstration with its cast and cases."),
    "docs": LazyCommand("saraptama.cli.docs:docs", "Write or check the generated documents."),
    "integrator": LazyCommand("saraptama.cli.integrator:integrator", "Run the log's integrator."),
    "keys": LazyCommand("saraptama.cli.keys:keys", "Back up and restore the keys, apart from the data."),
    "log": LazyCommand("saraptama.cli.log:log", "Verify and export the tamper-evident log."),
    "manage": LazyCommand("saraptama.cli.django_commands:manage", "Any Django management command (developers)."),
    "migrate": LazyCommand("saraptama.cli.django_commands:migrate", "Bring the database to this release's schema."),
    "orders": LazyCommand("saraptama.cli.orders:orders", "Import and export orders."),
    "reference": LazyCommand("saraptama.cli.reference:reference", "Load classifiers, calendars and norms."),
    "schema": LazyCommand("saraptama.cli.schema:schema", "Write or check the OpenAPI description."),
    "serve": LazyCommand("saraptama.cli.serve:serve", "Serve the web pages and the API."),
    "term": LazyCommand("saraptama.cli.term:term", "Reckon statutory terms, and why, without an installation."),
    "up": LazyCommand("saraptama.cli.up:up", "Run everything: database, web, worker, integrator."),
    "verify": LazyCommand("saraptama.cli.verify:verify", "Check a conclusion offline, without the service."),
    "worker": LazyCommand("saraptama.cli.worker:worker", "Run the background jobs."),
}

saraptama = LazyGroup(
    name="saraptama",
    lazy=COMMANDS,
    help="The open system that runs a country's forensic-examination service.",
)


def main() -> None:
    """The console script. A refusal is a sentence on stderr and exit code 2, never a traceback."""
    try:
        saraptama(prog_name="saraptama")
    except Refusal as refusal:
        click.echo(f"saraptama: {refusal.text()}", err=True)
        sys.exit(REFUSED)
