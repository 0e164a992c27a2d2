"""The log's promise to include an entry, and commitments to values it does not show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from saraptama.proof.commitment import commit, new_salt, opens
from saraptama.proof.errors import PromiseInvalid
from saraptama.proof.merkle import leaf_hash
from saraptama.proof.promise import Promise, sign_promise, verify_promise

KEY = Ed25519PrivateKey.generate()
PROMISE = Promise("log.example", UUID(int=7), leaf_hash(b"act"), datetime(2026, 11, 2, 9, tzinfo=UTC))


def test_a_promise_binds_the_log() -> None:
    verify_promise(PROMISE, sign_promise(PROMISE, KEY), KEY.public_key())


def test_the_same_moment_in_another_zone_is_the_same_promise() -> None:
    elsewhere = replace(PROMISE, recorded_at=PROMISE.recorded_at.astimezone(timezone(timedelta(hours=5))))
    verify_promise(elsewhere, sign_promise(PROMISE, KEY), KEY.public_key())


@pytest.mark.parametrize(
    "altered",
    [
        replace(PROMISE, origin="other.example"),
        replace(PROMISE, entry_id=UUID(int=8)),
        replace(PROMISE, leaf_hash=leaf_hash(b"another act")),
        replace(PROMISE, recorded_at=PROMISE.recorded_at + timedelta(microseconds=1)),
    ],
)
def test_an_altered_promise_is_refused(altered: Promise) -> None:
    with pytest.raises(PromiseInvalid):
        verify_promise(altered, sign_promise(PROMISE, KEY), KEY.public_key())


def test_a_promise_of_another_key_is_refused() -> None:
    with pytest.raises(PromiseInvalid, match=str(PROMISE.entry_id)):
        verify_promise(PROMISE, sign_promise(PROMISE, Ed25519PrivateKey.generate()), KEY.public_key())


@given(st.binary(), st.binary(), st.binary(min_size=16, max_size=32))
def test_a_commitment_opens_to_its_value_only(value: bytes, other: bytes, salt: bytes) -> None:
    assert opens(commit(value, salt), value, salt)
    assert opens(commit(value, salt), other, salt) == (value == other)


def test_two_commitments_to_one_value_do_not_show_it() -> None:
    assert commit(b"value", new_salt()) != commit(b"value", new_salt())


@pytest.mark.parametrize("length", [0, 15, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="16 to 32"):
        commit(b"value", bytes(length))
