"""The institute in Astana with an expert at work, real signatures, a real seal, a real log, files on a real disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import ports
from saraptama.foundation.documents import ports as document_ports
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.integrations.eds.seal import development_seal
from saraptama.integrations.eds.verifier import CmsSignatureVerifier
from saraptama.integrations.storage.keys import DirectoryKeyStore, FileMasterKey
from saraptama.integrations.storage.local import LocalStorage
from tests.casework.conclusions import situations


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentAuthority:
    """Who issues the experts' certificates."""
    return DevelopmentAuthority(tmp_path_factory.mktemp("development-authority"))


@pytest.fixture
def house(db: None, tmp_path: Path, authority: DevelopmentAuthority) -> Iterator[Path]:
    """An adapter behind every port."""
    seal = development_seal(authority, bin="999941006184", organisation="Institute")
    with (
        document_ports.storage.holding(LocalStorage(tmp_path / "files")),
        document_ports.key_store.holding(DirectoryKeyStore(tmp_path / "keystore")),
        document_ports.master_key.holding(FileMasterKey(tmp_path / "master.key")),
        ports.signature_verifier.holding(CmsSignatureVerifier(authority.trust())),
        ports.container_builder.holding(seal),
    ):
        yield tmp_path


@pytest.fixture
def yerlan(house: Path) -> Expert:
    """Yerlan examines handwriting."""
    return situations.expert("yerlan")


@pytest.fixture
def saule(house: Path) -> Expert:
    """Saule examines handwriting, too."""
    return situations.expert("saule")
