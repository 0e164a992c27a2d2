"""A storage, a key store and a master key of their own for every test."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from saraptama.foundation.documents import ports, rights
from saraptama.integrations.storage.keys import DirectoryKeyStore, FileMasterKey
from saraptama.integrations.storage.local import LocalStorage
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Grant


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """The folder in which this test's files and keys lie."""
    with (
        ports.storage.holding(LocalStorage(tmp_path / "files")),
        ports.key_store.holding(DirectoryKeyStore(tmp_path / "keystore")),
        ports.master_key.holding(FileMasterKey(tmp_path / "keys" / "master.key")),
    ):
        yield tmp_path


def person(*codes: str, unit_path: str = "", levels: frozenset[Confidentiality] | None = None) -> ActorRef:
    """Somebody who holds these rights in a unit."""
    held = levels or frozenset({Confidentiality.OPEN, Confidentiality.MEDICAL})
    grants = tuple(Grant(right=code, unit_path=unit_path, confidentiality=held) for code in codes)
    return ActorRef(id=new_id(), kind=ActorKind.PERSON, grants=grants)


@pytest.fixture
def aigul() -> ActorRef:
    """Aigul keeps the records: she reads, holds and erases."""
    return person(rights.READ.code, rights.HOLD.code, rights.ERASE.code)


@pytest.fixture
def case() -> UUID:
    """A case."""
    return new_id()
