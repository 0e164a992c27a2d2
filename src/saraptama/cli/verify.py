"""`saraptama verify FILE.pdf`: check a conclusion offline. No Django, no database, no network, no account."""

import json
import logging
import os
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path

import click

from saraptama.casework.custody.rules import check_chain_file, is_chain_file
from saraptama.kernel.clock import ALMATY
from saraptama.kernel.errors import Refusal
from saraptama.proof.case_file import CaseFileReport, check_case_file, is_case_file
from saraptama.proof.conclusion_check import Report, Verdict, check
from saraptama.proof.messages import LANGUAGES, heading
from saraptama.proof.trust import TrustStore

PROVEN, NOT_PROVEN = 0, 1
CHAIN_SUFFIX = ".jsonl"
_MARKS = {Verdict.PROVEN: "✔", Verdict.NOT_PROVEN: "?", Verdict.FAILED: "✘"}


def _terminal_language() -> str:
    """The terminal's language where we speak it."""
    stated = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return stated if stated in LANGUAGES else "en"


class _Moment(click.ParamType):
    """A date, meaning its end in Astana, or a moment; a time without an offset is Astana's."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        text = str(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"“{text}” is no date. Write it as 2026-11-02 or 2026-11-02T09:00+05:00.", param, ctx)
        if len(text) <= len("2026-11-02"):
            moment = datetime.combine(moment.date(), time(23, 59, 59))
        return moment if moment.tzinfo else moment.replace(tzinfo=ALMATY)


@click.command("verify", short_help="Check a conclusion offline, without the service.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option(
    "--trust",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folders signers, seals, time_stamps, issuers (certificates) and logs (verifier keys). "
    "Without it nobody is trusted, so nobody's identity can be proven.",
)
@click.option("--at", type=_Moment(), help="Judge certificates on this date instead of the proven times.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=_terminal_language, help="kk, ru or en.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for machines.")
@click.pass_context
def verify(
    context: click.Context, file: Path, trust: Path | None, at: datetime | None, lang: str, as_json: bool
) -> None:
    """Check that a conclusion is what the experts signed.

    A ZIP file with the acts of a case is checked too: each act's place in the log, under the log's trusted key.
    So is the chain of custody of an object (a .jsonl file from its page): a changed byte is found and its link named.

    Exit code 0: everything required is proven; 1: something failed or is not proven; 2: the command or the trust
    folder was not understood.
    """
    try:
        trusted = TrustStore.from_directory(trust) if trust else TrustStore()
    except (Refusal, OSError, UnicodeDecodeError) as reason:
        raise click.UsageError(f"the folder {trust} cannot be used: {reason}") from reason
    data = file.read_bytes()
    if is_case_file(data):
        context.exit(_told_of_case(check_case_file(data, trusted.logs), as_json))
    if file.suffix == CHAIN_SUFFIX or is_chain_file(data):
        context.exit(_told_of_chain(data, as_json))
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # the report speaks, not the parser
    report = check(data, trusted, at)
    click.echo(_json_of(report, lang) if as_json else _text_of(report, lang))
    context.exit(PROVEN if report.verdict is Verdict.PROVEN else NOT_PROVEN)


def _told_of_case(report: CaseFileReport, as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps({**asdict(report), "holds": report.holds}, ensure_ascii=False))
        return PROVEN if report.holds else NOT_PROVEN
    click.echo(f"{report.title}: {report.acts} acts, {report.reads} reads")
    for line in report.wrong:
        click.echo(f"✘ {line}")
    if not report.trusted:
        click.echo("? no trusted key of the log signed this checkpoint; name its folder by --trust")
    click.echo("✔ every act stands in the log" if report.holds else "NOT PROVEN")
    return PROVEN if report.holds else NOT_PROVEN


def _told_of_chain(data: bytes, as_json: bool) -> int:
    count, faults = check_chain_file(data)
    holds = bool(count) and not faults
    if as_json:
        click.echo(json.dumps({"links": count, "faults": [asdict(fault) for fault in faults], "holds": holds}))
        return PROVEN if holds else NOT_PROVEN
    click.echo(f"chain of custody: {count} links")
    for fault in faults:
        click.echo(f"✘ link {fault.seq}: {fault.says}")
    click.echo("✔ the chain is whole" if holds else "NOT PROVEN")
    return PROVEN if holds else NOT_PROVEN


def _json_of(report: Report, language: str) -> str:
    return json.dumps(report.as_json(language), ensure_ascii=False, indent=2)


def _text_of(report: Report, language: str) -> str:
    lines = [
        f"{_MARKS[each.verdict]} {heading('mark', each.verdict, language)}: {each.text(language)}"
        for each in report.findings
    ]
    return "\n".join([*lines, "", heading("verdict", report.verdict, language)])


if __name__ == "__main__":
    verify()
