"""The digests and signature schemes we can verify: two tables keyed by object identifier.

A national algorithm is added as a row; nothing else has to know. An algorithm without a row is refused by name, never
skipped. SHA-1 and RSA below 2048 bits have no row on purpose.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from asn1crypto.algos import RSASSAPSSParams
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from saraptama.proof.signature_errors import AlgorithmUnknown, KeyWeak

SMALLEST_RSA_KEY: Final = 2048
_CURVES: Final = {"secp256r1", "secp384r1", "secp521r1"}


@dataclass(frozen=True, slots=True)
class Digest:
    name: str
    compute: Callable[[bytes], bytes]
    primitive: hashes.HashAlgorithm | None = None


@dataclass(frozen=True, slots=True)
class SignedBytes:
    """What a scheme judges: bytes, the signature over them, and the key (DER SubjectPublicKeyInfo)."""

    message: bytes
    signature: bytes
    public_key_info: bytes
    parameters: bytes = b""
    digest_oid: str = ""


Scheme = Callable[[SignedBytes], bool]

DIGESTS: dict[str, Digest] = {
    "2.16.840.1.101.3.4.2.1": Digest("SHA-256", lambda data: hashlib.sha256(data).digest(), hashes.SHA256()),
    "2.16.840.1.101.3.4.2.2": Digest("SHA-384", lambda data: hashlib.sha384(data).digest(), hashes.SHA384()),
    "2.16.840.1.101.3.4.2.3": Digest("SHA-512", lambda data: hashlib.sha512(data).digest(), hashes.SHA512()),
}


def digest_of(oid: str, data: bytes) -> bytes:
    """The digest of `data` by that algorithm."""
    if oid not in DIGESTS:
        raise AlgorithmUnknown(algorithm=oid)
    return DIGESTS[oid].compute(data)


def verify(algorithm_oid: str, signed: SignedBytes) -> bool:
    """Was this signed by this key? An algorithm without a row is refused."""
    if algorithm_oid not in SCHEMES:
        raise AlgorithmUnknown(algorithm=algorithm_oid)
    return SCHEMES[algorithm_oid](signed)


def _hash(oid: str) -> hashes.HashAlgorithm:
    digest = DIGESTS.get(oid)
    if digest is None or digest.primitive is None:
        raise AlgorithmUnknown(algorithm=oid)
    return digest.primitive


def _rsa_key(signed: SignedBytes) -> rsa.RSAPublicKey:
    key = _load(signed.public_key_info)
    if not isinstance(key, rsa.RSAPublicKey):
        raise KeyWeak(why="an RSA signature is offered with a key that is not RSA")
    if key.key_size < SMALLEST_RSA_KEY:
        raise KeyWeak(why=f"RSA with {key.key_size} bits, {SMALLEST_RSA_KEY} are needed")
    return key


def _load(public_key_info: bytes) -> object:
    try:
        return load_der_public_key(public_key_info)
    except (ValueError, UnsupportedAlgorithm) as reason:
        raise KeyWeak(why="the public key cannot be read") from reason


def _rsa_pkcs1(digest_oid: str | None) -> Scheme:
    def check(signed: SignedBytes) -> bool:
        hashed = _hash(digest_oid or signed.digest_oid)
        return _holds(lambda: _rsa_key(signed).verify(signed.signature, signed.message, padding.PKCS1v15(), hashed))

    return check


def _rsa_pss(signed: SignedBytes) -> bool:
    try:
        stated = RSASSAPSSParams.load(signed.parameters)
        hashed = _hash(stated["hash_algorithm"]["algorithm"].dotted)
        mask = _hash(stated["mask_gen_algorithm"]["parameters"]["algorithm"].dotted)
        salt_length = stated["salt_length"].native
    except (ValueError, TypeError) as reason:
        raise AlgorithmUnknown(algorithm="RSASSA-PSS with unreadable parameters") from reason
    pss = padding.PSS(padding.MGF1(mask), salt_length)
    return _holds(lambda: _rsa_key(signed).verify(signed.signature, signed.message, pss, hashed))


def _ecdsa(digest_oid: str) -> Scheme:
    def check(signed: SignedBytes) -> bool:
        key = _load(signed.public_key_info)
        if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in _CURVES:
            raise KeyWeak(why="ECDSA needs a key on P-256, P-384 or P-521")
        return _holds(lambda: key.verify(signed.signature, signed.message, ec.ECDSA(_hash(digest_oid))))

    return check


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except InvalidSignature:
        return False
    return True


SCHEMES: dict[str, Scheme] = {
    "1.2.840.113549.1.1.1": _rsa_pkcs1(None),
    "1.2.840.113549.1.1.11": _rsa_pkcs1("2.16.840.1.101.3.4.2.1"),
    "1.2.840.113549.1.1.12": _rsa_pkcs1("2.16.840.1.101.3.4.2.2"),
    "1.2.840.113549.1.1.13": _rsa_pkcs1("2.16.840.1.101.3.4.2.3"),
    "1.2.840.113549.1.1.10": _rsa_pss,
    "1.2.840.10045.4.3.2": _ecdsa("2.16.840.1.101.3.4.2.1"),
    "1.2.840.10045.4.3.3": _ecdsa("2.16.840.1.101.3.4.2.2"),
    "1.2.840.10045.4.3.4": _ecdsa("2.16.840.1.101.3.4.2.3"),
}
