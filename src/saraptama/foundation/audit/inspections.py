"""Inspections in the background: asked for, begun, told how far they are, ended with what they found."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.audit.errors import InspectionRuns
from saraptama.foundation.audit.models import Inspection, LogLeaf
from saraptama.foundation.audit.rights import AUDIT_VIEW
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.types import Finding
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.rights import Right

_FINDINGS_KEPT = 200


@transaction.atomic
def ask_for_inspection(actor: ActorRef, *, kind: InspectionKind, right: Right) -> Inspection:
    """Note that somebody asks for an inspection; the caller defers its job. Raises InspectionRuns."""
    actor.require(right)
    try:
        with transaction.atomic():
            asked = Inspection.objects.create(kind=kind, asked_by=actor.id, asked_at=clock.now())
    except IntegrityError:
        raise InspectionRuns() from None
    record(actor, act="audit.inspection_asked_for", right=right, subject=asked, details={"kind": kind.value})
    return asked


@transaction.atomic
def ask_for_log_inspection(actor: ActorRef, *, with_rows: bool) -> Inspection:
    """Have the log verified in the background: the request, its act and its job stand or fall together."""
    from saraptama.foundation.audit.tasks import verify_log

    kind = InspectionKind.LOG_WITH_ROWS if with_rows else InspectionKind.LOG
    asked = ask_for_inspection(actor, kind=kind, right=AUDIT_VIEW)
    verify_log.defer(inspection_id=str(asked.pk))
    return asked


def begin_inspection(inspection_id: UUID, *, total: int) -> Inspection | None:
    """Start the clock of an inspection; None for one that has ended (a job that ran twice)."""
    found = Inspection.objects.filter(pk=inspection_id, ended_at__isnull=True).first()
    if found is not None:
        found.begun_at, found.total, found.done = clock.now(), total, 0
        found.save(update_fields=["begun_at", "total", "done"])
    return found


def tell_progress(inspection: Inspection, done: int) -> None:
    """How far it has come, for the page that waits."""
    inspection.done = done
    inspection.save(update_fields=["done"])


@transaction.atomic
def end_inspection(inspection: Inspection, *, outcome: dict[str, Any], findings: Iterable[Finding]) -> None:
    """What it found; the outcome stands in the log."""
    found = list(findings)
    inspection.ended_at, inspection.done = clock.now(), inspection.total
    inspection.holds, inspection.outcome = not found, outcome
    inspection.findings = [[one.check, one.where, one.what] for one in found[:_FINDINGS_KEPT]]
    inspection.save()
    record(
        SYSTEM,
        act="audit.inspection_ended",
        subject=inspection,
        details={"kind": inspection.kind, "holds": not found, "findings": len(found), **outcome},
    )


def run_log_inspection(inspection_id: UUID) -> None:
    """Verify the log, as `log verify` does, and keep the outcome."""
    from saraptama.foundation.audit.verification import verify_log

    inspection = begin_inspection(inspection_id, total=max(1, LogLeaf.objects.count()))
    if inspection is None:
        return
    verified = verify_log(rows=inspection.kind == InspectionKind.LOG_WITH_ROWS)
    outcome = {"leaves": verified.tree_size, "root": verified.root, "rows": verified.rows, "pending": verified.pending}
    end_inspection(inspection, outcome=outcome, findings=verified.findings)
