"""What was stored is what is read, whole or in part, by those who may, and every reading is noted."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saraptama.foundation.documents import cipher, ports, rights, services
from saraptama.foundation.documents.errors import RangeNotSatisfiable
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.models import StoredFile
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Scope
from saraptama.kernel.rights import declare as declare_right
from tests.foundation.documents.conftest import person

pytestmark = pytest.mark.django_db

CONTENT = b"".join(bytes([number % 251]) * 4096 for number in range(650))
"""Two and a half chunks."""


def stored(actor: ActorRef, case: UUID, content: bytes = CONTENT, scope: Scope | None = None) -> StoredFile:
    return services.store(
        actor,
        data=content,
        name="image.dd",
        media_type="application/octet-stream",
        case_id=case,
        kind=FileKind.DIGITAL_EVIDENCE,
        scope=scope or Scope(),
    )


def test_the_whole_file_comes_back(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    assert services.open_file(aigul, file.id).read() == CONTENT


def test_the_plaintext_lies_nowhere_on_the_disk(home: Path, aigul: ActorRef, case: UUID) -> None:
    stored(aigul, case, b"the accused said so" * 100)
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"the accused" not in everything


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_range_equals_the_slice(home: Path, aigul: ActorRef, case: UUID, data: st.DataObject) -> None:
    file = StoredFile.objects.filter(case_id=case).first() or stored(aigul, case)
    near_border = st.sampled_from([cipher.CHUNK + d for d in (-1, 0, 1)] + [2 * cipher.CHUNK + d for d in (-1, 0, 1)])
    start = data.draw(st.integers(0, len(CONTENT) - 1) | near_border)
    end = data.draw(st.integers(start + 1, len(CONTENT)))
    assert b"".join(services.iter_range(aigul, file.id, start, end)) == CONTENT[start:end]


class CountingStorage:
    """The real storage, with a note of what was read."""

    def __init__(self, inner: ports.BlobStorage) -> None:
        self.inner, self.starts = inner, list[int]()

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    def read(self, address: str, start: int, length: int) -> bytes:
        self.starts.append(start)
        return self.inner.read(address, start, length)


def test_a_range_decrypts_only_the_chunks_it_lies_in(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    counting = CountingStorage(ports.storage.get())
    with ports.storage.holding(counting):  # type: ignore[arg-type] # forwards everything else by __getattr__
        list(services.iter_range(aigul, file.id, cipher.CHUNK + 5, cipher.CHUNK + 10))
    assert counting.starts == [cipher.SEALED_CHUNK]


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (10, 5), (0, len(CONTENT) + 1)])
def test_a_range_outside_the_file_is_refused(home: Path, aigul: ActorRef, case: UUID, start: int, end: int) -> None:
    file = stored(aigul, case)
    with pytest.raises(RangeNotSatisfiable):
        services.iter_range(aigul, file.id, start, end)


def read_events(file: StoredFile) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_readevent WHERE subject_id = %s", [str(file.id)])
        return int(cursor.fetchone()[0])


def test_opening_is_noted_once_in_five_minutes(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    assert read_events(file) == 0
    services.open_file(aigul, file.id)
    services.open_file(aigul, file.id)
    assert read_events(file) == 1


def test_a_stranger_does_not_even_learn_that_the_file_exists(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    with pytest.raises(NotVisible):
        services.open_file(person(), file.id)
    assert read_events(file) == 0


def test_a_reader_of_another_unit_or_level_sees_nothing(home: Path, aigul: ActorRef, case: UUID) -> None:
    scope = Scope(unit_path="centre.astana", confidentiality=Confidentiality.OFFICIAL_USE)
    file = stored(aigul, case, b"x", scope)
    official = frozenset({Confidentiality.OFFICIAL_USE})
    insider = person(rights.READ.code, unit_path="centre", levels=official)
    neighbour = person(rights.READ.code, unit_path="centre.astana2", levels=official)
    uncleared = person(rights.READ.code, unit_path="centre")
    assert services.open_file(insider, file.id).read() == b"x"
    assert list(StoredFile.objects.visible_to(insider)) == [file]
    for other in (neighbour, uncleared):
        assert not StoredFile.objects.visible_to(other).exists()
        with pytest.raises(NotVisible):
            services.open_file(other, file.id)


def test_an_orderer_opens_nothing_by_its_address_alone(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, b"x")
    timur = replace(person(rights.READ.code), body_id=new_id())
    assert not StoredFile.objects.visible_to(timur).exists()
    with pytest.raises(NotVisible):
        services.open_file(timur, file.id)


def test_a_context_that_let_the_actor_in_names_its_right(home: Path, aigul: ActorRef, case: UUID) -> None:
    own_orders = declare_right("tests.read_own_order", "read one's own order")
    file = stored(aigul, case, b"x")
    assert services.open_file(person(own_orders.code), file.id, checked=own_orders).read() == b"x"
