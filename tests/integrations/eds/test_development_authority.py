"""The development authority: marked, kept, believed only where one says so."""

import stat
from pathlib import Path

from saraptama.integrations.eds.development_ca import MARK, DevelopmentAuthority
from saraptama.integrations.eds.development_signer import sign_detached
from saraptama.integrations.eds.identities import Identity
from saraptama.proof.certificates import Certificate, KeyRole
from saraptama.proof.cms import verify_signers
from saraptama.proof.trust import TrustStore

LONG_NAME = "Қазақстан Республикасы Әділет министрлігінің Сот сараптамалары орталығы"


def _identities(authority: DevelopmentAuthority) -> list[Identity]:
    return [
        authority.expert(iin="850101400123", surname="ОМАРОВА", name="АЙГЕРІМ", patronymic="СЕРІКҚЫЗЫ"),
        authority.institute(
            bin="990340000123", organisation=LONG_NAME, head_iin="700303300123", head="БАСТЫҚОВ ДӘУЛЕТ"
        ),
        authority.seal(bin="990340000123", organisation=LONG_NAME),
        authority.time_stamping(),
    ]


def test_every_certificate_says_development(tmp_path: Path) -> None:
    authority = DevelopmentAuthority(tmp_path)
    for identity in [*_identities(authority), authority.root]:
        for certificate in (identity.certificate, *identity.chain):
            assert Certificate(Identity(identity.key, certificate).certificate_der).organisation.startswith(MARK)


def test_keys_are_made_once_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys" / "development"
    first, again = _identities(DevelopmentAuthority(folder)), _identities(DevelopmentAuthority(folder))
    assert [each.certificate for each in first] == [each.certificate for each in again]
    assert [each.chain for each in first] == [each.chain for each in again]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.pem")} == {0o600}


def test_the_institute_signs_in_the_hand_of_its_head(tmp_path: Path) -> None:
    authority = DevelopmentAuthority(tmp_path)
    institute = _identities(authority)[1]
    (signer,) = verify_signers(sign_detached(b"order", institute), b"order", trust=authority.trust())
    assert (signer.role, signer.bin, signer.iin) == (KeyRole.HEAD, "990340000123", "700303300123")
    assert signer.organisation == f"{MARK} {LONG_NAME}".encode()[:64].decode(errors="ignore").strip()


def test_the_trust_written_as_files_is_the_same(tmp_path: Path) -> None:
    authority = DevelopmentAuthority(tmp_path / "keys")
    authority.write_trust(tmp_path / "trust")
    assert TrustStore.from_directory(tmp_path / "trust") == authority.trust()
    assert TrustStore.from_directory(tmp_path / "empty") == TrustStore()
