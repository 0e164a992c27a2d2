"""`saraptama verify`: what an outsider runs, offline, without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saraptama.cli.verify import verify
from saraptama.proof import messages
from saraptama.proof.conclusion_check import Check, Verdict
from saraptama.proof.errors import ProofRefusal
from tests.proof.signing import LOG, authority, conclusion

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A conclusion and the folder of whom its reader trusts."""
    (tmp_path / "conclusion.pdf").write_bytes(conclusion().pdf)
    authority().write_trust(tmp_path / "trust", [LOG.verifier])
    return tmp_path


def _run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(verify, [str(folder / "conclusion.pdf"), *options])


def test_a_proven_conclusion_exits_with_zero(files: Path) -> None:
    result = _run(files, "--trust", str(files / "trust"), "--lang", "en")
    assert result.exit_code == 0
    assert "✔ proven: ОМАРОВА АЙГЕРІМ signed exactly this document" in result.output
    assert result.output.endswith("RESULT: PROVEN.\n")


def test_without_trust_it_says_what_is_missing_and_exits_with_one(files: Path) -> None:
    result = _run(files, "--lang", "ru")
    assert result.exit_code == 1
    assert "? не доказано: ОМАРОВА АЙГЕРІМ: владелец ключа не доказан." in result.output
    assert "ДОКАЗАНО НЕ ВСЁ" in result.output


def test_an_altered_conclusion_exits_with_one(files: Path) -> None:
    altered = bytearray(conclusion().pdf)
    altered[5000] ^= 1
    (files / "conclusion.pdf").write_bytes(altered)
    result = _run(files, "--trust", str(files / "trust"), "--lang", "kk")
    assert result.exit_code == 1
    assert "✘" in result.output
    assert "ЖАРАМСЫЗ" in result.output


def test_the_report_for_machines(files: Path) -> None:
    report = json.loads(_run(files, "--trust", str(files / "trust"), "--json").output)
    assert report["verdict"] == "proven"
    # Nobody dissented here, so nothing is said of dissent.
    asked = {question.value for question in Check} - {Check.DISSENT.value}
    assert {finding["check"] for finding in report["findings"]} == asked


def test_another_date_is_asked_about(files: Path) -> None:
    trusting = ("--trust", str(files / "trust"), "--json")
    assert _run(files, *trusting, "--at", "2026-11-02").exit_code == 0
    late = json.loads(_run(files, *trusting, "--at", "2050-01-01T09:00").output)
    assert "certificate.expired" in {finding["reason"] for finding in late["findings"]}


@pytest.mark.parametrize(
    "options",
    [("--at", "yesterday"), ("--lang", "fr"), ("--trust", "/nowhere"), ("--unknown",)],
    ids=lambda each: each[0],
)
def test_a_command_not_understood_exits_with_two(files: Path, options: tuple[str, ...]) -> None:
    assert _run(files, *options).exit_code == 2


def test_a_trust_folder_with_junk_exits_with_two(files: Path) -> None:
    (files / "trust" / "logs" / "junk.vkey").write_text("no key")
    assert _run(files, "--trust", str(files / "trust")).exit_code == 2
    assert CliRunner().invoke(verify, [str(files / "missing.pdf")]).exit_code == 2


def test_it_runs_where_there_is_no_django(files: Path) -> None:
    """A stand-alone process in which importing Django, the database driver or a socket is an error."""
    program = (
        "import sys, socket\n"
        "for name in ('django', 'psycopg', 'procrastinate', 'ninja'): sys.modules[name] = None\n"
        "def refuse(*_): raise RuntimeError('the network was asked')\n"
        "socket.socket.connect = refuse\n"
        "from saraptama.cli.verify import verify\n"
        "verify()\n"
    )
    command = [sys.executable, "-c", program, "conclusion.pdf", "--trust", "trust", "--lang", "en"]
    done = subprocess.run(
        command,
        cwd=files,
        env={"PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "RESULT: PROVEN." in done.stdout


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_answer_has_a_sentence_in_every_language(language: str) -> None:
    for (question, verdict), sentences in messages._SENTENCES.items():
        assert len(sentences) == len(messages.LANGUAGES)
        if question in set(Check):
            said = messages.sentence(question, verdict, {}, None, language)
            assert "{" not in said
            assert said.endswith(".")
    for verdict in Verdict:
        assert messages.heading("verdict", verdict, language)


def test_every_reason_that_a_report_can_give_is_translated() -> None:
    """Refusals of files nobody embeds (tiles, keys, promises) never reach a report."""

    def codes(refusal: type[ProofRefusal]) -> set[str]:
        return {refusal.code}.union(*(codes(below) for below in refusal.__subclasses__()))

    elsewhere = {"proof.refused", "refused", "log.malformed_tile", "log.malformed_tile_path"}
    elsewhere |= {"log.malformed_note_key", "log.promise_invalid", "log.folder_altered"}
    assert codes(ProofRefusal) - elsewhere == set(messages._REASONS)
