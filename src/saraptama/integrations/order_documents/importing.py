"""Orders from files: each file is an act of its own, and says what became of it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.types import Finding, ReceivedOrder
from saraptama.foundation.audit.services import record_refusal
from saraptama.integrations.order_documents.errors import FileUnreadable
from saraptama.integrations.order_documents.reading import MOST_BYTES, read_order
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey.register_order import register_from_outside
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal, Refusals

SOURCE = "file"
"""One for every import: a file that was imported once is recognised, whoever brings it again."""

SUFFIXES = (".json", ".xml")


@dataclass(frozen=True)
class Imported:
    """What became of one file: the answer, or the reasons of the refusal."""

    path: Path
    answer: ReceivedOrder | None = None
    reasons: tuple[Refusal, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the order is in (now, or since an earlier import of the same file)."""
        return self.answer is not None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the order lacks."""
        return self.answer.findings if self.answer else ()


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of each folder the JSON and XML files in it, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(inner for inner in path.iterdir() if inner.suffix.lower() in SUFFIXES)
        else:
            yield path


def import_file(actor: ActorRef, path: Path, *, dry_run: bool = False) -> Imported:
    """Register the order in a file. A refusal is recorded, unless nothing is to be written at all."""
    try:
        return Imported(path, answer=_register(actor, path, dry_run))
    except Refusal as refusal:
        if not dry_run:
            record_refusal(actor, act="orders.import", code=refusal.code, details={"file": path.name[:200]})
        return Imported(path, reasons=tuple(refusal.reasons) if isinstance(refusal, Refusals) else (refusal,))


def _register(actor: ActorRef, path: Path, dry_run: bool) -> ReceivedOrder:
    content = _content(path)
    submission = to_submission(read_order(content))
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        answer = register_from_outside(
            actor,
            submission=submission,
            channel=Channel.FILE,
            idempotency_key=digest,
            source_system=SOURCE,
            payload_hash=digest,
        )
        if dry_run:
            transaction.set_rollback(True)
    return answer


def _content(path: Path) -> bytes:
    """The bytes, one more than is ever read: a larger file is not loaded to be refused."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as reason:
        raise FileUnreadable(name=path.name, why=reason.strerror or "") from reason
