"""Questions about stored files. None of them opens one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db.models import Q

from saraptama.foundation.documents import ports, retention
from saraptama.foundation.documents.errors import KeyDestroyed, KeyMissing
from saraptama.foundation.documents.kinds import RetentionClass
from saraptama.foundation.documents.models import CaseKey, StoredFile, StoredFileQuerySet
from saraptama.foundation.documents.types import FileFacts
from saraptama.kernel.clock import ALMATY


def facts_of(file_ids: Iterable[UUID]) -> dict[UUID, FileFacts]:
    """What is known of these files, by id; ids that name nothing are left out."""
    return {file.id: _facts(file) for file in StoredFile.objects.filter(id__in=list(file_ids))}


def files_of_case(case_id: UUID) -> list[FileFacts]:
    """The files of a case, oldest first. Who may see the case, the asking context has decided."""
    return [_facts(file) for file in StoredFile.objects.of_case(case_id)]


def disposal_list(on: date) -> StoredFileQuerySet:
    """Files whose term of keeping has ended by the day. What is under legal hold or already erased is not on it."""
    ended = Q(pk__in=[])
    for retention_class in RetentionClass:
        year = retention.last_year_to_dispose_of(retention_class, on)
        if year is not None:
            after = datetime.combine(date(year + 1, 1, 1), time(), ALMATY).astimezone(UTC)
            ended |= Q(retention_class=retention_class.value, created_at__lt=after)
    kept = CaseKey.objects.filter(~Q(hold_ground="") | Q(destroyed_at__isnull=False)).values("case_id")
    return StoredFile.objects.filter(ended).exclude(case_id__in=kept)


def cases_without_key() -> int:
    """How many cases that were not erased have no key in the key store: it was not restored together with the data."""
    living = CaseKey.objects.filter(destroyed_at__isnull=True).values_list("case_id", flat=True)
    return sum(not _has_key(case_id) for case_id in living.iterator())


def _has_key(case_id: UUID) -> bool:
    try:
        ports.key_store.get().get(case_id)
    except (KeyMissing, KeyDestroyed):
        return False
    return True


def _facts(file: StoredFile) -> FileFacts:
    return FileFacts(
        id=file.id,
        case_id=file.case_id,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        commitment=file.commitment,
    )
