"""CMS signatures: what holds is told, what does not is refused by name."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import cms as asn1_cms
from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import BasicConstraints, CertificateBuilder

from saraptama.integrations.eds.development_ca import VALID_FROM, VALID_UNTIL, DevelopmentAuthority
from saraptama.integrations.eds.development_signer import sign_attached, sign_detached
from saraptama.integrations.eds.identities import Identity
from saraptama.integrations.eds.verifier import CmsSignatureVerifier
from saraptama.proof.certificates import KeyRole, read_certificate
from saraptama.proof.cms import verify_signatures, verify_signers
from saraptama.proof.signature_errors import (
    AlgorithmUnknown,
    AttributesUnfit,
    CertificateExpired,
    CertificateNotYetValid,
    ContentDiffers,
    ContentMissing,
    DocumentAltered,
    IssuerUnknown,
    KeyWeak,
    NobodySigned,
    PurposeUnfit,
    SignatureFault,
    SignatureRefused,
    SignatureUnreadable,
    SignerCertificateMissing,
    SignerCertificateSwapped,
    WrongKey,
)
from saraptama.proof.trust import TrustStore, build_chain
from tests.proof.signing import SIGNED_AT, aigerim, authority, serik, trust

DOCUMENT = "Сарапшының қорытындысы".encode()


def _edited(edit: Callable[[asn1_cms.SignedData], None], data: bytes | None = None) -> bytes:
    """A signature with something changed in it by hand."""
    envelope = asn1_cms.ContentInfo.load(data or sign_detached(DOCUMENT, aigerim(), at=SIGNED_AT))
    edit(envelope["content"])
    return bytes(envelope.dump(force=True))


def test_the_signer_is_read_from_the_certificate() -> None:
    (signer,) = verify_signers(sign_detached(DOCUMENT, serik(), at=SIGNED_AT), DOCUMENT, trust=trust())
    assert (signer.name, signer.iin, signer.bin) == ("АХМЕТОВ СЕРІК", "790202300456", "990340000123")
    assert (signer.role, signer.signing_time) == (KeyRole.EMPLOYEE, SIGNED_AT)
    assert signer.organisation.startswith("DEVELOPMENT")


def test_an_individual_has_no_bin() -> None:
    (signer,) = verify_signers(sign_detached(DOCUMENT, aigerim(), at=SIGNED_AT), DOCUMENT, trust=trust())
    assert (signer.surname, signer.patronymic, signer.bin) == ("ОМАРОВА", "СЕРІКҚЫЗЫ", "")
    assert signer.role is KeyRole.INDIVIDUAL


@pytest.mark.parametrize("armour", ["CMS", "PKCS7"])
def test_armoured_signatures_are_read(armour: str) -> None:
    der = sign_detached(DOCUMENT, aigerim())
    armoured = pem.armor(armour, der)
    assert verify_signatures(armoured, DOCUMENT) == verify_signatures(der, DOCUMENT)
    bare = b"".join(armoured.splitlines()[1:-1])
    assert verify_signatures(bare, DOCUMENT) == verify_signatures(der, DOCUMENT)


def test_an_attached_signature_carries_its_document() -> None:
    attached = sign_attached(DOCUMENT, aigerim())
    assert verify_signatures(attached) == verify_signatures(attached, DOCUMENT)
    with pytest.raises(ContentDiffers):
        verify_signatures(attached, DOCUMENT + b".")


def test_two_signers_are_both_told() -> None:
    both = sign_detached(DOCUMENT, [aigerim(), serik()], at=SIGNED_AT)
    assert {signer.iin for signer in verify_signers(both, DOCUMENT, trust=trust())} == {"850101400123", "790202300456"}


def test_an_elliptic_key_signs_too() -> None:
    seal = authority().seal(bin="990340000999", organisation="Орталық")
    assert verify_signatures(sign_detached(DOCUMENT, seal), DOCUMENT)[0].algorithm == "1.2.840.10045.4.3.2"


def test_every_altered_byte_of_the_document_is_noticed() -> None:
    signature = sign_detached(DOCUMENT, aigerim())
    for place in range(len(DOCUMENT)):
        altered = bytearray(DOCUMENT)
        altered[place] ^= 1
        with pytest.raises(DocumentAltered):
            verify_signatures(signature, bytes(altered))


def test_a_document_is_needed() -> None:
    with pytest.raises(ContentMissing):
        verify_signatures(sign_detached(DOCUMENT, aigerim()))


def test_a_signature_of_another_key_is_refused() -> None:
    impostor = Identity(serik().key, aigerim().certificate)
    with pytest.raises(WrongKey, match="ОМАРОВА"):
        verify_signatures(sign_detached(DOCUMENT, impostor), DOCUMENT)


def test_an_altered_signature_or_attribute_is_refused() -> None:
    def later(data: asn1_cms.SignedData) -> None:
        for attribute in data["signer_infos"][0]["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                attribute["values"] = [asn1_cms.Time("utc_time", datetime(2027, 1, 1, tzinfo=UTC))]

    with pytest.raises(WrongKey):
        verify_signatures(_edited(later), DOCUMENT)


def test_a_certificate_swapped_for_another_of_the_same_key_is_refused() -> None:
    """RFC 5035: the certificate itself is signed, not only its issuer and number."""
    renewed = authority().issue(aigerim().certificate.subject, purposes=["1.3.6.1.5.5.7.3.4"], key=aigerim().key)
    signature = sign_detached(DOCUMENT, aigerim())

    def swap(data: asn1_cms.SignedData) -> None:
        other = asn1_cms.CertificateSet.load(
            asn1_cms.CertificateSet([x509.Certificate.load(renewed.certificate_der)]).dump()
        )
        data["certificates"] = other
        data["signer_infos"][0]["sid"].chosen["serial_number"] = renewed.certificate.serial_number

    with pytest.raises(SignerCertificateSwapped):
        verify_signatures(_edited(swap, signature), DOCUMENT)


def _drop_certificates(data: asn1_cms.SignedData) -> None:
    data["certificates"] = asn1_cms.CertificateSet([])


def _drop_signers(data: asn1_cms.SignedData) -> None:
    data["signer_infos"] = asn1_cms.SignerInfos([])


def _drop_attributes(data: asn1_cms.SignedData) -> None:
    del data["signer_infos"][0]["signed_attrs"]


def _double_digest(data: asn1_cms.SignedData) -> None:
    attributes = data["signer_infos"][0]["signed_attrs"]
    attributes.append(next(each for each in attributes if each["type"].native == "message_digest"))


def _other_content_type(data: asn1_cms.SignedData) -> None:
    data["encap_content_info"]["content_type"] = "tst_info"


def _sha1(data: asn1_cms.SignedData) -> None:
    data["signer_infos"][0]["digest_algorithm"]["algorithm"] = "sha1"


def _unknown_scheme(data: asn1_cms.SignedData) -> None:
    data["signer_infos"][0]["signature_algorithm"]["algorithm"] = "sha1_rsa"


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (_drop_certificates, SignerCertificateMissing),
        (_drop_signers, NobodySigned),
        (_drop_attributes, AttributesUnfit),
        (_double_digest, AttributesUnfit),
        (_other_content_type, AttributesUnfit),
        (_sha1, AlgorithmUnknown),
        (_unknown_scheme, AlgorithmUnknown),
    ],
)
def test_each_defect_has_its_name(edit: Callable[[asn1_cms.SignedData], None], refusal: type[SignatureRefused]) -> None:
    with pytest.raises(refusal):
        verify_signatures(_edited(edit), DOCUMENT)


@pytest.mark.parametrize("junk", [b"", b"not a signature", b"\x30\x03\x02\x01\x05", b"AAAA", DOCUMENT])
def test_what_is_no_signature_is_refused(junk: bytes) -> None:
    with pytest.raises(SignatureUnreadable):
        verify_signatures(junk, DOCUMENT)


def test_no_cut_signature_is_accepted() -> None:
    signature = sign_detached(DOCUMENT, aigerim())
    for length in range(0, len(signature), 37):
        with pytest.raises(SignatureRefused):
            verify_signatures(signature[:length], DOCUMENT)


def test_a_short_rsa_key_is_refused() -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505  weak on purpose
    issued = authority().issue(aigerim().certificate.subject, purposes=["1.3.6.1.5.5.7.3.4"], key=short)
    with pytest.raises(KeyWeak, match="1024"):
        verify_signatures(sign_detached(DOCUMENT, issued), DOCUMENT)


class TestWhoseKeyItWas:
    """The path to a trusted authority, at the time that counts."""

    def test_a_stranger_vouches_for_nobody(self) -> None:
        with pytest.raises(IssuerUnknown):
            verify_signers(sign_detached(DOCUMENT, aigerim()), DOCUMENT, trust=TrustStore())

    def test_an_authority_of_the_same_name_vouches_for_nobody(self, tmp_path: Path) -> None:
        forged = DevelopmentAuthority(tmp_path).expert(iin="850101400123", surname="ОМАРОВА", name="АЙГЕРІМ")
        with pytest.raises(SignatureRefused) as refusal:
            verify_signers(sign_detached(DOCUMENT, forged), DOCUMENT, trust=trust())
        assert refusal.value.fault is SignatureFault.CERTIFICATE_FORGED

    def test_an_authority_for_seals_does_not_vouch_for_people(self) -> None:
        only_seals = TrustStore(seals=trust().seals, issuers=trust().issuers)
        with pytest.raises(IssuerUnknown):
            verify_signers(sign_detached(DOCUMENT, aigerim()), DOCUMENT, trust=only_seals)

    @pytest.mark.parametrize(
        ("at", "refusal"),
        [
            (datetime(2026, 1, 1, tzinfo=UTC), CertificateNotYetValid),
            (datetime(2028, 1, 1, tzinfo=UTC), CertificateExpired),
        ],
    )
    def test_the_certificate_must_be_valid_then(self, at: datetime, refusal: type[SignatureRefused]) -> None:
        valid = {"valid_from": datetime(2026, 6, 1, tzinfo=UTC), "valid_until": datetime(2027, 6, 1, tzinfo=UTC)}
        signer = authority().issue(aigerim().certificate.subject, purposes=["1.3.6.1.5.5.7.3.4"], **valid)
        assert verify_signers(sign_detached(DOCUMENT, signer, at=SIGNED_AT), DOCUMENT, trust=trust())
        with pytest.raises(refusal):
            verify_signers(sign_detached(DOCUMENT, signer, at=at), DOCUMENT, trust=trust())
        with pytest.raises(refusal):
            verify_signers(sign_detached(DOCUMENT, signer, at=SIGNED_AT), DOCUMENT, trust=trust(), at=at)

    def test_a_key_for_signing_in_signs_no_documents(self) -> None:
        signing_in = authority().issue(
            aigerim().certificate.subject,
            purposes=["1.3.6.1.5.5.7.3.2", "1.2.398.3.3.4.1.1"],
            key_usage=frozenset({"digital_signature", "key_encipherment"}),
        )
        with pytest.raises(PurposeUnfit):
            verify_signers(sign_detached(DOCUMENT, signing_in), DOCUMENT, trust=trust())

    def test_a_persons_certificate_issues_no_others(self) -> None:
        below = DevelopmentAuthority.__new__(DevelopmentAuthority)
        below.root, below._issuer = authority().root, aigerim()
        issued = below.issue(serik().certificate.subject, purposes=["1.3.6.1.5.5.7.3.4"])
        signature = sign_detached(DOCUMENT, issued)
        carried = TrustStore(
            signers=trust().signers,
            issuers=(*trust().issuers, verify_signatures(sign_detached(b"", aigerim()), b"")[0].certificate),
        )
        with pytest.raises(SignatureRefused) as refusal:
            verify_signers(signature, DOCUMENT, trust=carried)
        assert refusal.value.fault is SignatureFault.ISSUER_NOT_AUTHORITY

    def test_certificates_that_vouch_for_each_other_do_not_keep_us_busy(self) -> None:
        """Forty authorities of one name and one key: every order of them would be a path."""
        key, name = ec.generate_private_key(ec.SECP256R1()), aigerim().certificate.subject
        ring = []
        for number in range(1, 41):
            builder = CertificateBuilder(name, name, key.public_key(), number, VALID_FROM, VALID_UNTIL)
            builder = builder.add_extension(BasicConstraints(ca=True, path_length=None), critical=True)
            ring.append(read_certificate(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)))
        with pytest.raises(IssuerUnknown):
            build_chain(ring[0], anchors=trust().signers, between=ring, at=SIGNED_AT)

    def test_the_adapter_judges_at_the_moment_it_is_told(self) -> None:
        verifier = CmsSignatureVerifier(trust())
        signature = sign_detached(DOCUMENT, aigerim(), at=SIGNED_AT)
        assert verifier.verify_detached(DOCUMENT, signature, SIGNED_AT)[0].iin == "850101400123"
        with pytest.raises(CertificateExpired):
            verifier.verify_detached(DOCUMENT, signature, datetime(2050, 1, 1, tzinfo=UTC))


def test_every_fault_has_one_refusal_of_that_code() -> None:
    refusals = {each.code: each for each in SignatureRefused.__subclasses__()}
    assert refusals.keys() == {fault.value for fault in SignatureFault}


def test_openssl_agrees(tmp_path: Path) -> None:
    """A second opinion on what we sign: OpenSSL accepts it, and refuses an altered document."""
    (tmp_path / "signature.der").write_bytes(sign_detached(DOCUMENT, [aigerim(), serik()]))
    (tmp_path / "document").write_bytes(DOCUMENT)
    (tmp_path / "altered").write_bytes(DOCUMENT + b".")
    authorities = b"".join(each.public_bytes(Encoding.PEM) for each in aigerim().chain)
    (tmp_path / "authorities.pem").write_bytes(authorities)

    def verified(document: str) -> int:
        command = "openssl cms -verify -binary -inform DER -in signature.der -CAfile authorities.pem"
        return subprocess.run(
            [*command.split(), "-purpose", "any", "-content", document, "-out", "out"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        ).returncode

    assert verified("document") == 0
    assert verified("altered") != 0


def test_we_accept_what_openssl_signs(tmp_path: Path) -> None:
    """RSASSA-PSS and a streamed, indefinite-length encoding by another program."""
    (tmp_path / "document").write_bytes(DOCUMENT)
    aigerim().save(tmp_path / "aigerim.pem")
    command = "openssl cms -sign -binary -in document -signer aigerim.pem -md sha384 -outform DER -out signature"
    for options in (["-stream"], ["-stream", "-nodetach"], ["-keyopt", "rsa_padding_mode:pss"]):
        subprocess.run([*command.split(), *options], cwd=tmp_path, check=True, capture_output=True)
        (signer,) = verify_signers((tmp_path / "signature").read_bytes(), DOCUMENT, trust=trust())
        assert signer.iin == "850101400123"
