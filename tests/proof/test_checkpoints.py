"""Checkpoints as signed notes (C2SP): read, verified, refused by name."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from saraptama.proof.checkpoint import (
    Checkpoint,
    NoteAlgorithm,
    NoteSigner,
    NoteVerifier,
    cosign,
    open_note,
    parse_checkpoint,
    verify_checkpoint,
)
from saraptama.proof.errors import (
    MalformedNote,
    MalformedNoteKey,
    NoteSignatureInvalid,
    UnknownNoteSigner,
    WrongOrigin,
)
from saraptama.proof.merkle import EMPTY_ROOT, leaf_hash

ORIGIN = "saraptama.example/log"
SIGNER = NoteSigner(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
CHECKPOINT = Checkpoint(ORIGIN, 1, leaf_hash(b"one"))
NOTE = CHECKPOINT.signed_by(SIGNER)

# From the documentation of golang.org/x/mod/sumdb/note: a verifier key and a note signed with its private half.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    origin, size, root, empty, signature, end = NOTE.split("\n")
    assert (origin, size, empty, end) == (ORIGIN, "1", "", "")
    assert len(root) == 44
    assert signature.startswith(f"— {ORIGIN} ")


def test_the_known_note_of_the_go_library_verifies() -> None:
    verifier = NoteVerifier.parse(PETER)
    assert str(verifier) == PETER
    assert open_note(PETERS_NOTE).verify([verifier]) == {verifier: None}
    with pytest.raises(NoteSignatureInvalid):
        open_note(PETERS_NOTE.replace("cryptography", "Cryptography")).verify([verifier])


def test_a_checkpoint_comes_back_verified() -> None:
    verifier = NoteVerifier.parse(str(SIGNER.verifier))
    assert verify_checkpoint(NOTE, [verifier], ORIGIN) == CHECKPOINT
    extended = Checkpoint(ORIGIN, 0, EMPTY_ROOT, ("one more line",))
    assert verify_checkpoint(extended.signed_by(SIGNER), [verifier]) == extended


def test_what_does_not_verify_is_refused_by_name() -> None:
    stranger = NoteSigner(ORIGIN, Ed25519PrivateKey.generate())
    with pytest.raises(UnknownNoteSigner):
        verify_checkpoint(NOTE, [stranger.verifier])
    with pytest.raises(NoteSignatureInvalid, match=ORIGIN):
        verify_checkpoint(NOTE.replace("\n1\n", "\n2\n"), [SIGNER.verifier])
    with pytest.raises(WrongOrigin):
        verify_checkpoint(NOTE, [SIGNER.verifier], "another.example/log")


def test_a_strangers_signature_beside_ours_does_no_harm() -> None:
    stranger = NoteSigner("stranger.example", Ed25519PrivateKey.generate())
    line = stranger.sign(CHECKPOINT.text).split("\n\n")[1]
    assert verify_checkpoint(NOTE + line, [SIGNER.verifier]) == CHECKPOINT


def test_a_witness_cosigns_with_the_time() -> None:
    key, seen = Ed25519PrivateKey.generate(), datetime(2026, 11, 2, 9, tzinfo=UTC)
    witness = NoteVerifier("witness.example", key.public_key().public_bytes_raw(), NoteAlgorithm.COSIGNATURE_V1)
    note = cosign(NOTE, witness.name, key, seen)
    assert open_note(note).verify([witness, SIGNER.verifier]) == {witness: seen, SIGNER.verifier: None}
    assert NoteVerifier.parse(str(witness)) == witness
    with pytest.raises(UnknownNoteSigner):
        verify_checkpoint(note, [witness])
    with pytest.raises(NoteSignatureInvalid):
        open_note(note.replace("\n1\n", "\n2\n")).verify([witness])


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{ORIGIN}\n1\n",
        f"{ORIGIN}\n01\n{CHECKPOINT.text.split()[2]}\n",
        f"{ORIGIN}\n-1\n{CHECKPOINT.text.split()[2]}\n",
        f"{ORIGIN}\n１\n{CHECKPOINT.text.split()[2]}\n",
        f"{ORIGIN}\n1\nAAAA\n",
        f"{ORIGIN}\n1\n*\n",
        f"\n1\n{CHECKPOINT.text.split()[2]}\n",
        f"{CHECKPOINT.text}\n",
    ],
)
def test_misspelt_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(MalformedNote):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "note",
    [
        "",
        CHECKPOINT.text,
        NOTE.removesuffix("\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("\n1\n", "\n1\r\n"),
        CHECKPOINT.text + "\n— name AAAA\n",
        CHECKPOINT.text + "\n— name ****\n",
    ],
)
def test_misspelt_notes_are_refused(note: str) -> None:
    with pytest.raises(MalformedNote):
        open_note(note)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "name",
        "name+12345678+AAAA",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("Peter", "Pet er"),
        "a+b+c",
    ],
)
def test_misspelt_keys_are_refused(key: str) -> None:
    with pytest.raises(MalformedNoteKey):
        NoteVerifier.parse(key)
