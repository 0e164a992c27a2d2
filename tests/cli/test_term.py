"""`saraptama term`: terms and their reasons from a file of histories, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def run(tmp_path: Path, *lines: str, flags: tuple[str, ...] = ("--json",)) -> subprocess.CompletedProcess[str]:
    """The command on these lines, in an environment that has no database and no home."""
    histories = tmp_path / "histories.jsonl"
    histories.write_text("\n".join(lines), encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-m", "saraptama.cli", "term", str(histories), *flags],
        capture_output=True, text=True, env=environment, check=False, cwd=tmp_path,
    )  # fmt: skip


def history(**told: Any) -> str:
    started = [
        {"seq": 1, "type": "order_accepted", "on": "2025-03-05"},
        {"seq": 2, "type": "objects_accepted", "on": "2025-03-05"},
    ]
    return json.dumps({"complexity": "high", "as_of": "2025-04-10", **told, "events": started + told.get("events", [])})


PETITION = [
    {"seq": 3, "type": "petition_sent", "on": "2025-03-17", "subject": "samples"},
    {"seq": 4, "type": "petition_answered", "on": "2025-03-27", "subject": "samples"},
    {"seq": 5, "type": "completed", "on": "2025-04-10"},
]


def test_example_5_of_the_domain_page_is_answered_with_its_steps(tmp_path: Path) -> None:
    """A petition across Nauryz."""
    done = run(tmp_path, history(id="nauryz", events=PETITION))
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    expected = {
        "id": "nauryz", "t0": "2025-03-05", "due": "2025-04-14", "cap": "2025-04-14", "target": "2025-04-14",
        "state": "stopped", "elapsed_days": 26, "suspended_days": 10, "remaining_days": 4, "days_in_unit": 37,
        "days_in_production": 27, "delivery_due": "2025-04-13", "defects": [],
    }  # fmt: skip
    assert {name: answer[name] for name in expected} == expected
    assert list(answer)[: len(expected) + 1] == [*expected, "steps"]
    moved = next(step for step in answer["steps"] if step["key"] == "petition_suspends")
    assert (moved["from"], moved["to"], moved["days"], moved["article"]) == (
        "2025-03-17", "2025-03-27", 10, "Law 44-VI art. 34",
    )  # fmt: skip
    assert all(
        set(step["says"]) == {"kk", "ru", "en"} and len(set(step["says"].values())) == 3 for step in answer["steps"]
    )


def test_options_change_the_norms_of_one_history(tmp_path: Path) -> None:
    """Example 2: the due date of 22 March lies in Nauryz."""
    simple = {"complexity": "simple", "as_of": "2025-03-12"}
    events = [{"type": kind, "on": "2025-03-12"} for kind in ("order_accepted", "objects_accepted")]
    strict, rolled = (
        {**simple, "events": events},
        {**simple, "events": events, "options": {"end_on_nonworking": "roll_forward"}},
    )
    capped = json.loads(history(options={"petition_suspension": {"cap": 3}}, events=PETITION))
    done = run(tmp_path, json.dumps(strict), json.dumps(rolled), json.dumps(capped))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["due"] for answer in answers] == ["2025-03-22", "2025-03-26", "2025-04-07"]
    assert [answer["target"] for answer in answers[:2]] == ["2025-03-20", "2025-03-26"]


def test_a_line_that_is_no_history_gets_its_answer_and_the_others_theirs(tmp_path: Path) -> None:
    done = run(tmp_path, "garbage", history(id="good"), "[1, 2]", history(id="unknown", norms="1999-z"))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer["due"] for answer in answers] == [None, "2025-04-04", None, None]
    assert [answer["defects"][0]["at"] for answer in answers if answer["defects"]] == ["history", "history", "norms"]


def test_people_read_sentences_in_their_language(tmp_path: Path) -> None:
    done = run(tmp_path, history(id="nauryz", events=PETITION), flags=("--lang", "kk"))
    assert "nauryz: 2025-04-14" in done.stdout
    assert "өтінішхат" in done.stdout
