"""An act and its audit entry stand or fall together."""

import pytest
from django.db import transaction

from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit.integrator import catch_up, integrate
from saraptama.foundation.audit.models import AuditEntry, PendingLeaf, ReadEvent
from saraptama.foundation.audit.selectors import log_verifier_key, proof_of
from saraptama.foundation.audit.services import NotInTransaction, note_read, record, record_refusal
from saraptama.kernel.actor import SYSTEM
from saraptama.proof.checkpoint import NoteVerifier, verify_checkpoint
from saraptama.proof.merkle import leaf_hash, verify_inclusion

pytestmark = pytest.mark.django_db(transaction=True)


def test_outside_a_transaction_nothing_can_be_recorded() -> None:
    with pytest.raises(NotInTransaction):
        record(SYSTEM, act="test.outside")


def test_a_rolled_back_act_leaves_no_entry_and_no_leaf() -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        user = User.objects.create_user("gone", None, surname="Жоқов", kind="STAFF")
        record(SYSTEM, act="test.gone", wrote=[user])
        _ = 1 / 0
    assert AuditEntry.objects.count() == before
    assert integrate().leaves == 0
    with transaction.atomic():
        user = User.objects.create_user("there", None, surname="Баров", kind="STAFF")
        record(SYSTEM, act="test.there", wrote=[user])
    assert integrate().tree_size == before + 1


def test_anybody_can_check_the_proof_of_an_act() -> None:
    with transaction.atomic():
        entries = [record(SYSTEM, act=f"test.{n}", documents={"revision_1": "ab" * 32}) for n in range(5)]
    assert proof_of(entries[2].id) is None
    assert PendingLeaf.objects.count() == 5
    catch_up()
    proof = proof_of(entries[2].id)
    assert proof is not None
    signed = verify_checkpoint(proof.checkpoint, [NoteVerifier.parse(log_verifier_key())], proof.origin)
    assert verify_inclusion(leaf_hash(proof.leaf), proof.leaf_index, signed.size, proof.proof, signed.root)
    assert b"ab" * 32 in proof.leaf


def test_the_leaf_does_not_show_the_details() -> None:
    with transaction.atomic():
        entry = record(SYSTEM, act="test.secret", details={"number": "71-2026-000123"})
    catch_up()
    proof = proof_of(entry.id)
    assert proof is not None
    assert b"000123" not in proof.leaf


def test_a_refused_attempt_is_recorded() -> None:
    record_refusal(SYSTEM, act="intake.order_received", code="idempotency_conflict")
    assert AuditEntry.objects.latest("recorded_at").act == "intake.order_received.refused"


def test_opening_a_thing_twice_in_five_minutes_is_one_read_event() -> None:
    user = User.objects.create_user("read", None, surname="Оқылған", kind="STAFF")
    note_read(SYSTEM, subject=user)
    note_read(SYSTEM, subject=user)
    assert ReadEvent.objects.count() == 1
