"""`saraptama verify` runs where there is no Django and no database; so nothing is imported before it is asked for."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from saraptama.cli.main import COMMANDS, saraptama


def test_the_list_of_commands_needs_no_django() -> None:
    question = (
        "import sys; from click.testing import CliRunner; from saraptama.cli.main import saraptama;"
        "print(CliRunner().invoke(saraptama, ['--help']).output);"
        "sys.exit(any(name.partition('.')[0] in ('django', 'psycopg', 'gunicorn') for name in sys.modules))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question],
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stderr
    for name in COMMANDS:
        assert f"  {name} " in asked.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_of_the_list_is_there(name: str) -> None:
    command = saraptama.get_command(click.Context(saraptama), name)
    assert isinstance(command, click.Command)
    assert command.help, "a command says what it does"


def test_an_unknown_command_is_told() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "saraptama.cli", "nonsense"],
        check=False,
        cwd=Path(__file__).parent,
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 2
    assert "No such command 'nonsense'" in asked.stderr
