"""`saraptama docs`: the pages that are made from the code. The gate makes them again and compares."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from saraptama.cli.environment import SETTINGS

DOCS = Path(__file__).resolve().parents[3] / "docs"


def _state_pages() -> Iterator[tuple[Path, str]]:
    """One page per state machine: whose turn each state is, and the diagram."""
    from saraptama.cli.state_machines import MACHINES

    for workflow in MACHINES:
        rows = "".join(f"| {state} | {owner} |\n" for state, owner in workflow.owners.items())
        yield (
            DOCS / "states" / f"{workflow.name}.md",
            f"# States: {workflow.name}\n\nMade by `saraptama docs` from the table in the code.\n\n"
            f"| state | whose turn |\n|---|---|\n{rows}\n```mermaid\n{workflow.diagram()}```\n",
        )


def _access_page() -> Iterator[tuple[Path, str]]:
    from saraptama.foundation.accounts.access import as_markdown

    yield DOCS / "access.md", as_markdown()


PAGES: tuple[Callable[[], Iterator[tuple[Path, str]]], ...] = (_state_pages, _access_page)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page differs from the code.")
def docs(check: bool) -> None:
    """Write docs/states/*.md and docs/access.md from the code."""
    import django

    os.environ.pop("SARAPTAMA_DEMO", None)  # the pages of a real installation
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    stale = []
    for path, text in (page for make in PAGES for page in make()):
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for path in stale:
        click.echo(f"{'differs' if check else 'written'}: {path.relative_to(DOCS.parent)}")
    sys.exit(1 if check and stale else 0)
