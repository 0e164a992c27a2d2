"""One examination goes its whole way though every process that touches it is killed between two steps."""

import json
import subprocess
import sys
from pathlib import Path

from saraptama.demo.played_journey import STEPS
from tests.resilience.service import ROOT, Service

KILLED_BEFORE = {
    "objects": "worker",
    "petition": "integrator",
    "signed": "postmaster",
    "sealed_and_sent": "worker",
    "receipt": "web",
}


def play_one_step(service: Service, story: Path) -> str:
    """Let a fresh process play the next step; then kill it, whatever it still holds."""
    command = [sys.executable, "-m", "tests.resilience.play_one_step", str(story)]
    with subprocess.Popen(command, env=service.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        said = next((line for line in player.stdout if line.startswith("done ")), "")
        player.kill()
    return said.removeprefix("done ").strip()


def test_the_examination_ends_closed_and_the_log_holds(running: Service, tmp_path: Path) -> None:
    story = tmp_path / "story.json"
    for name, _ in STEPS:
        if name in KILLED_BEFORE:
            running.kill(KILLED_BEFORE[name])
        assert play_one_step(running, story) == name
    order_id = json.loads(story.read_text())["ids"]["order_id"]
    assert running.rows("SELECT state FROM intake_order WHERE id = %s", order_id) == [("closed",)]
    assert running.rows("SELECT count(*) > 0 FROM audit_auditentry WHERE act = 'audit.reads_sealed'") == [(True,)]
    running.wait_until_quiet()
    outcome = json.loads(running.saraptama("log", "verify", "--rows", "--json").stdout)
    assert outcome["findings"] == []
