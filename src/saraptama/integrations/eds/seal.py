"""The technical seal of the service: closes a signed conclusion into one file that verifies on its own."""

from collections.abc import Callable, Sequence

from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from saraptama.casework.conclusions.ports import SignedPaper
from saraptama.integrations.eds.container_builder import (
    Attachment,
    Relationship,
    development_time_stamper,
    embed,
    seal,
)
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.integrations.eds.errors import TimeStampAuthorityDown
from saraptama.integrations.eds.identities import Identity
from saraptama.proof.container import DISSENT_CMS_SUFFIX, DISSENT_PREFIX, LOG_PROOF_PREFIX, SIGNATURE_SUFFIX
from saraptama.proof.log_proof import LogProof


class TechnicalSeal:
    """The key of the seal with its source of time stamps (called once a sealing)."""

    def __init__(self, identity: Identity, time_stamper: Callable[[], TimeStamper]) -> None:
        self._identity, self._time_stamper = identity, time_stamper

    def enclose(
        self,
        revision_1: bytes,
        *,
        signatures: Sequence[bytes],
        log_proofs: Sequence[LogProof],
        data: bytes,
        dissents: Sequence[SignedPaper] = (),
    ) -> bytes:
        """The final file: the signed bytes in front, then signatures, dissents, log proofs and the JSON; sealed."""
        carried = [*attachments(signatures, log_proofs, data), *dissenting(dissents)]
        return self.apply(embed(revision_1, carried))

    def apply(self, pdf: bytes) -> bytes:
        """The file under the seal (PAdES B-T, certified, no change allowed)."""
        try:
            return seal(pdf, identity=self._identity, time_stamper=self._time_stamper())
        except TimestampRequestError as reason:
            raise TimeStampAuthorityDown from reason


def attachments(signatures: Sequence[bytes], log_proofs: Sequence[LogProof], data: bytes) -> list[Attachment]:
    """The files that travel in a conclusion, under the names by which the verifier finds them."""
    signed = [
        Attachment(
            name=f"signature-{number}{SIGNATURE_SUFFIX}",
            data=cms,
            media_type="application/pkcs7-signature",
            relationship=Relationship.SUPPLEMENT,
            description="Detached signature (CMS) over the first revision of this file",
        )
        for number, cms in enumerate(signatures, start=1)
    ]
    logged = [
        Attachment(
            name=f"{LOG_PROOF_PREFIX}-{number}.json",
            data=proof.to_json(),
            media_type="application/json",
            relationship=Relationship.SUPPLEMENT,
            description="Proof that the signatures stand in the public log",
        )
        for number, proof in enumerate(log_proofs, start=1)
    ]
    machine_readable = Attachment(
        name="conclusion.json",
        data=data,
        media_type="application/json",
        relationship=Relationship.DATA,
        description="The conclusion for machines",
    )
    return [*signed, *logged, machine_readable]


def dissenting(dissents: Sequence[SignedPaper]) -> list[Attachment]:
    """Dissenting opinions, each followed by the signature of its author."""
    carried = []
    for number, paper in enumerate(dissents, start=1):
        name = f"{DISSENT_PREFIX}{number}.pdf"
        opinion = Attachment(name, paper.content, "application/pdf", Relationship.SUPPLEMENT, "Dissenting opinion")
        signature = Attachment(
            name + DISSENT_CMS_SUFFIX,
            paper.cms,
            "application/pkcs7-signature",
            Relationship.SUPPLEMENT,
            f"Detached signature (CMS) over {name}",
        )
        carried += [opinion, signature]
    return carried


def development_seal(authority: DevelopmentAuthority, *, bin: str, organisation: str) -> TechnicalSeal:
    """A seal with development keys and a time-stamp authority inside the process."""
    stamping = authority.time_stamping()
    return TechnicalSeal(authority.seal(bin=bin, organisation=organisation), lambda: development_time_stamper(stamping))
