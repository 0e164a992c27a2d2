"""A key with its certificate and the certificates above it, as files keep it."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

SigningKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Identity:
    """Who signs: a key, its certificate, and the authorities up to the root."""

    key: SigningKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def key_der(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    @property
    def certificate_der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def save(self, path: Path) -> None:
        """Key and certificates in one PEM file that only its owner may read, written whole or not at all."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        pem += b"".join(each.public_bytes(Encoding.PEM) for each in (self.certificate, *self.chain))
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
        Path(temporary).replace(path)


def load_identity(path: Path) -> Identity:
    """An identity as `Identity.save` wrote it."""
    pem = path.read_bytes()
    certificate, *chain = x509.load_pem_x509_certificates(pem)
    return Identity(cast("SigningKey", load_pem_private_key(pem, None)), certificate, tuple(chain))
