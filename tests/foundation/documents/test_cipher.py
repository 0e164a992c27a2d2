"""Chunks open only as themselves: this file, this place, this end."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from saraptama.foundation.documents import cipher
from saraptama.foundation.documents.errors import IntegrityError

FILE = uuid4()


@given(st.lists(st.binary(max_size=900_000), min_size=1, max_size=5).filter(lambda pieces: any(pieces)))
def test_chunks_are_the_pieces_put_together(pieces: list[bytes]) -> None:
    chunks = list(cipher.in_chunks(pieces))
    assert b"".join(plain for plain, _last in chunks) == b"".join(pieces)
    assert [last for _plain, last in chunks] == [False] * (len(chunks) - 1) + [True]
    assert len(chunks) == cipher.chunk_count(sum(map(len, pieces)))


@pytest.mark.parametrize("size", [1, cipher.CHUNK - 1, cipher.CHUNK, cipher.CHUNK + 1, 2 * cipher.CHUNK])
def test_the_length_of_the_ciphertext_is_foreseen(size: int) -> None:
    sealed = b"".join(cipher.seal(cipher.new_key(), FILE, [bytes(size)]))
    assert len(sealed) == cipher.sealed_size(size)


def test_a_chunk_opens_only_in_its_place_its_file_and_its_role() -> None:
    key = AESGCM(cipher.new_key())
    sealed = cipher.seal_chunk(key, FILE, 3, b"observed", last=False)
    assert cipher.open_chunk(key, FILE, 3, sealed, last=False) == b"observed"
    for file, index, last in [(FILE, 2, False), (uuid4(), 3, False), (FILE, 3, True)]:
        with pytest.raises(IntegrityError):
            cipher.open_chunk(key, file, index, sealed, last=last)


def test_the_same_text_twice_gives_nothing_in_common() -> None:
    first, second = (b"".join(cipher.seal(cipher.new_key(), FILE, [b"same"])) for _ in range(2))
    assert first != second


@given(st.binary(min_size=1, max_size=64), st.integers(min_value=0))
def test_an_envelope_with_any_flipped_bit_stays_shut(secret: bytes, place: int) -> None:
    key = cipher.new_key()
    sealed = bytearray(cipher.envelope_seal(key, secret, b"here"))
    sealed[place % len(sealed)] ^= 1 << place % 8
    with pytest.raises(IntegrityError):
        cipher.envelope_open(key, bytes(sealed), b"here")


def test_an_envelope_stays_shut_in_another_context() -> None:
    key = cipher.new_key()
    with pytest.raises(IntegrityError):
        cipher.envelope_open(key, cipher.envelope_seal(key, b"secret", b"case 1"), b"case 2")
