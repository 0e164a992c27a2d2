"""The database's fitness as a Django system check: for web nodes that are started without the `saraptama` command."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register

from saraptama.cli.database_check import check_database
from saraptama.kernel.errors import Refusal


@register(Tags.database)
def database_understands_kazakh(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[Error]:
    """Asked by `check --database default` and before `migrate`."""
    if not databases:
        return []
    try:
        check_database(settings.DATABASE_URL)
    except Refusal as refusal:
        return [Error(refusal.text(), id=f"saraptama.{refusal.code}")]
    return []
