"""`saraptama demo`: the service with its cast and cases; `--once` plays one examination and ends."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from saraptama.cli.home import Home
from saraptama.cli.processes import Processes

EXAMINATIONS = 3000
MONTHS = 6
SECONDS_TO_FIRST_PAGE = 60


@click.group(invoke_without_command=True)
@click.option("--once", is_flag=True, help="Play one examination on this home, say each step, and end.")
@click.option("--json", "as_json", is_flag=True, help="With --once: one JSON object a line.")
@click.option("--examinations", default=EXAMINATIONS, show_default=True, help="How many past examinations to make.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def demo(context: click.Context, once: bool, as_json: bool, examinations: int, host: str, port: int) -> None:
    """Build the republic in miniature, play one examination, and keep the service running until Ctrl-C."""
    os.environ["SARAPTAMA_DEMO"] = "1"
    if context.invoked_subcommand is not None:
        return
    if once:
        sys.exit(0 if _once(as_json) else 1)
    _stay_up(examinations, host, port)


@demo.command()
@click.argument("login")
def code(login: str) -> None:
    """Print the one-time code that a member of the cast would read off a telephone now."""
    from saraptama.cli.environment import set_up_django

    set_up_django()
    from saraptama.foundation.accounts.demo_codes import current_code

    click.echo(current_code(login))


def _once(as_json: bool) -> bool:
    """Play on this home without staying up; every step is said, and the log is verified before and after."""
    from saraptama.cli.environment import prepare_environment, set_up_django

    home = prepare_environment()
    _migrate()
    set_up_django()
    from saraptama.demo.draining import drain
    from saraptama.demo.played_journey import Story, keep, play
    from saraptama.foundation.audit.verification import verify_log

    _settle()
    say = _Teller(as_json)
    story = Story(drain=drain)
    try:
        say("log_before", _log_facts(verify_log(rows=True)))
        for name, facts in play(story):
            say(name, facts)
        path = keep(story, home.path)
        trust = _write_trust(home)
        say("verified", _verified(path, trust))
        say("log_after", _log_facts(verify_log(rows=True)))
    except Exception as error:
        say("failed", {"error": type(error).__name__, "says": str(error)}, holds=False)
    return say.all_held


class _Teller:
    """Prints each step and remembers whether every one of them held."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.all_held = True
        self._begun = time.monotonic()

    def __call__(self, step: str, facts: dict[str, Any], holds: bool = True) -> None:
        holds = holds and facts.get("holds", True)
        self.all_held = self.all_held and holds
        seconds = round(time.monotonic() - self._begun, 2)
        if self.as_json:
            line = {"step": step, "holds": holds, "seconds": seconds, **_plain(facts)}
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            details = ", ".join(f"{key}: {value}" for key, value in _plain(facts).items())
            click.echo(f"{'✓' if holds else '✗'} {seconds:6.2f} s  {step}: {details}")


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case datetime() | date():
            return value.isoformat()
        case UUID() | Path():
            return str(value)
        case str():
            return str(value)
        case _:
            return value


def _log_facts(outcome: Any) -> dict[str, Any]:
    findings = [f"{f.check}: {f.where}: {f.what}" for f in outcome.findings[:10]]
    return {"holds": outcome.holds, "leaves": outcome.tree_size, "rows": outcome.rows, "root": outcome.root,
            "findings": findings}  # fmt: skip


def _verified(path: Path, trust: Path) -> dict[str, Any]:
    """What the stand-alone verifier says of the file, run as anybody would run it."""
    command = [sys.executable, "-m", "saraptama.cli", "verify", str(path), "--trust", str(trust), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    return {"holds": done.returncode == 0, "path": path, "verdict": _verdict(done.stdout)}


def _verdict(printed: str) -> str:
    try:
        return str(json.loads(printed).get("verdict", ""))
    except json.JSONDecodeError:
        return printed.strip()[-200:]


def _migrate() -> None:
    subprocess.run([sys.executable, "-m", "saraptama.cli", "migrate"], check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def _settle() -> Any:
    """Reference data and the cast; returns who builds."""
    from saraptama.demo.draining import drain
    from saraptama.demo.settle import builder, load_reference, settle_cast, settle_machine

    actor = builder()
    load_reference(actor)
    settle_cast(actor, with_second_factor=True)
    settle_machine(actor)
    drain()
    return actor


def _write_trust(home: Home) -> Path:
    """The folder of trust for the stand-alone verifier: development authority and log key."""
    from saraptama.foundation.audit.selectors import log_verifier_key
    from saraptama.integrations.eds.development_ca import DevelopmentAuthority
    from saraptama.proof.checkpoint import NoteVerifier

    folder = home.path / "trust"
    DevelopmentAuthority(home.keys / "development").write_trust(folder, [NoteVerifier.parse(log_verifier_key())])
    return folder


def _stay_up(examinations: int, host: str, port: int) -> None:
    """The pages answer as soon as the cast can sign in; the republic grows behind them."""
    from saraptama.cli.environment import set_up_django
    from saraptama.cli.up import prepare_parts

    console = Console()
    os.environ.setdefault("SARAPTAMA_BASE_URL", f"http://{host}:{port}")
    console.print("[bold]Saraptama[/bold]: the database starts")
    home, parts = prepare_parts(host, port)
    set_up_django()
    _settle()
    # The builder does the work of both itself, so that what it builds next finds it done.
    processes = Processes(home, parts, echo=False, later=["worker", "integrator"])
    building = _Building(console, processes, home, f"{host}:{port}", examinations)
    processes.run(when_started=building)
    if building.failure:
        raise building.failure


class _Building:
    """Fills the service while its pages already answer, then tells who can sign in."""

    def __init__(self, console: Console, processes: Processes, home: Home, door: str, examinations: int) -> None:
        self.console, self.processes, self.home = console, processes, home
        self.door, self.examinations = door, examinations
        self.failure: Exception | None = None

    def __call__(self) -> None:
        try:
            _wait_for_page(self.door)
            self.console.print(f"[bold]http://{self.door}/[/bold] answers; its lists fill within half a minute.")
            path, trust = _build(self.home, self.examinations, self.console)
            for part in ("worker", "integrator"):
                self.processes.begin(part)
            _welcome(self.console, self.door, path, trust)
        except Exception as failure:
            self.failure = failure
            self.processes.stop()


def _build(home: Home, examinations: int, console: Console) -> tuple[Path, Path]:
    """The republic, its past, and one examination played to its end."""
    from django.db import connection

    from saraptama.demo.bulk.generator import generate
    from saraptama.demo.draining import drain
    from saraptama.demo.played_journey import Story, keep, play
    from saraptama.demo.republic import build_republic
    from saraptama.demo.scenes import build as build_scenes
    from saraptama.demo.settle import builder

    bar = Progress(TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                   console=console)  # fmt: skip
    with bar:
        told = _Told(bar)
        actor = builder()
        build_republic(actor, progress=told)
        if not _has_past():
            generate(actor, examinations=examinations, months=MONTHS, progress=told)
            told("something to do at every desk", 0, 1)
            build_scenes(drain)
            told("something to do at every desk", 1, 1)
        drain()
        story = Story(drain=drain)
        for name, _ in play(story):
            told("one examination, step by step", _place(name), _place(""))
    path = keep(story, home.path)
    trust = _write_trust(home)
    connection.close()
    return path, trust


class _Told:
    """A progress bar a subject, made when it is first heard of."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self._tasks: dict[str, Any] = {}

    def __call__(self, subject: str, done: int, total: int) -> None:
        if subject not in self._tasks:
            self._tasks[subject] = self.bar.add_task(subject, total=total)
        self.bar.update(self._tasks[subject], completed=done, total=total)


def _place(step: str) -> int:
    from saraptama.demo.played_journey import STEPS

    names = [name for name, _ in STEPS]
    return names.index(step) + 1 if step else len(names)


def _has_past() -> bool:
    """Whether an earlier run made the past already."""
    from saraptama.demo.played_journey import past_examinations

    return past_examinations() > 1


def _wait_for_page(door: str) -> None:
    end = time.monotonic() + SECONDS_TO_FIRST_PAGE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://{door}/", timeout=5) as page:
                if page.status == 200:
                    return
        except OSError:
            time.sleep(0.2)


def _welcome(console: Console, door: str, path: Path, trust: Path) -> None:
    """Where the first page is, and who can sign in."""
    from saraptama.demo.cast import CAST, PASSWORD

    console.print(f"\n[bold]http://{door}/[/bold]   password of everybody: [bold]{PASSWORD}[/bold]")
    console.print("one-time code of the staff: [bold].venv/bin/saraptama demo code LOGIN[/bold]\n")
    for member in CAST:
        console.print(f"  {member.login:<10} {member.says}")
    console.print(f"\nthe played conclusion: {path}")
    console.print(f"check it offline:      .venv/bin/saraptama verify {path} --trust {trust}")
    console.print("\nCtrl-C stops everything; what was done stays.")
