"""Lists as files: looked at first, then imported whole or not at all; exported so that the bytes come back the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import policies, tsv
from saraptama.foundation.reference.errors import ImportRefused, LineProblem
from saraptama.foundation.reference.plans import Plan, plan
from saraptama.foundation.reference.rights import REFERENCE_IMPORT
from saraptama.foundation.reference.services.writing import carry_out, one_writer
from saraptama.foundation.reference.sheets import sheet_named
from saraptama.kernel.actor import ActorRef


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do, by code; with problems it does nothing."""

    list_name: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    absent: tuple[str, ...]
    problems: tuple[LineProblem, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing new."""
        return not self.added and not self.changed


def preview_tsv(actor: ActorRef, dictionary: str, stream: BinaryIO) -> ImportPreview:
    """Read a file and say what importing it would change and what is wrong in which line. Writes nothing."""
    policies.check_import(actor)
    planned, problems = _planned(dictionary, stream.read())
    return _preview(planned, problems)


@transaction.atomic
def import_tsv(actor: ActorRef, dictionary: str, stream: BinaryIO) -> ImportPreview:
    """Import a list (a dictionary or one of `sheets.LISTS`). Rows are matched by code and first day.

    A row that the file does not name stays; importing the same file again changes nothing and records nothing.
    """
    policies.check_import(actor)
    content = stream.read()
    one_writer()
    planned, problems = _planned(dictionary, content)
    if problems:
        raise ImportRefused(problems)
    if not planned.is_empty:
        rows = carry_out(planned, from_seed=False)
        record(
            actor,
            act="reference.list_imported",
            right=REFERENCE_IMPORT,
            wrote=rows,
            details={
                "list": planned.sheet.name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "added": len(planned.added),
                "changed": len(planned.changed),
            },
        )
    return _preview(planned, [])


def export_tsv(dictionary: str) -> bytes:
    """The list as a file, in the list's own order."""
    sheet = sheet_named(dictionary)
    return tsv.write(sheet, (sheet.values_of(row) for row in sheet.rows()))


def _planned(name: str, content: bytes) -> tuple[Plan, Sequence[LineProblem]]:
    sheet = sheet_named(name)
    lines, unreadable = tsv.read(sheet, content)
    planned = plan(sheet, lines, spare_edited=False)
    # What refers to an unreadable line would only repeat its fault.
    return planned, sorted(unreadable or planned.problems, key=lambda problem: problem.line)


def _preview(planned: Plan, problems: Sequence[LineProblem]) -> ImportPreview:
    return ImportPreview(
        list_name=planned.sheet.name,
        added=tuple(line.values["code"] for line in planned.added),
        changed=tuple(line.values["code"] for _, line in planned.changed),
        unchanged=planned.unchanged,
        absent=tuple(planned.absent),
        problems=tuple(problems),
    )
