"""`saraptama orders`: orders from files, for bodies without a connection, for moving in, and for trying out."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saraptama.cli.environment import set_up_django

if TYPE_CHECKING:
    from saraptama.integrations.order_documents.importing import Imported
    from saraptama.kernel.actor import ActorRef


@click.group()
def orders() -> None:
    """Import orders."""


@orders.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--as", "login", help="Act as this user; without it the service itself takes the orders in.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each file; write nothing.")
@click.option("--language", type=click.Choice(["kk", "ru", "en"]), default="ru", show_default=True)
def import_(files: tuple[Path, ...], *, login: str | None, as_json: bool, dry_run: bool, language: str) -> None:
    """Register the orders in FILES (JSON or XML, see docs/schemas; of a folder all of them).

    Each file is taken by itself: one that is refused hinders no other. A file imported before is not taken twice.
    Exit code 0 if all were taken, 1 otherwise.
    """
    set_up_django()
    from django.utils import translation

    from saraptama.integrations.order_documents.importing import files_in, import_file

    actor = _actor(login)
    with translation.override(language):
        done = []
        for path in files_in(files):
            one = import_file(actor, path, dry_run=dry_run)
            done.append(one)
            if not as_json:
                click.echo(_line(one))
        if as_json:
            click.echo(json.dumps([_plain(one) for one in done], ensure_ascii=False, indent=2))
    sys.exit(0 if done and all(one.taken for one in done) else 1)


def _actor(login: str | None) -> "ActorRef":
    """The user, or the service itself with the rights of an import and no others."""
    from saraptama.casework.intake.rights import INTAKE_REGISTER, INTAKE_SUBMIT
    from saraptama.foundation.accounts.services import actor_for_login
    from saraptama.journey.service_actor import service_actor

    return actor_for_login(login) if login else service_actor(INTAKE_REGISTER, INTAKE_SUBMIT)


def _line(one: "Imported") -> str:
    from saraptama.casework.intake.selectors import label_of

    if one.answer is None:
        return "\n".join([f"✗ {one.path}", *(f"    {reason}" for reason in one.reasons)])
    number = one.answer.registration_number or one.answer.incoming_number
    lines = [f"{'=' if one.answer.repeated else '✓'} {one.path}: {number}, {label_of(one.answer.state)}"]
    return "\n".join([*lines, *(f"    {finding.item} {finding.outcome}: {_text(finding)}" for finding in one.findings)])


def _text(finding: Any) -> str:
    """What the checklist says of an item."""
    from saraptama.foundation.reference.selectors import checklist

    return next((str(item.mend or item.text) for item in checklist() if item.code == finding.item), finding.message)


def _plain(one: "Imported") -> dict[str, Any]:
    from saraptama.integrations.order_documents.places import place_in_document

    report: dict[str, Any] = {"file": str(one.path), "taken": one.taken}
    if one.answer is not None:
        report |= {
            "order_id": str(one.answer.order_id),
            "state": one.answer.state.value,
            "incoming_number": one.answer.incoming_number,
            "registrations": {number.institute_code: number.text for number in one.answer.registrations},
            "repeated": one.answer.repeated,
        }
    report["findings"] = [
        {"item": f.item, "outcome": f.outcome.value, "article": f.article, "code": f.message, "detail": _text(f)}
        for f in one.findings
    ]
    report["reasons"] = [
        {"code": reason.code, "field": place_in_document(reason.field), "detail": reason.text()}
        for reason in one.reasons
    ]
    return report
