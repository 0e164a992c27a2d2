"""Signs as a person's signing program would: for development, the demo and the tests only.

In service nobody's key is on the server; people sign on their own machines and the server verifies.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from saraptama.integrations.eds.identities import Identity
from saraptama.kernel import clock


def sign_detached(content: bytes, identities: Sequence[Identity] | Identity, *, at: datetime | None = None) -> bytes:
    """A detached CMS (DER) over exactly these bytes, by one signer or several."""
    return _sign(content, identities, at, attached=False)


def sign_attached(content: bytes, identities: Sequence[Identity] | Identity, *, at: datetime | None = None) -> bytes:
    """A CMS (DER) that carries what it signs."""
    return _sign(content, identities, at, attached=True)


def _sign(content: bytes, identities: Sequence[Identity] | Identity, at: datetime | None, *, attached: bool) -> bytes:
    signing = (identities,) if isinstance(identities, Identity) else tuple(identities)
    moment = at or clock.now()
    carried = {each.certificate_der: each for each in signing}
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "data", "content": content if attached else None},
            "certificates": [x509.Certificate.load(der) for der in carried],
            "signer_infos": [_signer_info(content, identity, moment) for identity in signing],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def _signer_info(content: bytes, identity: Identity, moment: datetime) -> cms.SignerInfo:
    certificate = x509.Certificate.load(identity.certificate_der)
    attributes = _signed_attributes(content, identity, moment)
    name = "sha256_rsa" if isinstance(identity.key, rsa.RSAPrivateKey) else "sha256_ecdsa"
    sid = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", sid),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": name},
            "signature": _signature(identity, attributes.dump()),
        }
    )


def _signed_attributes(content: bytes, identity: Identity, moment: datetime) -> cms.CMSAttributes:
    certificate_id = tsp.ESSCertIDv2({"cert_hash": sha256(identity.certificate_der).digest()})
    signing_time = cms.Time("utc_time", core.UTCTime(moment.replace(microsecond=0)))
    attributes = {
        "content_type": "data",
        "message_digest": sha256(content).digest(),
        "signing_time": signing_time,
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [certificate_id]}),
    }
    return cms.CMSAttributes(
        [cms.CMSAttribute({"type": kind, "values": [value]}) for kind, value in attributes.items()]
    )


def _signature(identity: Identity, signed: bytes) -> bytes:
    if isinstance(identity.key, rsa.RSAPrivateKey):
        return identity.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    return identity.key.sign(signed, ec.ECDSA(hashes.SHA256()))
