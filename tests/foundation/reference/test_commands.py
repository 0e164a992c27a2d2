"""`saraptama reference`, as an operator types it."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saraptama.cli.reference import reference
from saraptama.foundation.reference import selectors


@pytest.fixture(autouse=True)
def checked_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs inside the test's transaction; the server behind it needs no second check."""
    monkeypatch.setenv("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    monkeypatch.setenv("SARAPTAMA_CHECKED_DATABASE", os.environ["DATABASE_URL"])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(reference, arguments, catch_exceptions=False)


def test_loading_says_what_it_did_and_then_that_all_is_there() -> None:
    assert "regions: 20 added, 0 changed" in run("load").output
    assert run("load").output == "Everything was there already.\n"


def test_check_fails_before_loading_and_passes_after() -> None:
    assert run("check").exit_code == 1
    run("load")
    checked = run("check")
    assert checked.exit_code == 0
    assert "specialties: 94 of 94 rows are not confirmed by their owner" in checked.output


@pytest.mark.usefixtures("delivered_data")
def test_a_list_is_exported_edited_tried_and_imported(tmp_path: Path) -> None:
    file = tmp_path / "exam_kind.tsv"
    run("export", "exam_kind", "--to", str(file))
    assert run("export", "exam_kind").stdout_bytes == file.read_bytes()
    file.write_text(file.read_text().replace("Первичная", "Первая"))
    assert run("import", "exam_kind", str(file), "--dry-run").output == "exam_kind: 0 added, 1 changed, 2 unchanged\n"
    assert selectors.label("exam_kind", "PRIMARY", "ru") == "Первичная"
    assert run("import", "exam_kind", str(file)).exit_code == 0
    assert selectors.label("exam_kind", "PRIMARY", "ru") == "Первая"


@pytest.mark.usefixtures("delivered_data")
def test_a_trial_names_the_wrong_lines(tmp_path: Path) -> None:
    file = tmp_path / "exam_kind.tsv"
    run("export", "exam_kind", "--to", str(file))
    file.write_text(file.read_text().replace("\tyes\n", "\tperhaps\n"))
    tried = run("import", "exam_kind", str(file), "--dry-run")
    assert tried.exit_code == 1
    assert [line.split(":")[0] for line in tried.output.splitlines()] == ["line 2", "line 3", "line 4"]
