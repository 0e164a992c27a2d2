"""Migrations have sentences for names (style.md, item 22)."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "saraptama"


def test_no_migration_is_named_by_a_machine() -> None:
    names = [path.stem for path in SOURCE.rglob("migrations/0*.py")]
    assert names
    assert [name for name in names if re.search(r"_(initial|auto_|alter_|remove_.*_and_more)", name)] == []
