"""The store of files as a whole: how much, how much room is left, what is due for disposal, what is not intact."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum

from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.audit.inspections import ask_for_inspection, begin_inspection, end_inspection, tell_progress
from saraptama.foundation.audit.selectors import act_last_recorded_at
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.types import Finding
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.foundation.documents.rights import KEEP_STORE
from saraptama.foundation.documents.selectors import disposal_list
from saraptama.foundation.documents.services import verify_file
from saraptama.foundation.documents.types import FileState
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

KEYS_BACKED_UP = "documents.keys_backed_up"


@dataclass(frozen=True)
class Stock:
    """The store in numbers."""

    files: int
    octets: int
    disk_free: int
    disk_size: int
    database_octets: int
    cases: int
    held: int
    erased: int
    due_for_disposal: int
    keys_backed_up_at: datetime | None


def stock() -> Stock:
    """How much is stored, and where it stands. Files on another machine than the disk's are told by their records."""
    totals = StoredFile.objects.aggregate(octets=Sum("size"))
    disk = shutil.disk_usage(_nearest(Path(settings.FILES_FOLDER)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        database = int(cursor.fetchone()[0])
    cases = CaseKey.objects
    return Stock(
        files=StoredFile.objects.count(),
        octets=totals["octets"] or 0,
        disk_free=disk.free,
        disk_size=disk.total,
        database_octets=database,
        cases=cases.count(),
        held=cases.exclude(hold_ground="").count(),
        erased=cases.filter(destroyed_at__isnull=False).count(),
        due_for_disposal=disposal_list(clock.today()).count(),
        keys_backed_up_at=act_last_recorded_at(KEYS_BACKED_UP),
    )


def due_for_disposal(limit: int = 100) -> list[tuple[UUID, int, datetime]]:
    """Cases with files whose term of keeping has ended: the case, how many files, and when the oldest was stored."""
    counted: Counter[UUID] = Counter()
    oldest: dict[UUID, datetime] = {}
    rows = disposal_list(clock.today()).order_by("created_at").values_list("case_id", "created_at")
    for case_id, created_at in rows[: limit * 20]:
        counted[case_id] += 1
        oldest.setdefault(case_id, created_at)
    return [(case_id, counted[case_id], created_at) for case_id, created_at in oldest.items()][:limit]


@transaction.atomic
def note_key_backup(actor: ActorRef, *, ground: str) -> None:
    """Note that the store of keys was copied to its own backup: without one, a lost disk loses every file for ever."""
    actor.require(KEEP_STORE)
    record(actor, act=KEYS_BACKED_UP, right=KEEP_STORE, details={"ground": ground})


@transaction.atomic
def ask_for_file_inspection(actor: ActorRef) -> None:
    """Have every file re-checked in the background. Raises InspectionRuns while such a check is under way."""
    from saraptama.foundation.documents.tasks import inspect_files

    asked = ask_for_inspection(actor, kind=InspectionKind.FILES, right=KEEP_STORE)
    inspect_files.defer(inspection_id=str(asked.pk))


def run_file_inspection(inspection_id: UUID) -> None:
    """Read every stored file again and compare it with all that is recorded about it."""
    inspection = begin_inspection(inspection_id, total=StoredFile.objects.count())
    if inspection is None or inspection.kind != InspectionKind.FILES:
        return
    states: Counter[str] = Counter()
    findings: list[Finding] = []
    ids = StoredFile.objects.order_by("id").values_list("id", flat=True)
    for done, file_id in enumerate(ids.iterator(1_000), start=1):
        checked = verify_file(file_id)
        states[checked.state.value] += 1
        if checked.state in (FileState.ALTERED, FileState.MISSING):
            findings.append(Finding("file", str(file_id), checked.state.value))
        if done % 100 == 0:
            tell_progress(inspection, done)
    end_inspection(inspection, outcome={"files": dict(states)}, findings=findings)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists: before the first file there is none."""
    return folder if folder.exists() else _nearest(folder.parent)
