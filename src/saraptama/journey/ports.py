"""What the story needs from outside."""

from typing import Protocol
from uuid import UUID

from saraptama.kernel.ports import Port


class DevelopmentSigner(Protocol):
    """Signs for a member of the demo's cast with a throw-away key. Bound in the demo only; people sign themselves."""

    def __call__(self, user_id: UUID, content: bytes, /) -> bytes:
        """A detached CMS over exactly these bytes."""


class LetterSeal(Protocol):
    """The institute's seal under what leaves it: a letter without it is nobody's letter."""

    def apply(self, pdf: bytes) -> bytes:
        """The file under the seal (PAdES); a Refusal when it cannot be set now."""


letter_seal: Port[LetterSeal] = Port("journey.letter_seal")
development_signer: Port[DevelopmentSigner] = Port("journey.development_signer")
