"""`saraptama bench`: the benchmarks, each a process of its own, in a home of their own.

They need the source tree: `benchmarks/` is not part of the installed package, and nothing of the service imports it.
"""

import os
import subprocess
import sys
from pathlib import Path

import click

from saraptama.cli.environment import prepare_environment
from saraptama.kernel.errors import Refusal

ROOT = Path(__file__).resolve().parents[3]
NAMES = {
    "load": "Load a million generated examinations (or as many as told).",
    "register": "Orders over the API at 150/s, and 100 parallel writers.",
    "journal": "Lists and searches over everything that is loaded.",
    "pages": "Whole pages of the desks over everything that is loaded.",
    "render": "The conclusion: rendered, signature verified, sealed.",
    "clock": "The statutory clock: a million terms at once, and every open examination re-dated.",
    "log": "The tamper-evident log: acts, leaves, root, verification.",
}


class SourceTreeMissing(Refusal):
    code = "source_tree_missing"
    message = "The benchmarks are not at {path}. Run this command in a checkout of the project."


class _Bench(click.Group):
    """Every benchmark takes its own options; `bench NAME --help` shows them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*NAMES, "all"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in (*NAMES, "all"):
            return None

        @click.command(
            cmd_name,
            help=NAMES.get(cmd_name, "All of them in turn, with a million examinations unless they are there."),
            context_settings={"ignore_unknown_options": True, "help_option_names": []},
        )
        @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
        def run(arguments: tuple[str, ...]) -> None:
            names = list(NAMES) if cmd_name == "all" else [cmd_name]
            for name in names:
                _run(name, arguments)

        return run


@click.command(cls=_Bench)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where their database lives; by default beside the installation's own home, never in it.",
)
def bench(home: Path | None) -> None:
    """Measure this machine against the targets. Never touches the installation's own data."""
    if not (ROOT / "benchmarks" / "measuring.py").exists():
        raise SourceTreeMissing(path=ROOT / "benchmarks")
    os.environ["SARAPTAMA_HOME"] = str(home or _home_beside())
    os.environ["SARAPTAMA_DEMO"] = "1"
    prepare_environment()
    # Benchmarks migrate and load: they need the role that may change the schema.
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]


def _home_beside() -> Path:
    from saraptama.cli.home import Home

    own = Home.from_environment().path
    return own.with_name(f"{own.name}-bench")


def _run(name: str, arguments: tuple[str, ...]) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)
