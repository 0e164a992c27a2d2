"""The gate: everything that must hold before a change is accepted, in order, stopping at the first failure.

    python3 scripts/gate.py            all stages
    python3 scripts/gate.py lint types only these

Needs nothing but Python: it starts before the virtual environment exists.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
SARAPTAMA = (PYTHON, "-m", "saraptama.cli")
PYTEST = (PYTHON, "-m", "pytest", "-q")

UNIT_TESTS = ("tests/kernel", "tests/proof", "tests/architecture")
BROWSER_TESTS = ("tests/browser",)
RESILIENCE_TESTS = ("tests/resilience",)
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "fonts-noto-core": ("fc-list",),
    "make": ("make", "gmake"),
    "poppler-utils": ("pdftotext", "pdfsig"),
}
"""What to look for where packages have other names than Debian's."""


class StageFailed(Exception):
    """The sentence that follows the stage's own output."""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(*command: str, **environment: str) -> None:
    done = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **environment})
    if done.returncode:
        raise StageFailed(f"`{' '.join(command)}` ended with exit code {done.returncode}")


def packages() -> None:
    """Every system package that the tests need. One that is missing is an error, never a skipped test."""
    lines = (ROOT / "packages.debian").read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if (name := line.partition("#")[0].strip())]
    is_there = _is_installed if shutil.which("dpkg-query") else _has_program
    missing = [name for name in names if not is_there(name)]
    if missing:
        raise StageFailed(f"system packages are missing. Install them: apt-get install {' '.join(missing)}")


def _is_installed(package: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package],
        check=False,
        capture_output=True,
        text=True,
    )
    return asked.stdout == "installed"


def _has_program(package: str) -> bool:
    return any(shutil.which(program) for program in PROGRAMS[package])


def setup() -> None:
    run("make", "--no-print-directory", "setup-dev", f"PYTHON={sys.executable}")


def lint() -> None:
    run(str(BIN / "ruff"), "check", ".")
    run(str(BIN / "ruff"), "format", "--check", ".")
    templates = sorted({str(path.parent) for path in (ROOT / "src").rglob("templates") if path.is_dir()})
    if templates:
        run(str(BIN / "djlint"), "--lint", "src/saraptama")


def types() -> None:
    run(str(BIN / "mypy"))


def imports() -> None:
    run(str(BIN / "lint-imports"))


def migrations() -> None:
    run(*SARAPTAMA, "manage", "makemigrations", "--check", "--dry-run")


def translations() -> None:
    """Every sentence in every language, and every generated document as the code would write it today."""
    run(*PYTEST, "tests/architecture/test_translations.py")
    run(*SARAPTAMA, "docs", "--check")
    run(PYTHON, "scripts/third_party.py", "--check")


def unit() -> None:
    run(*PYTEST, *UNIT_TESTS)


def integration() -> None:
    apart = {*UNIT_TESTS, *BROWSER_TESTS, *RESILIENCE_TESTS}
    folders = [f"tests/{path.name}" for path in sorted((ROOT / "tests").iterdir()) if _holds_tests(path)]
    run(*PYTEST, "-n", "2", *(folder for folder in folders if folder not in apart))


def _holds_tests(path: Path) -> bool:
    if path.is_dir():
        return any(path.rglob("test_*.py"))
    return path.match("test_*.py")


def resilience() -> None:
    """One service, killed part by part: alone on the machine, so that it recovers in time."""
    run(*PYTEST, *RESILIENCE_TESTS)


def browser() -> None:
    run(*PYTEST, *BROWSER_TESTS)


WITHOUT_DATABASE: tuple[Callable[[], None], ...] = (packages, setup, lint, types, imports)
WITH_DATABASE: tuple[Callable[[], None], ...] = (migrations, translations, unit, integration, resilience, browser)


@contextmanager
def throw_away_home() -> Iterator[None]:
    """A home and a database of this run alone. Its role may create databases, as the tests' own database needs."""
    with tempfile.TemporaryDirectory(prefix="saraptama-gate-") as folder:
        os.environ["SARAPTAMA_HOME"] = f"{folder}/home"
        for inherited in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            os.environ.pop(inherited, None)
        run(*SARAPTAMA, "db", "start", "--throw-away")
        try:
            url = subprocess.run(
                [*SARAPTAMA, "db", "url", "--role", "admin"], check=True, capture_output=True, text=True
            )
            os.environ["DATABASE_URL"] = url.stdout.strip()
            yield
        finally:
            run(*SARAPTAMA, "db", "remove", "--yes")


class Gate:
    """Runs stages and remembers how long each took."""

    def __init__(self) -> None:
        self.minutes: list[tuple[str, float]] = []

    def run(self, stages: tuple[Callable[[], None], ...]) -> None:
        for stage in stages:
            say(f"\n=== {stage.__name__} ===")
            began = time.monotonic()
            try:
                stage()
            except StageFailed as failure:
                raise StageFailed(f"{stage.__name__}: {failure}") from None
            finally:
                self.minutes.append((stage.__name__, (time.monotonic() - began) / 60))
            say(f"--- {stage.__name__}: {self.minutes[-1][1]:.1f} min")

    def table(self) -> str:
        rows = [f"{name:<14}{minutes:>8.1f}" for name, minutes in self.minutes]
        total = sum(minutes for _, minutes in self.minutes)
        return "\n".join(["", f"{'stage':<14}{'minutes':>8}", *rows, f"{'total':<14}{total:>8.1f}"])


def main(names: list[str]) -> int:
    def chosen(stages: tuple[Callable[[], None], ...]) -> tuple[Callable[[], None], ...]:
        return tuple(stage for stage in stages if not names or stage.__name__ in names)

    known = {stage.__name__ for stage in WITHOUT_DATABASE + WITH_DATABASE}
    if unknown := set(names) - known:
        say(f"no such stage: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
        return 2
    gate = Gate()
    failure = ""
    try:
        gate.run(chosen(WITHOUT_DATABASE))
        if later := chosen(WITH_DATABASE):
            with throw_away_home():
                gate.run(later)
    except StageFailed as failed:
        failure = str(failed)
    say(gate.table())
    say(f"\nFAILED at {failure}" if failure else "\nEverything holds.")
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
