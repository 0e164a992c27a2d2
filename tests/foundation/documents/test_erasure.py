"""Erasing a case, holding it, and what remains."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from saraptama.foundation.documents import rights, selectors, services
from saraptama.foundation.documents.errors import CaseErased, KeyDestroyed, LegalHoldStands, NoFilesInCase
from saraptama.foundation.documents.kinds import RetentionClass
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.foundation.documents.types import FileState
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.ids import new_id
from tests.foundation.documents.conftest import person
from tests.foundation.documents.test_reading import stored

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)


def erase(actor: ActorRef, case: UUID) -> CaseKey:
    return services.erase_case(actor, case_id=case, act="No. 7 of 20.11.2026", occurred_on=DAY)


def test_an_erased_case_opens_for_nobody(
    home: Path,
    aigul: ActorRef,
    case: UUID,
    django_capture_on_commit_callbacks: Callable[[], AbstractContextManager[list[Callable[[], None]]]],
) -> None:
    file = stored(aigul, case, b"testimony")
    backup = {p.relative_to(home): p.read_bytes() for p in (home / "files").rglob("*") if p.is_file()}
    with django_capture_on_commit_callbacks() as at_commit:
        erase(aigul, case)
    at_commit[-1]()
    with pytest.raises(CaseErased):
        services.open_file(aigul, file.id)
    # Restoring the ciphertext and the database from a backup brings nothing back: the key is gone.
    for name, content in backup.items():
        (home / name).write_bytes(content)
    CaseKey.objects.filter(case_id=case).update(destroyed_at=None, erased_on=None, erasure_act="")
    with pytest.raises(KeyDestroyed):
        services.open_file(aigul, file.id)
    assert list((home / "keystore").rglob("*.key")) == []


def test_rows_of_an_erased_case_verify_as_erased_under_the_act(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, b"testimony")
    erase(aigul, case)
    check = services.verify_file(file.id)
    assert (check.state, check.detail) == (FileState.ERASED, "No. 7 of 20.11.2026")


def test_an_erasure_that_a_crash_interrupted_is_finished(home: Path, aigul: ActorRef, case: UUID) -> None:
    stored(aigul, case, b"testimony")
    erase(aigul, case)
    assert services.finish_erasures() == 1
    assert services.finish_erasures() == 0
    assert list((home / "keystore").rglob("*.key")) == []


def test_nothing_is_added_to_an_erased_case(home: Path, aigul: ActorRef, case: UUID) -> None:
    stored(aigul, case, b"testimony")
    erase(aigul, case)
    with pytest.raises(CaseErased):
        stored(aigul, case, b"more")


def test_a_held_case_is_not_erased_until_the_hold_is_lifted(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, b"testimony")
    services.place_hold(aigul, case_id=case, ground="complaint 12/3", occurred_on=DAY)
    with pytest.raises(LegalHoldStands):
        erase(aigul, case)
    assert services.open_file(aigul, file.id).read() == b"testimony"
    services.lift_hold(aigul, case_id=case, occurred_on=DAY)
    assert erase(aigul, case).erasure_act == "No. 7 of 20.11.2026"


def test_erasing_needs_the_right_and_happens_once(home: Path, aigul: ActorRef, case: UUID) -> None:
    stored(aigul, case, b"testimony")
    with pytest.raises(NotPermitted):
        erase(person(rights.READ.code), case)
    erase(aigul, case)
    with pytest.raises(CaseErased):
        erase(aigul, case)
    with pytest.raises(NoFilesInCase):
        erase(aigul, new_id())


def test_the_disposal_list_waits_for_the_term_and_leaves_out_what_is_held(
    home: Path, aigul: ActorRef, case: UUID
) -> None:
    free, held = stored(aigul, case, b"a"), stored(aigul, new_id(), b"b")
    eternal = stored(aigul, new_id(), b"c")
    StoredFile.objects.filter(id=eternal.id).update(retention_class=RetentionClass.PERMANENT.value)
    services.place_hold(aigul, case_id=held.case_id, ground="complaint", occurred_on=DAY)
    year = free.created_at.year
    assert not selectors.disposal_list(date(year + 10, 12, 31)).exists()
    assert list(selectors.disposal_list(date(year + 11, 1, 1))) == [free]
