"""`saraptama schema`: the descriptions of the doors for machines. The gate makes them again and compares."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT / "docs" / "schemas"


def pages() -> Iterator[tuple[Path, str]]:
    """Every file with its contents."""
    from saraptama.api.v1.description import openapi_yaml
    from saraptama.integrations.order_documents.reading import XSD, json_schema

    yield ROOT / "openapi.yaml", openapi_yaml()
    yield SCHEMAS / "order.schema.json", json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    yield SCHEMAS / "order.xsd", XSD.read_text()


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file differs from the code.")
def schema(check: bool) -> None:
    """Write openapi.yaml, docs/schemas/order.schema.json and docs/schemas/order.xsd from the code."""
    import os

    import django

    from saraptama.cli.environment import SETTINGS

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text() != text]
    for path, text in stale:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        click.echo(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
    sys.exit(1 if check and stale else 0)
