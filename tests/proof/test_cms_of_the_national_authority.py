"""Signatures and certificates made by the national authority's own software (test contour and public authorities)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from saraptama.proof.certificates import Certificate, KeyRole, read_certificate
from saraptama.proof.cms import read_cms, verify_signatures, verify_signers
from saraptama.proof.signature_errors import (
    AlgorithmUnknown,
    CertificateExpired,
    ContentDiffers,
    DocumentAltered,
    IssuerUnknown,
)
from saraptama.proof.trust import TrustStore, build_chain

FILES = Path(__file__).parents[1] / "vectors" / "kz_pki"
CONTENT = b"test123"
WHILE_VALID = datetime(2021, 6, 1, tzinfo=UTC)


def _file(name: str) -> bytes:
    return (FILES / f"{name}.der").read_bytes()


def _certificate(name: str) -> Certificate:
    return read_certificate(_file(name))


TEST_AUTHORITY = TrustStore(signers=(_certificate("test_nca_rsa"),))


def test_an_rsa_signature_of_the_national_signing_program_holds() -> None:
    (signature,) = verify_signatures(_file("test_cms_attached_1signer_rsa"), CONTENT)
    assert signature.signing_time == datetime(2022, 9, 28, 14, 40, 30, tzinfo=UTC)
    signer = signature.signer
    assert (signer.name, signer.iin, signer.bin, signer.patronymic) == ("ТЕСТОВ ТЕСТ", "123456789011", "", "ТЕСТОВИЧ")
    assert signer.role is KeyRole.INDIVIDUAL


def test_it_holds_over_its_own_content_only() -> None:
    with pytest.raises(ContentDiffers):
        verify_signatures(_file("test_cms_attached_1signer_rsa"), b"test124")
    altered = _file("test_cms_attached_1signer_rsa").replace(CONTENT, b"test124")
    with pytest.raises(DocumentAltered):
        verify_signatures(altered)


def test_its_certificate_had_expired_when_it_signed() -> None:
    signed = _file("test_cms_attached_1signer_rsa")
    with pytest.raises(CertificateExpired):
        verify_signers(signed, CONTENT, trust=TEST_AUTHORITY)
    (signer,) = verify_signers(signed, CONTENT, trust=TEST_AUTHORITY, at=WHILE_VALID)
    assert signer.issuer == "ҰКО 3.0 (RSA TEST)"


@pytest.mark.parametrize("name", ["test_cms_attached_2signers", "test_cms_detached_2signers"])
def test_a_national_algorithm_without_a_row_is_refused_by_name(name: str) -> None:
    """One of the two signers used GOST R 34.10-2015; nothing unverified is ever passed over."""
    assert {certificate.iin for certificate in read_cms(_file(name)).certificates} == {"123456789011", "123456789012"}
    with pytest.raises(AlgorithmUnknown, match=r"1\.2\.398\.3\.10\.1"):
        verify_signatures(_file(name), CONTENT)


@pytest.mark.parametrize(
    ("root", "issuing", "at"),
    [
        ("root_rsa", "nca_rsa", datetime(2020, 1, 1, tzinfo=UTC)),
        ("root_rsa_2020", "nca_rsa_2022", WHILE_VALID.replace(year=2026)),
    ],
)
def test_the_public_rsa_authorities_form_paths(root: str, issuing: str, at: datetime) -> None:
    path = build_chain(_certificate(issuing), anchors=[_certificate(root)], between=[], at=at)
    assert path == (_certificate(issuing), _certificate(root))


def test_the_authorities_of_one_generation_do_not_vouch_for_another() -> None:
    with pytest.raises(IssuerUnknown):
        build_chain(
            _certificate("nca_rsa_2022"),
            anchors=[_certificate("root_gost")],
            between=[],
            at=WHILE_VALID.replace(year=2024),
        )


def test_the_key_for_signing_in_is_not_for_documents() -> None:
    assert _certificate("test_person_sign_rsa").may_sign_documents
    assert not _certificate("test_person_auth_rsa").may_sign_documents


def test_a_head_is_told_from_an_individual() -> None:
    head = _certificate("test_person_ceo_gost2004")
    assert (head.iin, head.bin, head.role) == ("123456789011", "123456789021", KeyRole.HEAD)
    assert head.organisation == 'АО "ТЕСТ"'
