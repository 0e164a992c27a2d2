"""`saraptama demo --once --json` on a bare home: the whole journey, said step by step, proven before and after."""

import json
import subprocess
import sys
from pathlib import Path

from saraptama.cli.home import Home
from saraptama.demo.played_journey import STEPS
from tests.cli.conftest import Saraptama


def test_the_demo_plays_one_examination_and_proves_it(home: Home, saraptama: Saraptama) -> None:
    # The settings of the tests have a home of their own; the command is to find its own settings, as an operator's.
    done = saraptama("demo", "--once", "--json", SARAPTAMA_HOME=str(home.path), DJANGO_SETTINGS_MODULE=None)
    assert done.returncode == 0, done.stdout + done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["step"] for line in said] == [
        "log_before",
        *(name for name, _ in STEPS),
        "verified",
        "log_after",
    ]
    assert all(line["holds"] for line in said)
    by_step = {line["step"]: line for line in said}
    assert by_step["verified"]["verdict"] == "proven"
    assert by_step["log_after"]["leaves"] > by_step["log_before"]["leaves"]
    assert by_step["returned"]["order"] == by_step["returned"]["examination"] == "closed"
    _a_changed_byte_is_noticed(Path(by_step["verified"]["path"]), home.path / "trust")


def _a_changed_byte_is_noticed(conclusion: Path, trust: Path) -> None:
    """The verdict of the verifier is not a constant."""
    data = bytearray(conclusion.read_bytes())
    data[len(data) // 3] ^= 1
    altered = conclusion.with_name("altered.pdf")
    altered.write_bytes(data)
    command = [sys.executable, "-m", "saraptama.cli", "verify", str(altered), "--trust", str(trust), "--json"]
    checked = subprocess.run(command, check=False, capture_output=True, text=True)
    assert checked.returncode != 0
    assert json.loads(checked.stdout)["verdict"] != "proven"
